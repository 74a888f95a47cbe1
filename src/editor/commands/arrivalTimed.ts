import type { Actor, Scenario, Waypoint } from "@/core/document";
import type { World } from "@/core/scene";
import { withTrajectory, without } from "./edit";
import { motionLength, sameMoment, trimOf, trimmed, untrimmed, waitAtEnd, withLongerWaitAtEnd, withSpan } from "./wholeMotion";

/*
 * Paths that are timed by arrivals: a waypoint is reached when it says so or, without a time of its own, as constant speed has it.
 */

/** The actor at one speed: without set times, but for the arrival at the end. */
export function withoutTimes(world: World, actor: Actor): Actor {
  const { waypoints, easing } = actor.trajectory;
  const free = withoutSetTimes(world, actor);
  return easing === "linear" && free === waypoints ? actor : withTrajectory(actor, { easing: "linear", waypoints: free });
}

/** The actor with arrivals and end as one speed has them, in units a frame. */
export function withArrivalsAtSpeed(world: World, video: Scenario["video"], actor: Actor, unitsPerFrame: number): Actor {
  const length = world.pathLength(actor);
  if (length === 0) return actor;
  const whole = untrimmed(actor);
  const waypoints = withoutSetTimes(world, whole);
  const holds = waypoints.slice(0, -1).reduce((sum, { hold = 0 }) => sum + hold, 0);
  const arrival = holds + Math.max(1, Math.round(length / unitsPerFrame));
  const wait = waitAtEnd(world, whole);
  const timed = waypoints.map((waypoint, index) =>
    index === waypoints.length - 1 && waypoint.at !== undefined ? { ...waypoint, at: arrival } : waypoint,
  );
  const quicker = withSpan(withTrajectory(whole, { waypoints: timed }), whole.startFrame, whole.startFrame + arrival + wait);
  const { start, end } = trimOf(actor);
  const begins = Math.round(sameMoment(world, whole, quicker, start));
  const ends = Math.round(sameMoment(world, whole, quicker, motionLength(whole) - end));
  const shown = actor.trajectory.trim ? trimmed(quicker, { start: begins, end: motionLength(quicker) - ends }) : quicker;
  // It still appears when it did, however fast it passes through what is trimmed off.
  return standingOn(world, video, actor, withSpan(shown, actor.startFrame, actor.startFrame + shown.endFrame - shown.startFrame));
}

/** Waypoints without set times, but for the last where the actor waits there; the same array where there are none. */
function withoutSetTimes(world: World, actor: Actor): readonly Waypoint[] {
  const { waypoints } = actor.trajectory;
  const waits = waitAtEnd(world, actor) > 0;
  const isKept = (index: number) => waits && index === waypoints.length - 1;
  if (waypoints.every(({ at }, index) => at === undefined || isKept(index))) return waypoints;
  return waypoints.map((waypoint, index) => (isKept(index) ? waypoint : without(waypoint, "at")));
}

/** An actor that stood at its last waypoint to the end of the video still does. */
export function standingOn(world: World, video: Scenario["video"], before: Actor, after: Actor): Actor {
  const missing = video.durationFrames - after.endFrame;
  const stood = before.endFrame >= video.durationFrames && trimOf(before).end === 0 && waitAtEnd(world, before) > 0;
  return stood && missing > 0 ? trimmed(withLongerWaitAtEnd(world, untrimmed(after), missing), trimOf(after)) : after;
}
