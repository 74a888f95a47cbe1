import type { Actor, Scenario, Waypoint } from "@/core/document";
import { worldOf, type World } from "@/core/scene";
import { motionSpan, perSecond } from "@/core/timeline";
import { command, type Command } from "./command";
import { clamp, editActors, withTrajectory, without } from "./edit";
import { reversedWaypoints } from "./paths";
import { standingOn } from "./arrivalTimed";
import { reachingAt, reversedSpeeds, withLegSpeed } from "./speedTimed";
import { inOwnTime, ownFrameOf } from "./relations";
import { risingTimes, spacedTimes, timeRoom, wholeArrivals, withTiming, type Timing } from "./times";
import { motionEditingOf } from "../worlds/motionEditing";
import { editByActor, insertWaypointAtFrame, waypointAtFrame, waypointHeldAt, type WaypointRef } from "./waypoints";
import {
  motionLength,
  trimOf,
  trimmed,
  untrimmed,
  waitAt,
  waitAtEnd,
  withLongerWaitAtEnd,
  withSpan,
  withTimeInserted,
  type Trim,
} from "./wholeMotion";

/**
 * Sets arrival (frames after the motion's start) or wait of a waypoint. An arrival is set as near as its neighbours' set
 * times allow; on a path timed by speeds, by the speed before it. A wait leaves the arrival; what follows moves by as much, and with it
 * the actor's end.
 */
export function setTiming(ref: WaypointRef, timing: Timing): Command {
  return command("hold" in timing && !("at" in timing) ? "Set wait" : "Set arrival", (scenario) =>
    editByActor(scenario, [ref], (actor) => {
      const { startFrame } = motionSpan(actor);
      const at = timing.at === undefined ? undefined : ownFrameOf(scenario, ref.actorId, timing.at + startFrame) - startFrame;
      const arrived = "at" in timing ? withArrival(worldOf(scenario), actor, ref.index, at) : actor;
      return "hold" in timing ? withWait(scenario, arrived, ref.index, timing.hold ?? 0) : arrived;
    }),
  );
}

function withArrival(world: World, actor: Actor, index: number, at: number | undefined): Actor {
  if (world.isTimedBySpeeds(actor)) return at === undefined ? actor : reachingAt(world, actor, index, at);
  const waypoint = actor.trajectory.waypoints[index];
  if (!waypoint) return actor;
  const { low, high } = timeRoom(actor.trajectory.waypoints, index);
  const free = index === 0 || at === undefined || low > high;
  // Without a time of its own the last waypoint is reached when the motion ends: its wait has to be a wait of its own then.
  const wait = free && index > 0 && index === actor.trajectory.waypoints.length - 1 ? { hold: waitAtEnd(world, actor) } : {};
  const next = withTiming(waypoint, { ...wait, at: free ? undefined : clamp(Math.round(at), low, high) });
  return next.at === waypoint.at
    ? actor
    : withTrajectory(actor, { waypoints: risingTimes(replaced(actor.trajectory.waypoints, index, next)) });
}

function withWait(scenario: Scenario, actor: Actor, index: number, frames: number): Actor {
  const world = worldOf(scenario);
  const { waypoints } = actor.trajectory;
  const waypoint = waypoints[index];
  const last = waypoints.length - 1;
  if (!waypoint || last === 0) return actor;
  const hold = Math.max(0, Math.round(frames));
  if (index === last) {
    const longer = hold - waitAtEnd(world, actor);
    return longer === 0 ? actor : trimmed(withLongerWaitAtEnd(world, untrimmed(actor), longer), trimOf(actor));
  }
  if (world.isTimedBySpeeds(actor)) return withTrajectory(actor, { waypoints: replaced(waypoints, index, withTiming(waypoint, { hold })) });
  const before = waypoint.hold ?? 0;
  if (hold === before) return actor;
  const longer = hold - before;
  const isStopChanged = index > 0 && (hold === 0) !== (before === 0);
  const next = (isStopChanged ? stopsPinned(world, actor, index) : waypoints).map((other, place) => {
    if (place === index) return withTiming(other, { hold });
    return place > index && other.at !== undefined ? { ...other, at: other.at + longer } : other;
  });
  const leaves = (world.arrivalTimes(actor)[index] ?? 0) + before;
  return standingOn(
    world,
    scenario.video,
    actor,
    withSpacedTimes(world, withTimeInserted(actor, leaves, longer), next, waitAtEnd(world, actor)),
  );
}

/**
 * The waypoints of an eased path, with set times at its stops, and at a waypoint that becomes a stop or ceases to be one: an easing runs
 * from stop to stop, and would otherwise shift them. If an arrival, in whole frames, is not after the previous departure, it is less than
 * a frame later, and stays derived.
 */
function stopsPinned(world: World, actor: Actor, index: number): readonly Waypoint[] {
  const { waypoints, easing } = actor.trajectory;
  if (easing === "linear") return waypoints;
  const arrivals = wholeArrivals(world, actor);
  const isPinned = (place: number) => place > 0 && place < waypoints.length - 1 && (place === index || (waypoints[place]?.hold ?? 0) > 0);
  let departure = 0;
  return waypoints.map((waypoint, place) => {
    const arrival = arrivals[place] ?? 0;
    const pinned = waypoint.at === undefined && isPinned(place) && arrival > departure ? withTiming(waypoint, { at: arrival }) : waypoint;
    departure = (pinned.at ?? departure) + (pinned.hold ?? 0);
    return pinned;
  });
}

/** The actor with waypoints whose times follow each other, and with its wait at the end: its end moves where they need more room. */
function withSpacedTimes(world: World, actor: Actor, waypoints: readonly Waypoint[], wait: number): Actor {
  const timed = withTrajectory(actor, { waypoints: spacedTimes(waypoints) });
  const missing = wait - waitAtEnd(world, timed);
  return missing > 0 ? trimmed(withLongerWaitAtEnd(world, untrimmed(timed), missing), trimOf(timed)) : timed;
}

/** Makes an actor stand still at a frame for some more frames; everything after it is shifted by as much. */
export function waitAtFrame(actorId: string, shownFrame: number, frames: number): Command {
  return command("Wait", (shown) => {
    const frame = ownFrameOf(shown, actorId, shownFrame);
    const scenario = inOwnTime(shown, actorId);
    const actor = scenario.actors.find(({ id }) => id === actorId);
    if (!actor || frame < actor.startFrame || frame >= actor.endFrame) return shown;
    const world = worldOf(scenario);
    const standing = waypointHeldAt(world, actor, frame);
    const stopped = standing === undefined ? insertWaypointAtFrame(actorId, frame).apply(scenario) : scenario;
    const there = stopped.actors.find(({ id }) => id === actorId) ?? actor;
    const index = standing ?? waypointAtFrame(world, there, frame);
    return index === undefined ? scenario : setTiming({ actorId, index }, { hold: waitAt(world, there, index) + frames }).apply(stopped);
  });
}

/**
 * Moves waypoints in time by frames, and sets their times by it. A time does not pass that of a neighbour which stays, nor
 * the end of the motion. The first waypoint stays where the motion begins, unless all are moved: then the actor is. On a path timed by
 * speeds, the speed before each of them changes instead.
 */
export function moveWaypointTimes(refs: readonly WaypointRef[], frames: number): Command {
  return command(refs.length === 1 ? "Move keyframe" : "Move keyframes", (scenario) =>
    editByActor(scenario, refs, (actor, indices) => {
      const { waypoints } = actor.trajectory;
      const last = waypoints.length - 1;
      if (indices.size === waypoints.length) return withSpan(actor, actor.startFrame + frames, actor.endFrame + frames);
      const world = worldOf(scenario);
      if (world.isTimedBySpeeds(actor)) return reachedLater(world, actor, indices, Math.round(frames));
      const arrivals = wholeArrivals(world, actor);
      const moving = [...indices].filter((index) => index > 0 && index <= last).sort((one, other) => one - other);
      let low = -Infinity;
      let high = Infinity;
      for (const index of moving) {
        const arrival = arrivals[index] ?? 0;
        const leaves = arrival + (waypoints[index]?.hold ?? 0);
        if (!indices.has(index - 1) || index === 1)
          low = Math.max(low, (arrivals[index - 1] ?? 0) + (waypoints[index - 1]?.hold ?? 0) + 1 - arrival);
        if (index === last) high = Math.min(high, motionLength(actor) - arrival);
        else if (!indices.has(index + 1)) high = Math.min(high, (arrivals[index + 1] ?? 0) - 1 - leaves);
      }
      const shift = low > high ? 0 : clamp(Math.round(frames), low, high);
      if (moving.length === 0 || shift === 0) return actor;
      const next = waypoints.map((waypoint, index) => {
        if (!moving.includes(index)) return waypoint;
        const at = (arrivals[index] ?? 0) + shift;
        // At its end, the actor waits for the rest of the motion.
        return withTiming(waypoint, index === last ? { at, hold: undefined } : { at });
      });
      return withTrajectory(actor, { waypoints: risingTimes(next) });
    }),
  );
}

/** The actor with the speeds changed at which it comes to some waypoints, each so many frames later; none after its motion's end. */
function reachedLater(world: World, actor: Actor, indices: ReadonlySet<number>, frames: number): Actor {
  const arrivals = wholeArrivals(world, actor);
  const inOrder = [...indices].filter((index) => index > 0).sort((one, other) => one - other);
  return inOrder.reduce((before, index) => {
    const wanted = Math.min((arrivals[index] ?? 0) + frames, motionLength(actor));
    return frames === 0 ? before : reachingAt(world, before, index, wanted);
  }, actor);
}

/** Lets set times go, so that the actor moves at one speed; waits stay, and so does the arrival at the end. */
export function makeSpeedConstant(ids: readonly string[]): Command {
  return command("Constant speed", (scenario) => editActors(scenario, ids, motionEditingOf(scenario).atConstantSpeed));
}

/**
 * One speed along the whole path, in the world's units a frame: arrivals and the actor's end follow from it. Waits stay as long as
 * they were; an actor that stood to the end of the video still does.
 */
export function setSpeed(ids: readonly string[], unitsPerFrame: number): Command {
  return command("Set speed", (scenario) => {
    if (!(unitsPerFrame > 0)) return scenario;
    const { atSpeed } = motionEditingOf(scenario);
    return editActors(scenario, ids, (actor) => atSpeed(actor, unitsPerFrame));
  });
}

/**
 * The speed on the way to a waypoint, in the world's units a frame: it arrives earlier or later, and what follows moves along, with the
 * actor's end.
 */
export function setSegmentSpeed({ actorId, index }: WaypointRef, unitsPerFrame: number): Command {
  return command("Set speed", (scenario) =>
    editActors(scenario, [actorId], (actor) => {
      const world = worldOf(scenario);
      const stations = world.stations(actor);
      const [from, to] = [stations[index - 1], stations[index]];
      if (from === undefined || to === undefined || !(unitsPerFrame > 0)) return actor;
      if (world.isTimedBySpeeds(actor)) return withLegSpeed(actor, index, perSecond(unitsPerFrame, scenario.video.fps));
      const arrivals = wholeArrivals(world, actor);
      const { waypoints } = actor.trajectory;
      const reached = arrivals[index] ?? 0;
      const departure = (arrivals[index - 1] ?? 0) + (waypoints[index - 1]?.hold ?? 0);
      const arrival = departure + Math.max(1, Math.round((to - from) / unitsPerFrame));
      const shift = arrival - reached;
      if (shift === 0) return actor;
      const next = stopsPinned(world, actor, index - 1).map((waypoint, place) => {
        if (place === index - 1 && place > 0) return withTiming(waypoint, { at: arrivals[place] });
        if (place === index)
          return place === waypoints.length - 1 && waypoint.at === undefined ? waypoint : withTiming(waypoint, { at: arrival });
        return place > index && waypoint.at !== undefined ? { ...waypoint, at: waypoint.at + shift } : waypoint;
      });
      return standingOn(
        world,
        scenario.video,
        actor,
        withSpacedTimes(world, withTimeInserted(actor, reached, shift), next, waitAtEnd(world, actor)),
      );
    }),
  );
}

/** Reverses actors' paths, in the same time. For a trimmed path, the same part remains visible. */
export function reversePaths(ids: readonly string[]): Command {
  return command("Reverse path", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const { waypoints } = actor.trajectory;
      const world = worldOf(scenario);
      const points = risingTimes(reversedWaypoints(waypoints, world.arrivalTimes(actor)));
      if (world.isTimedBySpeeds(actor)) return reversedBySpeeds(world, actor, points);
      const reversed = withTrajectory(actor, { waypoints: points });
      return actor.trajectory.trim ? withTrajectory(reversed, { trim: reversedTrim(world, actor) }) : reversed;
    }),
  );
}

/** The reversed path with each stretch's own speed, off the lanes that it followed: they lead the other way. */
function reversedBySpeeds(world: World, actor: Actor, points: readonly Waypoint[]): Actor {
  const { start, from } = reversedSpeeds(actor);
  const waypoints = points.map((point, index): Waypoint => {
    const speed = from[index];
    return { ...without(point, "speed"), ...(speed === undefined ? {} : { speed }) };
  });
  const reversed = {
    ...withTrajectory(actor, { waypoints }),
    ...(actor.motion && { motion: { ...without(actor.motion, "lanes"), speed: start } }),
  };
  if (!actor.trajectory.trim) return reversed;
  // Of a trimmed path the same part is seen: from where it ended before.
  const seenTo = world.pathLength(actor) - world.distanceAt(actor, actor.endFrame);
  const whole = { ...reversed, trajectory: without(reversed.trajectory, "trim") };
  const begins = firstFrameAt(world, whole, seenTo);
  return trimmed({ ...whole, startFrame: actor.startFrame - begins, endFrame: actor.endFrame }, { start: begins, end: 0 });
}

/** Frames after its motion's start at which an actor has come so far, or its motion ends. */
function firstFrameAt(world: World, actor: Actor, distance: number): number {
  const { startFrame, endFrame } = motionSpan(actor);
  let frame = startFrame;
  while (frame < endFrame && world.distanceAt(actor, frame) < distance) frame++;
  return frame - startFrame;
}

/** What is trimmed off at either end changes places; but a wait after the whole path stays at the end. */
function reversedTrim(world: World, actor: Actor): Trim {
  const { start, end } = trimOf(actor);
  const standing = Math.max(0, waitAtEnd(world, actor) - (actor.trajectory.waypoints.at(-1)?.hold ?? 0));
  const begins = Math.max(0, end - standing);
  return { start: begins, end: start + end - begins };
}

const replaced = <Item>(items: readonly Item[], index: number, item: Item): readonly Item[] =>
  items.map((other, place) => (place === index ? item : other));
