import { LIMITS, type Actor, type Scenario, type Waypoint } from "@/core/document";
import { worldOf, type World } from "@/core/scene";
import { motionSpan } from "@/core/timeline";
import { ownFrameOf } from "./relations";
import { command, sequence, type Command } from "./command";
import { asBezier } from "./bezier";
import { clamp, clampPoint, editActors, withTrajectory, without } from "./edit";
import { risingTimes, wholeArrivals, withTiming } from "./times";
import type { WaypointRef } from "./waypoints";
import { putSky, type SkyKeyframe, type SkyTrack } from "./weather";
import { motionLength } from "./wholeMotion";

/** A waypoint and how many frames after the first of those copied with it the actor reaches it. */
export type TimedWaypoint = { readonly offset: number; readonly waypoint: Waypoint };

/** Waypoints of one actor; `frame`: when it reaches the first of them. */
export type TimedPath = { readonly frame: number; readonly waypoints: readonly TimedWaypoint[] };

/** Waypoints with their times, by actor, in the scenario's order. */
export function timedWaypoints(scenario: Scenario, refs: readonly WaypointRef[]): readonly TimedPath[] {
  const world = worldOf(scenario);
  return scenario.actors.flatMap((actor) => {
    const chosen = new Set(refs.flatMap(({ actorId, index }) => (actorId === actor.id ? [index] : [])));
    if (chosen.size === 0) return [];
    const arrivals = wholeArrivals(world, actor);
    const start = arrivals[Math.min(...chosen)] ?? 0;
    const waypoints = actor.trajectory.waypoints.flatMap((waypoint, index) =>
      chosen.has(index) ? [{ offset: (arrivals[index] ?? 0) - start, waypoint: without(waypoint, "at") }] : [],
    );
    return [{ frame: motionSpan(actor).startFrame + start, waypoints }];
  });
}

/**
 * Inserts waypoints into an actor's path, the first reached at `frame`, the rest with their original delays. Waypoints of the actor that
 * are reached within that time are replaced; those before and after keep their times.
 */
export function pasteWaypoints(actorId: string, copied: readonly TimedWaypoint[], frame: number): Command {
  return command(copied.length === 1 ? "Paste keyframe" : "Paste keyframes", (scenario) =>
    editActors(scenario, [actorId], (actor) =>
      withPasted(worldOf(scenario), actor, copied, ownFrameOf(scenario, actorId, Math.round(frame)) - motionSpan(actor).startFrame),
    ),
  );
}

function withPasted(world: World, original: Actor, copied: readonly TimedWaypoint[], time: number): Actor {
  const inOrder = [...copied].sort((one, other) => one.offset - other.offset);
  const last = inOrder.at(-1);
  if (!last || time < 0 || time + last.offset >= motionLength(original)) return original;
  const until = time + last.offset + (last.waypoint.hold ?? 0);
  const bends = inOrder.some(({ waypoint }) => waypoint.handles !== undefined);
  const actor = bends && original.trajectory.curve === "smooth" ? asBezier(original) : original;
  const arrivals = wholeArrivals(world, actor);
  const { waypoints } = actor.trajectory;
  const timed = waypoints.map((waypoint, index) => ({
    arrival: arrivals[index] ?? 0,
    waypoint: index === 0 ? waypoint : withTiming(waypoint, { at: arrivals[index] }),
  }));
  // The first waypoint is where the actor starts: it is removed only if another one has its time.
  const before = timed.filter(({ arrival, waypoint }, index) => arrival + (waypoint.hold ?? 0) < time || (index === 0 && time > 0));
  const after = timed.filter(({ arrival }, index) => arrival > until && index > 0);
  const pasted = inOrder.map(({ offset, waypoint }) => ({ ...withTiming(waypoint, { at: time + offset }), ...clampPoint(waypoint) }));
  const joined = [...before.map(({ waypoint }) => waypoint), ...pasted, ...after.map(({ waypoint }) => waypoint)];
  if (joined.length > LIMITS.waypoints) return original;
  const [first, ...rest] = joined;
  return first ? withTrajectory(actor, { waypoints: risingTimes([without(first, "at"), ...rest]) }) : original;
}

/** Inserts keyframes of weather or light at a frame, with their original distances. Existing ones at these frames are replaced. */
export function pasteSky<Track extends SkyTrack>(track: Track, copied: readonly SkyKeyframe<Track>[], frame: number): Command {
  const start = Math.min(...copied.map((keyframe) => keyframe.frame));
  return sequence(
    copied.length === 1 ? `Paste ${track} keyframe` : `Paste ${track} keyframes`,
    copied.map((keyframe) => ({
      label: `Paste ${track}`,
      apply: (scenario) => {
        const target = Math.round(frame) + keyframe.frame - start;
        if (target < 0 || target >= scenario.video.durationFrames) return scenario;
        return putSky(track, { ...keyframe, frame: clamp(target, 0, LIMITS.durationFrames.max) }).apply(scenario);
      },
    })),
  );
}
