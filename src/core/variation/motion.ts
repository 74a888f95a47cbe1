import type { Actor, PictureData, Scenario } from "../document/schema";
import { nearestFrame } from "../timeline";
import { changeActors } from "./select";

/**
 * The same paths from the same starts, this many times as fast; waits become shorter with it. On the road, speeds are multiplied where
 * they say how an actor moves, and arrivals brought forward where those do. @param wanted ids or types; left out, all actors
 */
export function withSpeedFactor<Data extends PictureData>(
  scenario: Scenario<Data>,
  factor: number,
  wanted?: readonly string[],
): Scenario<Data> {
  return changeActors(scenario, wanted, (actor) => atSpeed(actor, factor));
}

/** Actors that come later than drawn by so many seconds; earlier below 0. @param wanted ids or types; left out, all vehicles */
export function withDelay<Data extends PictureData>(
  scenario: Scenario<Data>,
  seconds: number,
  wanted: readonly string[] = ["vehicle"],
): Scenario<Data> {
  const frames = nearestFrame(seconds, scenario.video.fps);
  return changeActors(scenario, wanted, (actor) => ({
    ...actor,
    startFrame: actor.startFrame + frames,
    endFrame: actor.endFrame + frames,
  }));
}

function atSpeed(actor: Actor, factor: number): Actor {
  const frames = (value: number) => Math.round(value / factor);
  let earliest = -1;
  const waypoints = actor.trajectory.waypoints.map(({ at, hold, speed, ...place }) => {
    const waits = hold === undefined ? {} : { hold: frames(hold) };
    // If two times fall on one frame, the second is left out, and so follows from constant speed.
    const arrives = at === undefined || frames(at) <= earliest ? {} : { at: frames(at) };
    earliest = (arrives.at ?? Math.max(earliest, 0)) + (waits.hold ?? 0);
    return { ...place, ...arrives, ...waits, ...(speed === undefined ? {} : { speed: speed * factor }) };
  });
  const endFrame = actor.startFrame + Math.max(1, frames(actor.endFrame - actor.startFrame));
  const { trim } = actor.trajectory;
  const trimmed = trim ? { trim: { start: frames(trim.start), end: frames(trim.end) } } : {};
  const { motion } = actor;
  return {
    ...actor,
    endFrame,
    ...(motion && { motion: { ...motion, speed: motion.speed * factor } }),
    trajectory: { ...actor.trajectory, waypoints, ...trimmed },
  };
}
