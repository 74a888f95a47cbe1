import type { Actor, Waypoint } from "@/core/document";
import { arrivalTimes, pathLength } from "@/core/timeline";
import { copyActors } from "./actors";
import { command, type Command } from "./command";
import { clamp, clampFrame, editActors, withTrajectory, without } from "./edit";
import { positionOnPath, reversedWaypoints, segmentsOf, splitSegment } from "./paths";
import { risingTimes, timeRoom, wholeArrivals, withTiming, type Timing } from "./times";
import { asBezier, editByActor, type WaypointRef } from "./waypoints";

/** Moves actors in time, whole: bars in the timeline. */
export function shiftActors(ids: readonly string[], frames: number): Command {
  return command("Move in time", (scenario) =>
    editActors(scenario, ids, (actor) => withSpan(actor, actor.startFrame + frames, actor.endFrame + frames)),
  );
}

/** Sets when actors appear and vanish and stretches their motion to it: set times and holds keep their proportion. */
export function stretchActors(ids: readonly string[], span: { startFrame?: number; endFrame?: number }): Command {
  return command("Stretch in time", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const { startFrame, endFrame } = orderedSpan(actor, span);
      const factor = (endFrame - startFrame) / (actor.endFrame - actor.startFrame);
      const waypoints = actor.trajectory.waypoints.map((waypoint) =>
        withTiming(waypoint, {
          at: waypoint.at === undefined ? undefined : waypoint.at * factor,
          hold: waypoint.hold === undefined ? undefined : waypoint.hold * factor,
        }),
      );
      return withSpan(withTrajectory(actor, { waypoints: risingTimes(waypoints) }), startFrame, endFrame);
    }),
  );
}

/**
 * Sets when actors appear and vanish and leaves their motion at the frames that remain as it was: what lies outside is
 * cut off; an actor that gains frames waits in them.
 */
export function trimActors(ids: readonly string[], span: { startFrame?: number; endFrame?: number }): Command {
  return command("Trim", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const { startFrame, endFrame } = orderedSpan(actor, span);
      const begun = startFrame === actor.startFrame ? actor : tailOf(actor, startFrame);
      return endFrame === begun.endFrame ? begun : headOf(begun, endFrame);
    }),
  );
}

/** Cuts actors in two at a frame; the second halves are new actors with their own track ids. */
export function splitActors(ids: readonly string[], frame: number): Command {
  const at = Math.round(frame);
  return command("Split", (scenario) => {
    const cut = scenario.actors.filter(
      (actor) => ids.includes(actor.id) && !actor.locked && actor.startFrame < at && at < actor.endFrame,
    );
    if (cut.length === 0) return scenario;
    const tails = copyActors(scenario, cut.map((actor) => tailOf(actor, at)));
    const actors = scenario.actors.flatMap((actor) => {
      const tail = tails[cut.indexOf(actor)];
      return tail ? [headOf(actor, at), tail] : [actor];
    });
    return { ...scenario, actors };
  });
}

/** What an actor does before a frame; later than its end, it waits there. */
function headOf(actor: Actor, endFrame: number): Actor {
  const duration = endFrame - actor.startFrame;
  if (endFrame > actor.endFrame) return withSpan(pinnedEnd(actor), actor.startFrame, endFrame);
  const divided = dividedAt(actor, endFrame);
  const waypoints = divided.waypoints.slice(0, divided.index + 1).map((waypoint, index) =>
    index === divided.index ? withTiming(waypoint, { at: undefined, hold: duration - divided.arrival }) : waypoint,
  );
  const kept = withTrajectory(divided.actor, { waypoints: risingTimes(waypoints) });
  return withSpan(kept, actor.startFrame, endFrame);
}

/** What an actor does from a frame on; earlier than its start, it waits there first. */
function tailOf(actor: Actor, startFrame: number): Actor {
  const cut = startFrame - actor.startFrame;
  if (cut < 0) {
    const waypoints = actor.trajectory.waypoints.map((waypoint, index) => {
      if (index === 0) return withTiming(waypoint, { at: undefined, hold: (waypoint.hold ?? 0) - cut });
      return waypoint.at === undefined ? waypoint : { ...waypoint, at: waypoint.at - cut };
    });
    return withSpan(withTrajectory(actor, { waypoints }), startFrame, actor.endFrame);
  }
  const divided = dividedAt(actor, startFrame);
  const leaves = divided.arrival + (divided.waypoints[divided.index]?.hold ?? 0);
  const waypoints = divided.waypoints.slice(divided.index).map((waypoint, index) => {
    if (index === 0) return withTiming(waypoint, { at: undefined, hold: Math.max(0, leaves - cut) });
    return waypoint.at === undefined ? waypoint : withTiming(waypoint, { at: waypoint.at - cut });
  });
  const kept = withTrajectory(divided.actor, { waypoints: risingTimes(waypoints) });
  return withSpan(kept, startFrame, actor.endFrame);
}

/**
 * The path with a waypoint where the actor is at a frame: which one it is, and when it is reached (frames after the
 * start; earlier than the frame during a hold). An easing that is not linear becomes set times: half of it is none.
 */
function dividedAt(original: Actor, frame: number): { actor: Actor; waypoints: readonly Waypoint[]; index: number; arrival: number } {
  const actor = original.trajectory.curve === "smooth" ? asBezier(original) : original;
  const { waypoints } = actor.trajectory;
  const time = frame - actor.startFrame;
  const arrivals = arrivalTimes(actor);
  const eased = actor.trajectory.easing !== "linear";
  const timed = eased
    ? withTrajectory(actor, { easing: "linear", waypoints: risingTimes(waypoints.map((waypoint, index) => withTiming(waypoint, { at: index === 0 ? undefined : arrivals[index] }))) })
    : pinnedEnd(actor);
  const waiting = arrivals.findIndex(
    (arrival, index) => arrival <= time && (time <= arrival + (waypoints[index]?.hold ?? 0) || index === waypoints.length - 1),
  );
  if (waiting >= 0)
    return { actor: timed, waypoints: timed.trajectory.waypoints, index: waiting, arrival: Math.round(arrivals[waiting] ?? 0) };
  const position = positionOnPath(actor, frame);
  if (!position) return { actor: timed, waypoints: timed.trajectory.waypoints, index: 0, arrival: 0 };
  const split = splitSegment(timed, position);
  const index = position.segmentIndex + 1;
  return { actor: split, waypoints: split.trajectory.waypoints, index, arrival: time };
}

/** The actor with the arrival at its last waypoint set, so that another end does not change its speed. */
function pinnedEnd(actor: Actor): Actor {
  const { waypoints } = actor.trajectory;
  const last = waypoints.length - 1;
  if (last === 0 || waypoints[last]?.at !== undefined) return actor;
  const at = wholeArrivals(actor)[last];
  return withTrajectory(actor, {
    waypoints: risingTimes(waypoints.map((waypoint, index) => (index === last ? withTiming(waypoint, { at }) : waypoint))),
  });
}

function orderedSpan(actor: Actor, span: { startFrame?: number; endFrame?: number }) {
  const wantedStart = clampFrame(span.startFrame ?? actor.startFrame);
  const wantedEnd = clampFrame(span.endFrame ?? actor.endFrame);
  if (span.startFrame === undefined) return { startFrame: wantedStart, endFrame: Math.max(wantedEnd, wantedStart + 1) };
  return { startFrame: Math.min(wantedStart, wantedEnd - 1), endFrame: wantedEnd };
}

function withSpan(actor: Actor, startFrame: number, endFrame: number): Actor {
  const start = clampFrame(startFrame);
  const end = Math.max(clampFrame(endFrame), start + 1);
  return start === actor.startFrame && end === actor.endFrame ? actor : { ...actor, startFrame: start, endFrame: end };
}

/** Sets arrival (frames after the actor's start) or hold of a waypoint, as near as its neighbours' set times allow. */
export function setTiming(ref: WaypointRef, timing: Timing): Command {
  return command("hold" in timing && !("at" in timing) ? "Set hold" : "Set arrival", (scenario) =>
    editByActor(scenario, [ref], (actor) => {
      const waypoints = [...actor.trajectory.waypoints];
      const waypoint = waypoints[ref.index];
      if (!waypoint) return actor;
      let timed = withTiming(waypoint, timing);
      waypoints[ref.index] = timed;
      const { low, high } = timeRoom(waypoints, ref.index);
      if (ref.index === 0) timed = without(timed, "at");
      else if (timed.at !== undefined) timed = low > high ? without(timed, "at") : { ...timed, at: clamp(timed.at, low, high) };
      waypoints[ref.index] = timed;
      return withTrajectory(actor, { waypoints: risingTimes(waypoints) });
    }),
  );
}

/**
 * Moves waypoints in time by frames, and sets their times by it. A time does not pass that of a neighbour which stays.
 * The first waypoint of an actor moves the actor's start, the rest staying where it is.
 */
export function moveWaypointTimes(refs: readonly WaypointRef[], frames: number): Command {
  return command(refs.length === 1 ? "Move keyframe" : "Move keyframes", (scenario) =>
    editByActor(scenario, refs, (actor, indices) => {
      const { waypoints } = actor.trajectory;
      if (indices.size === waypoints.length) return withSpan(actor, actor.startFrame + frames, actor.endFrame + frames);
      const arrivals = wholeArrivals(actor);
      const moving = [...indices].filter((index) => index > 0 && index < waypoints.length).sort((one, other) => one - other);
      let low = -Infinity;
      let high = Infinity;
      for (const index of moving) {
        const arrival = arrivals[index] ?? 0;
        const leaves = arrival + (waypoints[index]?.hold ?? 0);
        if (!indices.has(index - 1) || index === 1)
          low = Math.max(low, (arrivals[index - 1] ?? 0) + (waypoints[index - 1]?.hold ?? 0) + 1 - arrival);
        if (!indices.has(index + 1) && index + 1 < waypoints.length) high = Math.min(high, (arrivals[index + 1] ?? 0) - 1 - leaves);
      }
      const shift = low > high ? 0 : clamp(Math.round(frames), low, high);
      if (moving.length === 0 || shift === 0) return actor;
      const next = waypoints.map((waypoint, index) =>
        moving.includes(index) ? withTiming(waypoint, { at: (arrivals[index] ?? 0) + shift }) : waypoint,
      );
      return withTrajectory(actor, { waypoints: risingTimes(next) });
    }),
  );
}

/** Lets set times go, so that the actor moves at one speed; holds stay. */
export function makeSpeedConstant(ids: readonly string[]): Command {
  return command("Constant speed", (scenario) =>
    editActors(scenario, ids, (actor) =>
      withTrajectory(actor, { easing: "linear", waypoints: actor.trajectory.waypoints.map((waypoint) => without(waypoint, "at")) }),
    ),
  );
}

/** One speed along the whole path, in pixels a frame: the actor's end follows from it. */
export function setSpeed(ids: readonly string[], pixelsPerFrame: number): Command {
  return command("Set speed", (scenario) => {
    if (!(pixelsPerFrame > 0)) return scenario;
    const constant = makeSpeedConstant(ids).apply(scenario);
    return editActors(constant, ids, (actor) => {
      const holds = actor.trajectory.waypoints.reduce((sum, { hold = 0 }) => sum + hold, 0);
      const length = pathLength(actor);
      if (length === 0) return actor;
      return withSpan(actor, actor.startFrame, actor.startFrame + holds + Math.max(1, Math.round(length / pixelsPerFrame)));
    });
  });
}

/** The speed on the way to a waypoint, in pixels a frame; set times after it, and the actor's end, move along. */
export function setSegmentSpeed({ actorId, index }: WaypointRef, pixelsPerFrame: number): Command {
  return command("Set speed", (scenario) =>
    editActors(scenario, [actorId], (actor) => {
      const segment = segmentsOf(actor.trajectory)[index - 1];
      if (!segment || !(pixelsPerFrame > 0)) return actor;
      const arrivals = wholeArrivals(actor);
      const { waypoints } = actor.trajectory;
      const departure = (arrivals[index - 1] ?? 0) + (waypoints[index - 1]?.hold ?? 0);
      const arrival = departure + Math.max(1, Math.round(segment.length / pixelsPerFrame));
      const shift = arrival - (arrivals[index] ?? 0);
      const next = waypoints.map((waypoint, place) => {
        if (place === 0) return waypoint;
        return withTiming(waypoint, { at: (arrivals[place] ?? 0) + (place >= index ? shift : 0) });
      });
      const timed = withTrajectory(actor, { waypoints: risingTimes(next) });
      return withSpan(timed, actor.startFrame, actor.endFrame + shift);
    }),
  );
}

/** Sends actors along their paths the other way, in the same time. */
export function reversePaths(ids: readonly string[]): Command {
  return command("Reverse path", (scenario) =>
    editActors(scenario, ids, (actor) =>
      withTrajectory(actor, { waypoints: risingTimes(reversedWaypoints(actor.trajectory.waypoints, arrivalTimes(actor))) }),
    ),
  );
}
