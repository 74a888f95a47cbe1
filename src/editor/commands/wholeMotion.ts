import type { Actor } from "@/core/document";
import type { World } from "@/core/scene";
import { motionSpan } from "@/core/timeline";
import { clampFrame, withTrajectory, without } from "./edit";
import { withTiming } from "./times";

/** Frames of the motion that are cut off before the actor appears and after it has gone. */
export type Trim = { readonly start: number; readonly end: number };

const UNTRIMMED: Trim = { start: 0, end: 0 };

export const trimOf = ({ trajectory }: Actor): Trim => trajectory.trim ?? UNTRIMMED;

/** The same motion, shown from its beginning to its end. */
export function untrimmed(actor: Actor): Actor {
  if (!actor.trajectory.trim) return actor;
  return { ...actor, ...motionSpan(actor), trajectory: without(actor.trajectory, "trim") };
}

/** Cuts frames off an untrimmed motion; at least one frame remains. */
export function trimmed(whole: Actor, { start, end }: Trim): Actor {
  const before = Math.max(0, Math.min(start, whole.endFrame - whole.startFrame - 1));
  const after = Math.max(0, Math.min(end, whole.endFrame - whole.startFrame - before - 1));
  if (before === 0 && after === 0) return whole;
  return {
    ...withTrajectory(whole, { trim: { start: before, end: after } }),
    startFrame: whole.startFrame + before,
    endFrame: whole.endFrame - after,
  };
}

/** The length of a whole motion in frames, including what is trimmed off. */
export function motionLength(actor: Actor): number {
  const { startFrame, endFrame } = motionSpan(actor);
  return endFrame - startFrame;
}

/** The frames that an actor stands at its last waypoint before its motion ends; 0 for an actor that goes nowhere. */
export function waitAtEnd(world: World, actor: Actor): number {
  const arrivals = world.arrivalTimes(actor);
  const reached = arrivals.length > 1 ? Math.round(arrivals.at(-1) ?? 0) : Infinity;
  return Math.max(0, motionLength(actor) - reached);
}

/** The frames that an actor stands at a waypoint; an actor with only one stands there all the time, which is not a wait. */
export function waitAt(world: World, actor: Actor, index: number): number {
  const { waypoints } = actor.trajectory;
  return index === waypoints.length - 1 ? waitAtEnd(world, actor) : (waypoints[index]?.hold ?? 0);
}

/**
 * When, in a motion along the same path at different speeds, an actor is where it is at a time in this one (frames after the start of
 * either); equally far into a wait if it is waiting.
 */
export function sameMoment(world: World, before: Actor, after: Actor, time: number): number {
  const [arrivals, others] = [world.arrivalTimes(before), world.arrivalTimes(after)];
  const index = Math.max(
    0,
    arrivals.findLastIndex((arrival) => arrival <= time),
  );
  const [reached, next] = [arrivals[index] ?? 0, arrivals[index + 1]];
  const wait = waitAt(world, before, index);
  if (next === undefined || time <= reached + wait) return (others[index] ?? 0) + time - reached;
  const distanceAt = (frames: number) => world.distanceAt(before, motionSpan(before).startFrame + frames);
  const [from, to] = [distanceAt(reached), distanceAt(next)];
  const share = to > from ? (distanceAt(time) - from) / (to - from) : 1;
  const leaves = (others[index] ?? 0) + waitAt(world, after, index);
  return leaves + share * ((others[index + 1] ?? leaves) - leaves);
}

/** Lets the actor stand at its last waypoint for as many frames more; its end moves along. */
export function withLongerWaitAtEnd(world: World, actor: Actor, frames: number): Actor {
  const { waypoints } = actor.trajectory;
  const last = waypoints.length - 1;
  const later = { ...actor, endFrame: clampFrame(actor.endFrame + frames) };
  // By arrivals the last waypoint is due when the motion ends, unless it has a time or a wait of its own.
  if (last === 0 || waypoints[last]?.at !== undefined || world.isTimedBySpeeds(actor)) return later;
  return withTrajectory(later, {
    waypoints: waypoints.map((waypoint, index) =>
      index === last ? withTiming(waypoint, { hold: (waypoint.hold ?? 0) + frames }) : waypoint,
    ),
  });
}

/**
 * Moves the end of an actor whose motion has become longer by frames (or shorter, below 0) at a time in it, in frames after the motion's
 * start. If that time is in a trimmed-off part, the visible part stays where it is.
 */
export function withTimeInserted(actor: Actor, time: number, frames: number): Actor {
  const { start, end } = trimOf(actor);
  if (frames === 0) return actor;
  const retrimmed = (trim: Trim): Actor =>
    trim.start > 0 || trim.end > 0 ? withTrajectory(actor, { trim }) : { ...actor, trajectory: without(actor.trajectory, "trim") };
  if (time < start) return retrimmed({ start: Math.max(0, start + frames), end });
  if (end > 0 && time >= motionLength(actor) - end) return retrimmed({ start, end: Math.max(0, end + frames) });
  return { ...actor, endFrame: Math.max(actor.startFrame + 1, clampFrame(actor.endFrame + frames)) };
}

/** The actor present from a frame until another one, for at least one frame. */
export function withSpan(actor: Actor, startFrame: number, endFrame: number): Actor {
  const start = clampFrame(startFrame);
  const end = Math.max(clampFrame(endFrame), start + 1);
  return start === actor.startFrame && end === actor.endFrame ? actor : { ...actor, startFrame: start, endFrame: end };
}
