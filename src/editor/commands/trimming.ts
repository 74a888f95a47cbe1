import type { Actor } from "@/core/document";
import { worldOf, type World } from "@/core/scene";
import { copyActors } from "./actors";
import { command, type Command } from "./command";
import { clampFrame, editActors, withTrajectory } from "./edit";
import { pinnedEnd } from "./halves";
import { ownSpan, withTimesKept } from "./relations";
import { slowedDown } from "./speedTimed";
import { risingTimes, withTiming } from "./times";
import { motionEditingOf } from "../worlds/motionEditing";
import { trimOf, trimmed, untrimmed, waitAtEnd, withLongerWaitAtEnd, withSpan } from "./wholeMotion";

type Span = { readonly startFrame?: number; readonly endFrame?: number };

/** Moves actors in time as a whole: bars in the timeline. */
export function shiftActors(ids: readonly string[], frames: number): Command {
  return command("Move in time", (scenario) =>
    editActors(scenario, ids, (actor) => withSpan(actor, actor.startFrame + frames, actor.endFrame + frames)),
  );
}

/** Sets when actors appear and disappear, and stretches their motion to match: set times and holds keep their proportions. */
export function stretchActors(ids: readonly string[], span: Span): Command {
  return command("Stretch in time", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const { startFrame, endFrame } = orderedSpan(actor, ownSpan(scenario, actor, span));
      const factor = (endFrame - startFrame) / (actor.endFrame - actor.startFrame);
      if (factor === 1) return withSpan(actor, startFrame, endFrame);
      if (worldOf(scenario).isTimedBySpeeds(actor))
        return withSpan(withTrimScaled(slowedDown(actor, factor), factor), startFrame, endFrame);
      const waypoints = actor.trajectory.waypoints.map((waypoint) =>
        withTiming(waypoint, {
          at: waypoint.at === undefined ? undefined : waypoint.at * factor,
          hold: waypoint.hold === undefined ? undefined : waypoint.hold * factor,
        }),
      );
      return withSpan(withTrimScaled(withTrajectory(actor, { waypoints: risingTimes(waypoints) }), factor), startFrame, endFrame);
    }),
  );
}

function withTrimScaled(actor: Actor, factor: number): Actor {
  const { start, end } = trimOf(actor);
  return actor.trajectory.trim
    ? withTrajectory(actor, { trim: { start: Math.round(start * factor), end: Math.round(end * factor) } })
    : actor;
}

/**
 * Sets when actors appear and disappear, without changing their motion at the remaining frames. What is outside is stored invisibly, and
 * comes back when the actor is trimmed outwards; an actor that gains frames beyond its motion waits in them.
 */
export function trimActors(ids: readonly string[], span: Span): Command {
  return command("Trim", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const { startFrame, endFrame } = orderedSpan(actor, ownSpan(scenario, actor, span));
      return startFrame === actor.startFrame && endFrame === actor.endFrame
        ? actor
        : trimmedTo(worldOf(scenario), actor, startFrame, endFrame);
    }),
  );
}

/** The motion shown at these frames alone. Waits at its ends become shorter or longer; only what moves is kept unseen. */
function trimmedTo(world: World, actor: Actor, startFrame: number, endFrame: number): Actor {
  // Who starts by a relation stands until then, however early it appears.
  if (actor.trajectory.waypoints[0]?.until && startFrame !== actor.startFrame)
    return withSpan(actor, startFrame, actor.endFrame + startFrame - actor.startFrame);
  if (actor.trajectory.waypoints.length === 1) return withSpan(untrimmed(actor), startFrame, endFrame);
  if (world.isTimedBySpeeds(actor)) return trimmedBySpeeds(actor, startFrame, endFrame);
  const shortened = startingAt(untrimmed(actor), startFrame);
  const whole = endingAt(world, shortened, endFrame);
  return trimmed(whole, { start: startFrame - whole.startFrame, end: whole.endFrame - endFrame });
}

/**
 * Speeds do not depend on when the motion ends, so that an end is only a frame. Before its start there is no motion: an actor that stands
 * there first stands longer, and one that starts at speed appears where it starts.
 */
function trimmedBySpeeds(actor: Actor, startFrame: number, endFrame: number): Actor {
  const whole = untrimmed(actor);
  const stands = (whole.trajectory.waypoints[0]?.hold ?? 0) > 0;
  const begun = stands && startFrame < whole.startFrame ? startingAt(whole, startFrame) : whole;
  const first = Math.max(startFrame, begun.startFrame);
  const ending = withSpan(begun, begun.startFrame, Math.max(endFrame, first + 1));
  return trimmed(ending, { start: first - begun.startFrame, end: 0 });
}

/** The motion with its wait at the first waypoint begun at a frame, as far as there is one to shorten. */
function startingAt(whole: Actor, startFrame: number): Actor {
  const later = startFrame - whole.startFrame;
  const hold = whole.trajectory.waypoints[0]?.hold ?? 0;
  if (later === 0 || later > hold) return whole;
  const waypoints = whole.trajectory.waypoints.map((waypoint, index) =>
    index === 0
      ? withTiming(waypoint, { at: undefined, hold: hold - later })
      : withTiming(waypoint, { at: waypoint.at === undefined ? undefined : waypoint.at - later }),
  );
  return withSpan(withTrajectory(whole, { waypoints }), startFrame, whole.endFrame);
}

/** The motion with its wait at the last waypoint ended at a frame, as far as there is one to shorten. */
function endingAt(world: World, whole: Actor, endFrame: number): Actor {
  const longer = endFrame - whole.endFrame;
  if (longer === 0 || -longer > waitAtEnd(world, whole)) return whole;
  return withLongerWaitAtEnd(world, longer > 0 ? pinnedEnd(world, whole) : whole, longer);
}

/** Splits actors in two at a frame; the second halves are new actors with their own track ids. */
export function splitActors(ids: readonly string[], frame: number): Command {
  const at = Math.round(frame);
  return command("Split", (scenario) => {
    const cut = scenario.actors.filter((actor) => ids.includes(actor.id) && !actor.locked && actor.startFrame < at && at < actor.endFrame);
    if (cut.length === 0) return scenario;
    const { halves: halvesOf } = motionEditingOf(scenario);
    // Each half has the times that the whole has now.
    const halves = cut.map((actor) => halvesOf(withTimesKept(actor), at));
    const tails = copyActors(
      scenario,
      halves.map(({ tail }) => tail),
    );
    const actors = scenario.actors.flatMap((actor) => {
      const index = cut.indexOf(actor);
      const [head, tail] = [halves[index]?.head, tails[index]];
      return head && tail ? [head, tail] : [actor];
    });
    return { ...scenario, actors };
  });
}

function orderedSpan(actor: Actor, span: Span) {
  const wantedStart = clampFrame(span.startFrame ?? actor.startFrame);
  const wantedEnd = clampFrame(span.endFrame ?? actor.endFrame);
  if (span.startFrame === undefined) return { startFrame: wantedStart, endFrame: Math.max(wantedEnd, wantedStart + 1) };
  return { startFrame: Math.min(wantedStart, wantedEnd - 1), endFrame: wantedEnd };
}
