import { MOTION_LIMITS, type Actor, type ActorMotion, type Waypoint } from "@/core/document";
import type { World } from "@/core/scene";
import { perSecond } from "@/core/timeline";
import { clamp, withTrajectory, without } from "./edit";
import { withTiming } from "./times";

/*
 * Paths on the road that are timed by speeds: a waypoint is reached when the actor, with its acceleration, gets there. Changing when it
 * is reached means changing the speed before it; what comes after keeps its own speeds and so moves along in time.
 */

/** Slower than this (metres a second) nobody gets anywhere. */
const SLOWEST = 0.05;
/** Halvings of the range in which a speed is looked for: leaves less than a hundred-thousandth of it. */
const HALVINGS = 24;
/** Frames by which an arrival may be later than the earliest there can be. */
const NEARLY = 0.5;

/** Speeds are kept to tenths of a millimetre a second where they are found rather than typed. */
const tidySpeed = (speed: number): number => Math.round(speed * 1e4) / 1e4;

const motionOf = ({ motion }: Actor): ActorMotion => motion ?? { speed: 0, acceleration: 1, deceleration: 1 };

/** The speed that an actor holds, or changes to, from a waypoint on: metres a second. */
export function speedFrom(actor: Actor, index: number): number {
  const said = actor.trajectory.waypoints.slice(0, index + 1).findLast(({ speed }) => speed !== undefined);
  return said?.speed ?? motionOf(actor).speed;
}

/** Sets the speed from a waypoint on; from the first one the actor starts with it. Undefined: it goes on as before. */
export function withSpeedFrom(actor: Actor, index: number, speed: number | undefined): Actor {
  const waypoints = actor.trajectory.waypoints.map((waypoint, place) =>
    place === index ? { ...without(waypoint, "speed"), ...(speed === undefined || index === 0 ? {} : { speed }) } : waypoint,
  );
  const moved = withTrajectory(actor, { waypoints });
  return index === 0 && speed !== undefined ? { ...moved, motion: { ...motionOf(actor), speed } } : moved;
}

/** Sets the speed on the way to a waypoint alone: from there on the actor goes as it did. */
export function withLegSpeed(actor: Actor, index: number, speed: number): Actor {
  const { waypoints } = actor.trajectory;
  const kept = index < waypoints.length - 1 ? withSpeedFrom(actor, index, speedFrom(actor, index)) : actor;
  return withSpeedFrom(kept, index - 1, clamp(speed, 0, MOTION_LIMITS.speed.max));
}

/** Lets an actor reach a waypoint at a time (frames after its motion's start), or as near to it as its acceleration allows. */
export function reachingAt(world: World, actor: Actor, index: number, time: number): Actor {
  if (index < 1 || index >= actor.trajectory.waypoints.length) return actor;
  const arrivalAt = (speed: number) => world.arrivalTimes(withLegSpeed(actor, index, speed))[index] ?? 0;
  if (Math.round(world.arrivalTimes(actor)[index] ?? 0) === Math.round(time)) return actor;
  const max: number = MOTION_LIMITS.speed.max;
  const earliest = arrivalAt(max);
  const wanted = Math.max(Math.round(time), earliest + NEARLY);
  let [low, high] = [SLOWEST, max];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (arrivalAt(middle) > wanted) low = middle;
    else high = middle;
  }
  return withLegSpeed(actor, index, tidySpeed(high));
}

/** One speed along the whole path (metres a second); times that were set are let go, waits stay. */
export function withOneSpeed(actor: Actor, speed: number): Actor {
  const waypoints = actor.trajectory.waypoints.map((waypoint) => without(waypoint, "at", "speed"));
  const wanted = clamp(tidySpeed(speed), 0, MOTION_LIMITS.speed.max);
  return { ...withTrajectory(actor, { waypoints }), motion: { ...motionOf(actor), speed: wanted } };
}

/** The actor at the mean speed that it has on its way; the same actor if it has one speed already. */
export function withMeanSpeed(world: World, actor: Actor, fps: number): Actor {
  const isConstant = world.isTimedBySpeeds(actor) && actor.trajectory.waypoints.every(({ speed }) => speed === undefined);
  return isConstant ? actor : withOneSpeed(actor, perSecond(movingSpeed(world, actor), fps));
}

/** The mean speed on the way without waits, in units a frame. */
function movingSpeed(world: World, actor: Actor): number {
  const arrivals = world.arrivalTimes(actor);
  const holds = actor.trajectory.waypoints.slice(0, -1).reduce((sum, { hold = 0 }) => sum + hold, 0);
  return world.pathLength(actor) / Math.max(1, (arrivals.at(-1) ?? 0) - holds);
}

/** The same motion, `factor` times as slow: every moment of it comes later by that factor. */
export function slowedDown(actor: Actor, factor: number): Actor {
  const { speed, acceleration, deceleration, ...rest } = motionOf(actor);
  const limit = (value: number) => clamp(value / (factor * factor), MOTION_LIMITS.acceleration.min, MOTION_LIMITS.acceleration.max);
  const slower = (value: number) => clamp(value / factor, 0, MOTION_LIMITS.speed.max);
  const waypoints = actor.trajectory.waypoints.map((waypoint): Waypoint => ({
    ...(waypoint.hold === undefined || waypoint.hold === 0 ? waypoint : withTiming(waypoint, { hold: waypoint.hold * factor })),
    ...(waypoint.speed === undefined ? {} : { speed: slower(waypoint.speed) }),
  }));
  const motion = { ...rest, speed: slower(speed), acceleration: limit(acceleration), deceleration: limit(deceleration) };
  return { ...withTrajectory(actor, { waypoints }), motion };
}

/** Each waypoint's speed from there on when the path is followed the other way, each stretch with its own; and the speed at the start. */
export function reversedSpeeds(actor: Actor): { readonly start: number; readonly from: readonly (number | undefined)[] } {
  const last = actor.trajectory.waypoints.length - 1;
  const stretches = Array.from({ length: last }, (_, index) => speedFrom(actor, last - 1 - index));
  const from = stretches.map((speed, index) => (index === 0 || speed === stretches[index - 1] ? undefined : speed));
  return { start: stretches[0] ?? motionOf(actor).speed, from };
}
