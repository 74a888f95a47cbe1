import type { Actor, Waypoint } from "@/core/document";
import type { World } from "@/core/scene";
import { asBezier } from "./bezier";
import { withTrajectory } from "./edit";
import { positionOnPath, splitSegment } from "./paths";
import { risingTimes, spacedTimes, wholeArrivals, withTiming } from "./times";
import { trimOf, trimmed, untrimmed, withSpan } from "./wholeMotion";

/** What an actor does before a frame, and from there on. */
export type Halves = { readonly head: Actor; readonly tail: Actor };

/** Each half keeps the whole motion, trimmed to its part: how a vehicle stands at a moment follows from where it came from. */
export function halvesOfWhole(actor: Actor, frame: number): Halves {
  const whole = untrimmed(actor);
  const { start, end } = trimOf(actor);
  return {
    head: trimmed(whole, { start, end: whole.endFrame - frame }),
    tail: trimmed(whole, { start: frame - whole.startFrame, end }),
  };
}

/** The path is divided where the actor is at that frame. */
export function halvesOfPath(world: World, actor: Actor, frame: number): Halves {
  const whole = untrimmed(actor);
  const { start, end } = trimOf(actor);
  return {
    head: trimmed(headOf(world, whole, frame), { start, end: 0 }),
    tail: trimmed(tailOf(world, whole, frame), { start: 0, end }),
  };
}

/** What an untrimmed actor does before a frame of its motion. */
function headOf(world: World, actor: Actor, endFrame: number): Actor {
  const divided = dividedAt(world, actor, endFrame);
  const waypoints = divided.waypoints
    .slice(0, divided.index + 1)
    .map((waypoint, index) =>
      index === divided.index ? withTiming(waypoint, { at: undefined, hold: endFrame - actor.startFrame - divided.arrival }) : waypoint,
    );
  return withSpan(withTrajectory(divided.actor, { waypoints: risingTimes(waypoints) }), actor.startFrame, endFrame);
}

/** What an untrimmed actor does from a frame of its motion on. */
function tailOf(world: World, actor: Actor, startFrame: number): Actor {
  const cut = startFrame - actor.startFrame;
  const divided = dividedAt(world, actor, startFrame);
  const leaves = divided.arrival + (divided.waypoints[divided.index]?.hold ?? 0);
  const waypoints = divided.waypoints.slice(divided.index).map((waypoint, index) => {
    if (index === 0) return withTiming(waypoint, { at: undefined, hold: Math.max(0, leaves - cut) });
    return waypoint.at === undefined ? waypoint : withTiming(waypoint, { at: waypoint.at - cut });
  });
  return withSpan(withTrajectory(divided.actor, { waypoints: risingTimes(waypoints) }), startFrame, actor.endFrame);
}

/**
 * The path with a waypoint where the actor is at a frame: its index, and when it is reached (frames after the start; earlier than the
 * frame during a hold). A non-linear easing is converted to set times: it cannot be divided.
 */
function dividedAt(
  world: World,
  original: Actor,
  frame: number,
): { actor: Actor; waypoints: readonly Waypoint[]; index: number; arrival: number } {
  const actor = original.trajectory.curve === "smooth" ? asBezier(original) : original;
  const { waypoints } = actor.trajectory;
  const time = frame - actor.startFrame;
  const arrivals = world.arrivalTimes(actor);
  const eased = actor.trajectory.easing !== "linear";
  const timed = eased
    ? withTrajectory(actor, {
        easing: "linear",
        waypoints: spacedTimes(waypoints.map((waypoint, index) => withTiming(waypoint, { at: index === 0 ? undefined : arrivals[index] }))),
      })
    : pinnedEnd(world, actor);
  const waiting = arrivals.findIndex(
    (arrival, index) => arrival <= time && (time <= arrival + (waypoints[index]?.hold ?? 0) || index === waypoints.length - 1),
  );
  if (waiting >= 0)
    return { actor: timed, waypoints: timed.trajectory.waypoints, index: waiting, arrival: Math.round(arrivals[waiting] ?? 0) };
  const position = positionOnPath(world, actor, frame);
  if (!position) return { actor: timed, waypoints: timed.trajectory.waypoints, index: 0, arrival: 0 };
  const split = splitSegment(timed, position);
  const index = position.segmentIndex + 1;
  return { actor: split, waypoints: split.trajectory.waypoints, index, arrival: time };
}

/** The untrimmed actor with the arrival at its last waypoint set, so that another end does not change its speed. */
export function pinnedEnd(world: World, actor: Actor): Actor {
  const { waypoints } = actor.trajectory;
  const last = waypoints.length - 1;
  if (last === 0 || waypoints[last]?.at !== undefined) return actor;
  const at = wholeArrivals(world, actor)[last];
  return withTrajectory(actor, {
    waypoints: risingTimes(waypoints.map((waypoint, index) => (index === last ? withTiming(waypoint, { at, hold: undefined }) : waypoint))),
  });
}
