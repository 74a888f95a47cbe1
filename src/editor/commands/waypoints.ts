import { LIMITS, type Actor, type Curve, type Easing, type Point, type SlimScenario, type Waypoint } from "@/core/document";
import { worldOf, type World } from "@/core/scene";
import { motionSpan } from "@/core/timeline";
import { command, type Command } from "./command";
import { asBezier } from "./bezier";
import { clamp, clampCoordinate, clampPoint, editActors, mapWaypoints, withTrajectory, without } from "./edit";
import { ownFrameOf } from "./relations";
import { positionOnPath, splitSegment } from "./paths";
import { risingTimes, spacedTimes, timeRoom, wholeArrivals, withTiming } from "./times";
import { motionEditingOf } from "../worlds/motionEditing";

/** A waypoint of a scenario: of which actor, and its index in the path from 0. */
export type WaypointRef = { readonly actorId: string; readonly index: number };

/**
 * Adds a waypoint on a segment of the path, at a share of its length (0..1). The path keeps its shape (a smooth one nearly); set times of
 * the points around it stay.
 */
export function insertWaypoint(actorId: string, segmentIndex: number, share: number): Command {
  return command("Add waypoint", (scenario) =>
    editActors(scenario, [actorId], (actor) => {
      const place = { segmentIndex, share: clamp(share, 0, 1) };
      return splitSegment(actor, place, motionEditingOf(scenario).placeOnWay(actor, place));
    }),
  );
}

/**
 * Adds a waypoint where the actor is at a frame, reached at that frame: its motion does not change; a smooth path becomes a Bézier curve
 * of the same shape. If one is reached at exactly that time, there is nothing to add.
 */
export function insertWaypointAtFrame(actorId: string, shownFrame: number): Command {
  return command("Add keyframe", (scenario) => {
    const world = worldOf(scenario);
    const frame = ownFrameOf(scenario, actorId, shownFrame);
    return editActors(scenario, [actorId], (actor) => {
      const time = Math.round(frame) - motionSpan(actor).startFrame;
      const isThere = frame >= actor.startFrame && frame < actor.endFrame;
      if (time <= 0 || !isThere || waypointAtFrame(world, actor, frame) !== undefined) return actor;
      const bySpeeds = world.isTimedBySpeeds(actor);
      const waiting = waitingAt(world, actor, time);
      // Where it stands, a path timed by speeds has its waypoint already.
      if (waiting !== undefined) return bySpeeds ? actor : withWaitDivided(world, actor, waiting, time);
      const position = positionOnPath(world, actor, frame);
      if (!position) return actor;
      // One point more would bend a smooth path: its course is kept as handles.
      const split = splitSegment(
        actor.trajectory.curve === "smooth" ? asBezier(actor) : actor,
        position,
        motionEditingOf(scenario).placeAtFrame(actor, frame),
      );
      // Speeds stay as they are along the path, so that it is passed just then.
      if (bySpeeds) return split;
      // A set time would be a stop, which begins an easing again; without one the waypoint is passed just when the course as it was
      // takes it there, unless the actor moves too little for its place to tell the time.
      if (split.trajectory.easing !== "linear" && wholeArrivals(world, split)[position.segmentIndex + 1] === time) return split;
      const waypoints = split.trajectory.waypoints.map((waypoint, index) =>
        index === position.segmentIndex + 1 ? { ...waypoint, at: time } : waypoint,
      );
      return withTrajectory(split, { waypoints: spacedTimes(waypoints) });
    });
  });
}

/** The waypoint that an actor reaches at a frame. */
export function waypointAtFrame(world: World, actor: Actor, frame: number): number | undefined {
  const found = wholeArrivals(world, actor).indexOf(Math.round(frame) - motionSpan(actor).startFrame);
  return found < 0 ? undefined : found;
}

/** The waypoint that an actor reaches at a frame or stands at then. */
export function waypointHeldAt(world: World, actor: Actor, frame: number): number | undefined {
  return waypointAtFrame(world, actor, frame) ?? waitingAt(world, actor, Math.round(frame) - motionSpan(actor).startFrame);
}

/** The waypoint at which an actor stands, having reached it before a time (frames after the motion's start). */
function waitingAt(world: World, actor: Actor, time: number): number | undefined {
  const { waypoints } = actor.trajectory;
  const found = world
    .arrivalTimes(actor)
    .findLastIndex(
      (arrival, index) => arrival < time && (index === waypoints.length - 1 || time <= arrival + (waypoints[index]?.hold ?? 0)),
    );
  return found < 0 ? undefined : found;
}

/** Two waypoints in one place, the second reached at a time within the wait at it: between them the actor stands as before. */
function withWaitDivided(world: World, original: Actor, index: number, time: number): Actor {
  const last = original.trajectory.waypoints.length - 1;
  // Otherwise, a second point in one place would bend a smooth path.
  const actor = original.trajectory.curve === "smooth" && index > 0 && index < last ? asBezier(original) : original;
  const waypoint = actor.trajectory.waypoints[index];
  if (!waypoint) return actor;
  const arrival = wholeArrivals(world, actor)[index] ?? 0;
  const settled = Math.max(arrival, timeRoom(actor.trajectory.waypoints, index).low);
  const { in: into, out } = waypoint.handles ?? {};
  const bare = without(waypoint, "at", "hold", "handles");
  const first: Waypoint = {
    ...withTiming(bare, { at: index === 0 || settled >= time ? undefined : settled }),
    ...(into ? { handles: { in: into } } : {}),
  };
  const left = arrival + (waypoint.hold ?? 0) - time;
  // The last waypoint is left when the motion ends.
  const second: Waypoint = {
    ...withTiming(bare, index === last ? { at: time } : { at: time, hold: left }),
    ...(out ? { handles: { out } } : {}),
  };
  const { waypoints } = actor.trajectory;
  return withTrajectory(actor, { waypoints: spacedTimes([...waypoints.slice(0, index), first, second, ...waypoints.slice(index + 1)]) });
}

/** Deletes waypoints. An actor keeps at least one: it then stands still. */
export function deleteWaypoints(refs: readonly WaypointRef[]): Command {
  return command(refs.length === 1 ? "Delete waypoint" : "Delete waypoints", (scenario) =>
    editByActor(scenario, refs, (actor, indices) => {
      const left = actor.trajectory.waypoints.filter((_, index) => !indices.has(index));
      const kept = left.length > 0 ? left : actor.trajectory.waypoints.slice(0, 1);
      return kept.length === actor.trajectory.waypoints.length
        ? actor
        : motionEditingOf(scenario).onLanesAsBefore(
            withTrajectory(actor, { waypoints: arrivingAsBefore(worldOf(scenario), actor, risingTimes(kept)) }),
          );
    }),
  );
}

export function moveWaypoints(refs: readonly WaypointRef[], dx: number, dy: number): Command {
  return command(refs.length === 1 ? "Move waypoint" : "Move waypoints", (scenario) =>
    dx === 0 && dy === 0
      ? scenario
      : editByActor(scenario, refs, (actor, indices) =>
          motionEditingOf(scenario).onLanesAsBefore(
            mapWaypoints(actor, (waypoint, index) =>
              indices.has(index) ? { ...waypoint, x: clampCoordinate(waypoint.x + dx), y: clampCoordinate(waypoint.y + dy) } : waypoint,
            ),
          ),
        ),
  );
}

/** Moves a waypoint to a position (pixels). */
export function placeWaypoint({ actorId, index }: WaypointRef, place: Partial<Point>): Command {
  return command("Move waypoint", (scenario) =>
    editByActor(scenario, [{ actorId, index }], (actor) =>
      motionEditingOf(scenario).onLanesAsBefore(
        mapWaypoints(actor, (waypoint, at) => (at === index ? { ...waypoint, ...clampPoint({ ...waypoint, ...place }) } : waypoint)),
      ),
    ),
  );
}

/** Sets the size factor at waypoints; 1 is not stored. */
export function scaleWaypoints(refs: readonly WaypointRef[], scale: number): Command {
  const factor = clamp(Math.round(scale * 1000) / 1000, LIMITS.scale.min, LIMITS.scale.max);
  return command("Change size here", (scenario) =>
    editByActor(scenario, refs, (actor, indices) =>
      mapWaypoints(actor, (waypoint, index) => {
        if (!indices.has(index)) return waypoint;
        return { ...without(waypoint, "scale"), ...(factor === 1 ? {} : { scale: factor }) };
      }),
    ),
  );
}

/**
 * Drags a Bézier handle to an offset from its waypoint. The other handle keeps its length and turns with it, unless `broken`. A path that
 * was not Bézier is first converted without changing its shape.
 */
export function moveHandle(ref: WaypointRef, side: "in" | "out", offset: Point, broken = false): Command {
  return command("Bend path", (scenario) =>
    editByActor(scenario, [ref], (actor) =>
      mapWaypoints(asBezier(actor), (waypoint, index) => {
        if (index !== ref.index) return waypoint;
        const moved = clampPoint(offset);
        const other = side === "in" ? waypoint.handles?.out : waypoint.handles?.in;
        const opposite = other && !broken ? turned(other, moved) : other;
        const handles = { [side]: moved, ...(opposite ? { [side === "in" ? "out" : "in"]: opposite } : {}) };
        return { ...waypoint, handles };
      }),
    ),
  );
}

/** A handle of the same length, pointing away from the dragged one. */
function turned(handle: Point, dragged: Point): Point {
  const length = Math.hypot(dragged.x, dragged.y);
  if (length === 0) return handle;
  const factor = -Math.hypot(handle.x, handle.y) / length;
  return clampPoint({ x: dragged.x * factor, y: dragged.y * factor });
}

/** Removes a waypoint's handles, which makes a corner. */
export function removeHandles(refs: readonly WaypointRef[]): Command {
  return command("Make corner", (scenario) =>
    editByActor(scenario, refs, (actor, indices) =>
      mapWaypoints(actor, (waypoint, index) => (indices.has(index) ? without(waypoint, "handles") : waypoint)),
    ),
  );
}

/** Changes how waypoints are connected. When converting to Bézier, the shape stays: the handles are those of the curve it had. */
export function setCurve(ids: readonly string[], curve: Curve): Command {
  return command("Change curve", (scenario) =>
    editActors(scenario, ids, (actor) => {
      if (actor.trajectory.curve === curve) return actor;
      if (curve === "bezier") return asBezier(actor);
      const bare = mapWaypoints(actor, (waypoint) => without(waypoint, "handles"));
      return withTrajectory(bare, { curve });
    }),
  );
}

export function setEasing(ids: readonly string[], easing: Easing): Command {
  return command("Change easing", (scenario) =>
    editActors(scenario, ids, (actor) => (actor.trajectory.easing === easing ? actor : withTrajectory(actor, { easing }))),
  );
}

/** Mirrors paths across a vertical (`x`) or horizontal (`y`) line; by default each across its own centre. */
export function mirrorPaths(ids: readonly string[], axis: "x" | "y", about?: number): Command {
  return command("Mirror path", (scenario) =>
    editActors(scenario, ids, (actor) => {
      const values = actor.trajectory.waypoints.map((waypoint) => waypoint[axis]);
      const middle = about ?? (Math.min(...values) + Math.max(...values)) / 2;
      const flip = (offset: Point): Point => ({ ...offset, [axis]: -offset[axis] });
      return mapWaypoints(actor, (waypoint) => {
        const place = { ...waypoint, [axis]: clampCoordinate(2 * middle - waypoint[axis]) };
        if (!waypoint.handles) return place;
        const { in: into, out } = waypoint.handles;
        return { ...place, handles: { ...(into ? { in: flip(into) } : {}), ...(out ? { out: flip(out) } : {}) } };
      });
    }),
  );
}

/** Where the end of a path is gone, the actor reaches the last waypoint that is left when it did, and waits there. */
function arrivingAsBefore(world: World, actor: Actor, kept: readonly Waypoint[]): readonly Waypoint[] {
  const end = kept.at(-1);
  const index = end ? actor.trajectory.waypoints.indexOf(end) : 0;
  if (!end || kept.length < 2 || world.isTimedBySpeeds(actor) || index === actor.trajectory.waypoints.length - 1) return kept;
  return spacedTimes([...kept.slice(0, -1), withTiming(end, { at: wholeArrivals(world, actor)[index] })]);
}

/** Changes each actor in the references, once, given the indices selected in it. */
export function editByActor(
  scenario: SlimScenario,
  refs: readonly WaypointRef[],
  change: (actor: Actor, indices: ReadonlySet<number>) => Actor,
): SlimScenario {
  const chosen = new Map<string, Set<number>>();
  for (const { actorId, index } of refs) {
    const indices = chosen.get(actorId) ?? new Set<number>();
    chosen.set(actorId, indices.add(index));
  }
  return editActors(scenario, [...chosen.keys()], (actor) => change(actor, chosen.get(actor.id) ?? new Set()));
}
