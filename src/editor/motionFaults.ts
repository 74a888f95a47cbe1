import type { Actor, Road, Scenario } from "@/core/document";
import { roadMotionOf, worldOf } from "@/core/scene";
import { roadUserKind, roadUserOf } from "@/core/world";

/** Something in a motion on the road that no body can do, or that never happens. Waypoints are counted from 1; metres and seconds. */
export type MotionFault =
  | { readonly kind: "hard_braking"; readonly waypoint: number; readonly needed: number; readonly has: number }
  | { readonly kind: "tight_corner"; readonly waypoint: number; readonly needed: number; readonly has: number }
  | { readonly kind: "fast_corner"; readonly needed: number; readonly speed: number }
  | { readonly kind: "not_reached"; readonly waypoint: number };

/** Metres per second squared by which dry asphalt holds a tyre sideways, about 0.8 g. */
const TYRES_HOLD = 8;
/** Metres. */
const SAME_PLACE = 0.01;
/** Frames from one look at the turning to the next. */
const LOOK = 3;

/** What of an actor's motion on the road no body can do. */
export function motionFaults(scenario: Scenario, road: Road, actor: Actor): MotionFault[] {
  if (actor.trajectory.waypoints.length < 2) return [];
  const { path, profile } = roadMotionOf(scenario, road, actor);
  const { type, appearance, size, motion, trajectory } = actor;
  const { turningRadius, dimensions, rearAxle } = roadUserOf(roadUserKind(type, appearance.model));
  const radius = rearAxle === undefined ? turningRadius : turningRadius * ((size.length ?? dimensions.length) / dimensions.length);
  const waypointAt = (distance: number) => nearest(path.stations, distance) + 1;
  const faults: MotionFault[] = profile.hardBraking.map(({ distance, deceleration }) => ({
    kind: "hard_braking",
    waypoint: waypointAt(distance),
    needed: deceleration,
    has: motion?.deceleration ?? 0,
  }));
  for (const { point, radius: has } of path.tight) faults.push({ kind: "tight_corner", waypoint: point + 1, needed: radius, has });
  const sideways = rearAxle === undefined ? null : hardestTurn(scenario, actor);
  if (sideways && sideways.needed > TYRES_HOLD) faults.push(sideways);
  const world = worldOf(scenario);
  if (world.isTimedBySpeeds(actor)) {
    const come = world.distanceAt(actor, actor.endFrame);
    const missed = path.stations.findIndex((station) => station > come + SAME_PLACE);
    // Who waits to the end is meant to.
    const waits = trajectory.waypoints.some(({ hold = 0 }, index) => hold > 0 && Math.abs((path.stations[index] ?? 0) - come) < SAME_PLACE);
    if (missed >= 0 && !waits) faults.push({ kind: "not_reached", waypoint: missed + 1 });
  }
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
