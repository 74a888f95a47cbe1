import type { Actor, Road, Scenario } from "../document/schema";
import { roadMotionOf, worldOf } from "../scene";
import { distanceBetween, placeAlong, roadUserKind, roadUserOf, type RoadUserKind, type SpeedProfile } from "../world";
import { roadLayout } from "../world/roads";
import { BODY_LIMITS } from "./limits";

/** Something in a motion on the road that no body can do, or that never happens. Waypoints are counted from 1; metres and seconds. */
export type MotionFault =
  | { readonly kind: "too_fast"; readonly body: RoadUserKind; readonly speed: number; readonly most: number }
  | { readonly kind: "strong_acceleration" | "strong_braking"; readonly body: RoadUserKind; readonly needed: number; readonly most: number }
  | { readonly kind: "hard_braking"; readonly waypoint: number; readonly needed: number; readonly has: number }
  | { readonly kind: "tight_corner"; readonly waypoint: number; readonly needed: number; readonly has: number }
  | { readonly kind: "fast_corner"; readonly needed: number; readonly speed: number }
  | { readonly kind: "not_reached"; readonly waypoint: number }
  | { readonly kind: "unknown_lane"; readonly lane: string }
  | { readonly kind: "lanes_apart"; readonly lane: string; readonly next: string; readonly gap: number };

/** Metres per second squared by which dry asphalt holds a tyre sideways, about 0.8 g. */
const TYRES_HOLD = 8;
/** Metres. */
const SAME_PLACE = 0.01;
/** What rounding may add to a speed or an acceleration. */
const NEARLY = 1e-6;
/** Frames from one look at the turning to the next. */
const LOOK = 3;
/** Metres that a lane may begin beside the end of the one before it. */
const LANES_MEET = 1;

/** What of an actor's motion on the road no body can do, and the lanes that it cannot follow. */
export function motionFaults(scenario: Scenario, road: Road, actor: Actor): MotionFault[] {
  const lanes = laneFaults(road, actor.motion?.lanes ?? []);
  return actor.trajectory.waypoints.length < 2 ? lanes : [...lanes, ...pathFaults(scenario, road, actor)];
}

/** Lanes that the road does not have, or that do not lead into one another. */
function laneFaults({ plan }: Road, ids: readonly string[]): MotionFault[] {
  if (ids.length === 0) return [];
  const { lanes } = roadLayout(plan);
  const followed = ids.map((id) => ({ id, centre: lanes.find((lane) => lane.id === id)?.centre }));
  const unknown = followed.find(({ centre }) => !centre);
  // One lane that is missing makes the actor leave them all.
  if (unknown) return [{ kind: "unknown_lane", lane: unknown.id }];
  return followed.flatMap(({ id, centre }, index): MotionFault[] => {
    const next = followed[index + 1];
    if (!centre || !next?.centre) return [];
    const gap = distanceBetween(placeAlong(centre, centre.length), placeAlong(next.centre, 0));
    return gap > LANES_MEET ? [{ kind: "lanes_apart", lane: id, next: next.id, gap }] : [];
  });
}

function pathFaults(scenario: Scenario, road: Road, actor: Actor): MotionFault[] {
  const { path, profile } = roadMotionOf(scenario, road, actor);
  const { type, appearance, size, motion, trajectory } = actor;
  const body = roadUserKind(type, appearance.model);
  const { turningRadius, dimensions, rearAxle } = roadUserOf(body);
  const radius = rearAxle === undefined ? turningRadius : turningRadius * ((size.length ?? dimensions.length) / dimensions.length);
  const waypointAt = (distance: number) => nearest(path.stations, distance) + 1;
  const faults = strengthFaults(body, profile, motion?.deceleration ?? Infinity);
  for (const { distance, deceleration } of profile.hardBraking)
    faults.push({ kind: "hard_braking", waypoint: waypointAt(distance), needed: deceleration, has: motion?.deceleration ?? 0 });
  for (const { point, radius: has } of path.tight) faults.push({ kind: "tight_corner", waypoint: point + 1, needed: radius, has });
  const sideways = rearAxle === undefined ? null : hardestTurn(scenario, actor);
  if (sideways && sideways.needed > TYRES_HOLD) faults.push(sideways);
  const world = worldOf(scenario);
  if (world.isTimedBySpeeds(actor)) {
    const come = world.distanceAt(actor, actor.endFrame);
    const missed = path.stations.findIndex((station) => station > come + SAME_PLACE);
    // Who waits to the end is meant to.
    const waits = trajectory.waypoints.some(
      ({ hold = 0, wait }, index) => (hold > 0 || wait !== undefined) && Math.abs((path.stations[index] ?? 0) - come) < SAME_PLACE,
    );
    if (missed >= 0 && !waits) faults.push({ kind: "not_reached", waypoint: missed + 1 });
  }
  return faults;
}

/** What asks for more speed or strength than a body has. @param braking what it is set to brake with; more is told at its waypoint */
function strengthFaults(body: RoadUserKind, { phases }: SpeedProfile, braking: number): MotionFault[] {
  const limits = BODY_LIMITS[body];
  let [speed, gains, loses] = [0, 0, 0];
  for (const [index, phase] of phases.entries()) {
    const after = phases[index + 1];
    speed = Math.max(speed, phase.speed, after ? phase.speed + phase.acceleration * (after.time - phase.time) : 0);
    gains = Math.max(gains, phase.acceleration);
    loses = Math.max(loses, Math.min(-phase.acceleration, braking));
  }
  const faults: MotionFault[] = [];
  if (speed > limits.speed + NEARLY) faults.push({ kind: "too_fast", body, speed, most: limits.speed });
  if (gains > limits.acceleration + NEARLY) faults.push({ kind: "strong_acceleration", body, needed: gains, most: limits.acceleration });
  if (loses > limits.braking + NEARLY) faults.push({ kind: "strong_braking", body, needed: loses, most: limits.braking });
  return faults;
}

/** Where a vehicle turns fastest while it moves fast: speed times turning speed. */
function hardestTurn(scenario: Scenario, actor: Actor): Extract<MotionFault, { kind: "fast_corner" }> {
  const world = worldOf(scenario);
  const { fps } = scenario.video;
  let worst = { needed: 0, speed: 0 };
  for (let frame = actor.startFrame; frame + LOOK < actor.endFrame; frame += LOOK) {
    const [from, to] = [world.poseAt(actor, frame), world.poseAt(actor, frame + LOOK)];
    const turned = Math.abs(((to.heading - from.heading + 540) % 360) - 180);
    const speed = world.speedAt(actor, frame + LOOK / 2) * fps;
    const needed = (speed * (turned * Math.PI * fps)) / 180 / LOOK;
    if (needed > worst.needed) worst = { needed, speed };
  }
  return { kind: "fast_corner", ...worst };
}

const nearest = (stations: readonly number[], distance: number): number =>
  stations.reduce((best, station, index) => (Math.abs(station - distance) < Math.abs((stations[best] ?? 0) - distance) ? index : best), 0);

/**
 * What of the motions on a road no body can do, with whose it is; nothing in a picture, whose pixels have no metres. Paths that go on
 * beyond what is shown are usual, and no fault here.
 */
export function motionFaultsOf(scenario: Scenario): { readonly actor: Actor; readonly fault: MotionFault }[] {
  const { road, actors } = scenario;
  if (!road) return [];
  return actors.flatMap((actor) =>
    motionFaults(scenario, road, actor).flatMap((fault) => (fault.kind === "not_reached" ? [] : [{ actor, fault }])),
  );
}
