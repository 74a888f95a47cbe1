import type { Easing } from "../document/constants";
import type { Actor, Waypoint } from "../document/schema";
import { ease, easeInverse } from "./easing";
import { headingAtShare, pointAtShare, segmentsOf, stopHeadings, type PathSegment } from "./segment";
import { motionSpan } from "./span";
import { clockAfter, framesAtClock, ownMotion, pausesOf, type Pause } from "./waits";

/**
 * The part of a path between two stops (a timed waypoint, a hold, either end), over which the easing applies once. Times are frames after
 * the motion's start.
 */
type Leg = {
  readonly startTime: number;
  readonly endTime: number;
  readonly firstSegment: number;
  readonly lastSegment: number;
  readonly length: number;
};

/** A computed trajectory: the expensive parts are computed once per actor. */
type Motion = {
  readonly segments: readonly PathSegment[];
  readonly legs: readonly Leg[];
  /** Path length from the start to the beginning of each segment. */
  readonly distances: readonly number[];
  readonly arrivals: readonly number[];
  /** The heading on each segment on which the actor stands still, undefined where it moves. */
  readonly stopHeadings: readonly (number | undefined)[];
};

// Documents are immutable, so an actor object always means the same motion.
const motions = new WeakMap<Actor, Motion>();
const pauses = new WeakMap<Actor, readonly Pause[]>();

/** An actor's motion by its own clock, which stands still while it waits for others. */
function motionOf(actor: Actor): Motion {
  const plain = ownMotion(actor);
  const known = motions.get(plain);
  if (known) return known;
  const motion = workOut(plain);
  motions.set(plain, motion);
  return motion;
}

/** An actor's waits for others, by its own clock. */
export function picturePauses(actor: Actor): readonly Pause[] {
  const known = pauses.get(actor);
  if (known) return known;
  const { arrivals } = motionOf(actor);
  const { waypoints } = actor.trajectory;
  const waits = pausesOf(actor, (index) => (arrivals[index] ?? 0) + (waypoints[index]?.hold ?? 0));
  pauses.set(actor, waits);
  return waits;
}

function workOut(actor: Actor): Motion {
  const { trajectory } = actor;
  const { startFrame, endFrame } = motionSpan(actor);
  const segments = segmentsOf(trajectory);
  const distances: number[] = [];
  let travelled = 0;
  for (const segment of segments) {
    distances.push(travelled);
    travelled += segment.length;
  }
  const arrivals = scheduleArrivals(trajectory.waypoints, segments, endFrame - startFrame, trajectory.easing);
  const stretches: Leg[] = [];
  let first = 0;
  segments.forEach((_, index) => {
    const reached = trajectory.waypoints[index + 1];
    const stops = index === segments.length - 1 || reached?.at !== undefined || (reached?.hold ?? 0) > 0;
    if (!stops) return;
    const start = trajectory.waypoints[first];
    stretches.push({
      startTime: (arrivals[first] ?? 0) + (start?.hold ?? 0),
      endTime: arrivals[index + 1] ?? 0,
      firstSegment: first,
      lastSegment: index,
      length: lengthOf(segments, first, index),
    });
    first = index + 1;
  });
  return { segments, legs: stretches, distances, arrivals, stopHeadings: stopHeadings(segments) };
}

/**
 * When each waypoint is reached, in frames after the motion's start. Waypoints without a time get theirs from constant speed between the
 * timed ones around them (minus holds); the last one is due when the motion ends.
 */
export function scheduleArrivals(
  waypoints: readonly Pick<Waypoint, "at" | "hold">[],
  segments: readonly { readonly length: number }[],
  duration: number,
  easing: Easing,
): number[] {
  const last = waypoints.length - 1;
  const arrivals: number[] = new Array<number>(waypoints.length).fill(0);
  let anchor = 0;
  for (let index = 1; index <= last; index++) {
    const at = waypoints[index]?.at ?? (index === last ? duration - (waypoints[last]?.hold ?? 0) : undefined);
    if (at === undefined) continue;
    spread(anchor, index, at);
    anchor = index;
  }
  return arrivals;

  function spread(from: number, to: number, arrival: number): void {
    const departure = (arrivals[from] ?? 0) + holdOf(from);
    let holds = 0;
    for (let index = from + 1; index < to; index++) holds += holdOf(index);
    const travelTime = Math.max(arrival - departure - holds, 0);
    const total = lengthOf(segments, from, to - 1);
    let time = departure;
    let first = from;
    while (first < to) {
      let end = first + 1;
      while (end < to && holdOf(end) === 0) end++;
      const length = lengthOf(segments, first, end - 1);
      const span = travelTime * (total > 0 ? length / total : (end - first) / (to - from));
      let covered = 0;
      for (let index = first + 1; index < end; index++) {
        covered += segments[index - 1]?.length ?? 0;
        const way = length > 0 ? covered / length : (index - first) / (end - first);
        arrivals[index] = time + span * easeInverse(easing, way);
      }
      time += span;
      arrivals[end] = end === to ? Math.max(arrival, departure) : time;
      time += holdOf(end);
      first = end;
    }
  }

  function holdOf(index: number): number {
    return waypoints[index]?.hold ?? 0;
  }
}

function lengthOf(segments: readonly { readonly length: number }[], first: number, last: number): number {
  let length = 0;
  for (let index = first; index <= last; index++) length += segments[index]?.length ?? 0;
  return length;
}

/** Where an actor is on its path: on which segment, and at which share of its length (0..1). */
type PathPosition = { readonly segmentIndex: number; readonly share: number };

function positionAt(motion: Motion, easing: Easing, time: number): PathPosition {
  const { legs: stretches, segments } = motion;
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.startTime ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  const leg = stretches[low];
  if (!leg) return { segmentIndex: 0, share: 0 };
  const span = leg.endTime - leg.startTime;
  const progress = span > 0 ? Math.min(Math.max((time - leg.startTime) / span, 0), 1) : time < leg.startTime ? 0 : 1;
  const way = ease(easing, progress);
  // A run of one segment needs no conversion via lengths, which would lose exactness.
  if (leg.firstSegment === leg.lastSegment) return { segmentIndex: leg.firstSegment, share: way };
  let remaining = way * leg.length;
  for (let index = leg.firstSegment; index <= leg.lastSegment; index++) {
    const length = segments[index]?.length ?? 0;
    if (remaining <= length && length > 0) return { segmentIndex: index, share: remaining / length };
    if (index === leg.lastSegment) break;
    remaining -= length;
  }
  return { segmentIndex: leg.lastSegment, share: 1 };
}

/** An actor's position and motion at a moment; pixels, not yet rounded to whole ones. */
export type Pose = {
  /** Middle of the box's lower edge. */
  readonly ground: { readonly x: number; readonly y: number };
  /** Top-left corner of the box. */
  readonly corner: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
  /** Direction of travel in radians: 0 to the right, π/2 down the frame. A body that stands still keeps its last one. */
  readonly heading: number;
  /** Pixels travelled along the path since the start. */
  readonly distance: number;
};

/**
 * The pose at a frame, which need not be within the actor's span: before it the actor waits at its first waypoint, after it at its last.
 */
export function poseAt(actor: Actor, frame: number): Pose {
  const motion = motionOf(actor);
  const { waypoints, easing } = actor.trajectory;
  const { clock } = clockAfter(picturePauses(actor), frame - motionSpan(actor).startFrame);
  const { segmentIndex, share } = positionAt(motion, easing, clock);
  const from = waypoints[segmentIndex];
  const to = waypoints[segmentIndex + 1] ?? from;
  const segment = motion.segments[segmentIndex];
  if (!from || !to) throw new RangeError(`actor ${actor.id} has no waypoints`);

  const start = factorsOf(from);
  const end = factorsOf(to);
  const width = actor.size.width * (start.width + (end.width - start.width) * share);
  const height = actor.size.height * (start.height + (end.height - start.height) * share);
  const ground = segment ? pointAtShare(segment, share) : { x: from.x, y: from.y };
  return {
    ground,
    corner: segment && !segment.controls ? straightCorner(actor, from, to, share) : { x: ground.x - width / 2, y: ground.y - height },
    width,
    height,
    heading: segment ? (motion.stopHeadings[segmentIndex] ?? headingAtShare(segment, share)) : 0,
    distance: segment ? (motion.distances[segmentIndex] ?? 0) + segment.length * share : 0,
  };
}

/** Factors on the actor's size at a waypoint. */
function factorsOf({ scale = 1, stretch = 1 }: Waypoint): { width: number; height: number } {
  return { width: scale * stretch, height: scale };
}

/**
 * On a straight segment the corner itself is interpolated, as in the specification: its pixels are truncated from exactly these doubles.
 */
function straightCorner({ size }: Actor, from: Waypoint, to: Waypoint, share: number) {
  const start = factorsOf(from);
  const end = factorsOf(to);
  const left = from.x - (size.width * start.width) / 2;
  const top = from.y - size.height * start.height;
  const leftThere = to.x - (size.width * end.width) / 2;
  const topThere = to.y - size.height * end.height;
  return { x: left + (leftThere - left) * share, y: top + (topThere - top) * share };
}

/** When each waypoint is reached: frames after the motion's start (`motionSpan`), not always whole. */
export function arrivalTimes(actor: Actor): readonly number[] {
  const { arrivals } = motionOf(actor);
  const waits = picturePauses(actor);
  if (waits.length === 0) return arrivals;
  const { startFrame, endFrame } = motionSpan(actor);
  return arrivals.map((arrival) => Math.min(framesAtClock(waits, arrival), endFrame - startFrame));
}

/** When an actor has first moved so far along its path, by its own clock (frames); null if it never has. */
export function clockAtDistance(actor: Actor, distance: number): number | null {
  if (distance <= 0) return 0;
  const { legs, distances } = motionOf(actor);
  for (const { startTime, endTime, firstSegment, length } of legs) {
    const way = distance - (distances[firstSegment] ?? 0);
    if (length > 0 && way <= length * (1 + 1e-12))
      return startTime + (endTime - startTime) * easeInverse(actor.trajectory.easing, Math.max(0, Math.min(1, way / length)));
  }
  return null;
}

/** The highest speed an actor may reach, in pixels a frame. */
export function fastestOf(actor: Actor): number {
  // No easing is faster than twice its mean speed.
  const steepest = actor.trajectory.easing === "linear" ? 1 : 2;
  return motionOf(actor).legs.reduce((most, { startTime, endTime, length }) => {
    const span = Math.max(endTime - startTime, 1e-3);
    return Math.max(most, (steepest * length) / span);
  }, 0);
}

/** Length of the whole path in pixels. */
export function pathLength(actor: Actor): number {
  const { segments } = motionOf(actor);
  return lengthOf(segments, 0, segments.length - 1);
}

/** Speed along the path between a frame and the next, in pixels per frame. */
export function speedAt(actor: Actor, frame: number): number {
  return poseAt(actor, frame + 1).distance - poseAt(actor, frame).distance;
}

/** The path as one polyline of ground points (pixels): x0, y0, x1, y1, …, fine enough to look curved. */
export function pathPolyline(actor: Actor): number[] {
  const { segments } = motionOf(actor);
  const start = actor.trajectory.waypoints[0];
  const points = start ? [start.x, start.y] : [];
  for (const segment of segments) {
    const steps = segment.controls ? Math.min(48, Math.max(8, Math.ceil(segment.length / 12))) : 1;
    for (let step = 1; step <= steps; step++) {
      const point = pointAtShare(segment, step / steps);
      points.push(point.x, point.y);
    }
  }
  return points;
}
