import {
  ACTOR_LABELS,
  SPECIFIED_CONFIDENCE,
  USUAL_MOTIONS,
  usualMotion,
  type Actor,
  type ActorMotion,
  type Point,
  type Scenario,
  type Waypoint,
} from "@/core/document";
import { worldOf } from "@/core/scene";
import { roadUserOf, type RoadUserKind } from "@/core/world";
import { simplified } from "../simplify";
import { hasUsualSize } from "../worlds/bodySizes";
import { command, type Command } from "./command";
import { clampPoint, editActors, withTrajectory, without } from "./edit";
import { offLanes } from "./road";
import { withSpeedFrom } from "./speedTimed";
import type { WaypointRef } from "./waypoints";

/**
 * Makes actors on the road somebody else. Dimensions, speed, acceleration and braking become those of the new kind where they were those
 * of the old one; what was set by hand stays, unless another type makes nonsense of it.
 */
export function setRoadUser(ids: readonly string[], kind: RoadUserKind): Command {
  return command("Change model", (scenario) => editActors(scenario, ids, (actor) => madeTo(scenario, actor, kind)));
}

function madeTo(scenario: Scenario, actor: Actor, kind: RoadUserKind): Actor {
  const { type, dimensions } = roadUserOf(kind);
  if (actor.type === type && actor.appearance.model === kind) return actor;
  const named = actor.name === `${ACTOR_LABELS[actor.type]} ${actor.trackId}`;
  return {
    ...actor,
    type,
    name: named ? `${ACTOR_LABELS[type]} ${actor.trackId}` : actor.name,
    appearance: { ...actor.appearance, model: kind },
    size: actor.type !== type || hasUsualSize(scenario, actor) ? dimensions : actor.size,
    motion: usualAsBefore(actor, USUAL_MOTIONS[kind]),
    confidenceBase: actor.confidenceBase === SPECIFIED_CONFIDENCE[actor.type] ? SPECIFIED_CONFIDENCE[type] : actor.confidenceBase,
  };
}

/** The actor's motion with the usual figures of another kind where it had those of its own. */
function usualAsBefore(actor: Actor, next: ActorMotion): ActorMotion {
  const before = usualMotion(actor);
  const motion = actor.motion ?? before;
  const figure = (key: "speed" | "acceleration" | "deceleration") => (motion[key] === before[key] ? next[key] : motion[key]);
  return { ...motion, speed: figure("speed"), acceleration: figure("acceleration"), deceleration: figure("deceleration") };
}

const LABELS: Record<keyof ActorMotion, string> = {
  speed: "Set speed",
  acceleration: "Set acceleration",
  deceleration: "Set braking",
  heading: "Turn",
  reversing: "Change gear",
  lanes: "Follow lanes",
};

/** Sets how actors move on the road. */
export function changeMotion(ids: readonly string[], change: Partial<ActorMotion>): Command {
  const [key] = Object.keys(change) as (keyof ActorMotion)[];
  return command(key ? LABELS[key] : "Set motion", (scenario) =>
    editActors(scenario, ids, (actor) => ({ ...actor, motion: { ...(actor.motion ?? usualMotion(actor)), ...change } })),
  );
}

/** Lets vehicles begin in reverse, or forwards. */
export function setReversing(ids: readonly string[], on: boolean): Command {
  return command("Change gear", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const motion = actor.motion ?? usualMotion(actor);
      if ((motion.reversing ?? false) === on) return actor;
      return { ...actor, motion: { ...without(motion, "reversing"), ...(on ? { reversing: true } : {}) } };
    }),
  );
}

/** Sets the speed from a waypoint on, in metres a second; undefined: the actor goes on there as before. */
export function setSpeedFrom({ actorId, index }: WaypointRef, speed: number | undefined): Command {
  return command("Set speed", (scenario) =>
    editActors(scenario, [actorId], (actor) => {
      const present = index === 0 ? actor.motion?.speed : actor.trajectory.waypoints[index]?.speed;
      return present === speed ? actor : withSpeedFrom(actor, index, speed);
    }),
  );
}

/** Metres by which a path that has left its lanes may lie beside their middle. */
const NEAR = 0.1;

/** Lets actors leave the lanes that they follow: they keep their course, as a path of its own that can be bent. */
export function leaveLanes(ids: readonly string[]): Command {
  return command("Leave the lane", (scenario) =>
    editActors(scenario, ids, (actor) => {
      if (!actor.motion?.lanes) return actor;
      const world = worldOf(scenario);
      const stations = world.stations(actor);
      const { waypoints } = actor.trajectory;
      const course = waypoints.flatMap((waypoint, index): Waypoint[] => {
        const [from, to] = [stations[index] ?? 0, stations[index + 1]];
        const own: Waypoint = { ...without(waypoint, "handles"), ...clampPoint(world.placeAlong(actor, from)) };
        return to === undefined ? [own] : [own, ...between(from, to, (distance) => world.placeAlong(actor, distance))];
      });
      return withTrajectory(offLanes(actor), { waypoints: course, curve: "smooth" });
    }),
  );
}

/** The points that a line between two places needs to keep its course, without its ends. */
function between(from: number, to: number, placeAt: (distance: number) => Point): Waypoint[] {
  const steps = Math.max(1, Math.ceil(to - from));
  const line = Array.from({ length: steps + 1 }, (_, step) => placeAt(from + ((to - from) * step) / steps));
  return simplified(line, NEAR).slice(1, -1).map(clampPoint);
}
