import type { Point } from "../document/constants";
import type { Trajectory, Waypoint } from "../document/schema";

/** The path from one waypoint to the next: a straight line or a cubic Bézier curve, with its length in pixels. */
export type PathSegment = {
  readonly from: Point;
  readonly to: Point;
  readonly length: number;
  /** Bézier control points; absent for a straight line. */
  readonly controls?: readonly [Point, Point];
  /** Length from the start to each of `SAMPLES` + 1 evenly spaced curve parameters; absent for a straight line. */
  readonly lengths?: readonly number[];
};

const SAMPLES = 48;

/** A segment no longer than this (pixels, or metres) is a stop: positions are stored in hundredths, so anything shorter is rounding. */
const STOP_LENGTH = 0.05;

/** One segment for each pair of neighbouring waypoints. */
export function segmentsOf({ curve, waypoints }: Trajectory): PathSegment[] {
  const segments: PathSegment[] = [];
  for (let index = 0; index + 1 < waypoints.length; index++) {
    const from = waypoints[index];
    const to = waypoints[index + 1];
    if (!from || !to) continue;
    const controls = controlPoints(curve, waypoints, index, pixelsBetween);
    segments.push(controls ? curvedSegment(from, to, controls) : straightSegment(from, to));
  }
  return segments;
}

/** A point of a path; handles are offsets from it. */
type Station = Pick<Waypoint, "x" | "y" | "handles">;

/** The length of the path between two points: in pixels here, in metres on the road, where it must be exact. */
type Measure = (from: Point, to: Point) => number;

const pixelsBetween: Measure = (from, to) => Math.hypot(to.x - from.x, to.y - from.y);

/** The Bézier control points between one point of a path and the next; undefined if the segment is straight. */
export function controlPoints(
  curve: Trajectory["curve"],
  waypoints: readonly Station[],
  index: number,
  measure: Measure,
): [Point, Point] | undefined {
  const from = waypoints[index];
  const to = waypoints[index + 1];
  if (!from || !to) return undefined;
  switch (curve) {
    case "linear":
      return undefined;
    case "bezier": {
      const out = from.handles?.out;
      const into = to.handles?.in;
      if (!out && !into) return undefined;
      return [
        { x: from.x + (out?.x ?? 0), y: from.y + (out?.y ?? 0) },
        { x: to.x + (into?.x ?? 0), y: to.y + (into?.y ?? 0) },
      ];
    }
    case "smooth":
      return smoothControls(waypoints[index - 1] ?? from, from, to, waypoints[index + 2] ?? to, measure);
  }
}

/**
 * Control points of a centripetal Catmull-Rom spline (Yuksel, Schaefer and Keyser, "Parameterization and applications of
 * Catmull-Rom curves", 2011): it passes through every waypoint and makes no loops within a segment.
 */
function smoothControls(before: Point, from: Point, to: Point, after: Point, measure: Measure): [Point, Point] | undefined {
  const root = (a: Point, b: Point) => {
    const length = measure(a, b);
    return length > STOP_LENGTH ? Math.sqrt(length) : 0;
  };
  const previous = root(before, from);
  const middle = root(from, to);
  const next = root(to, after);
  if (middle === 0 || (previous === 0 && next === 0)) return undefined;
  const control = (outer: Point, near: Point, far: Point, outerRoot: number): Point => {
    if (outerRoot === 0) return { x: near.x + (far.x - near.x) / 3, y: near.y + (far.y - near.y) / 3 };
    const divisor = 3 * outerRoot * (outerRoot + middle);
    const blend = (o: number, n: number, f: number) =>
      (outerRoot * outerRoot * f - middle * middle * o + (2 * outerRoot * outerRoot + 3 * outerRoot * middle + middle * middle) * n) /
      divisor;
    return { x: blend(outer.x, near.x, far.x), y: blend(outer.y, near.y, far.y) };
  };
  return [control(before, from, to, previous), control(after, to, from, next)];
}

function straightSegment(from: Point, to: Point): PathSegment {
  return { from, to, length: Math.hypot(to.x - from.x, to.y - from.y) };
}

function curvedSegment(from: Point, to: Point, controls: readonly [Point, Point]): PathSegment {
  const lengths = [0];
  let total = 0;
  let previous = from;
  for (let sample = 1; sample <= SAMPLES; sample++) {
    const point = bezierPoint(from, controls, to, sample / SAMPLES);
    total += Math.hypot(point.x - previous.x, point.y - previous.y);
    lengths.push(total);
    previous = point;
  }
  return { from, to, length: total, controls, lengths };
}

/** De Casteljau's point at parameter `t`, 0..1. */
function bezierPoint(from: Point, [first, second]: readonly [Point, Point], to: Point, t: number): Point {
  const s = 1 - t;
  const a = s * s * s;
  const b = 3 * s * s * t;
  const c = 3 * s * t * t;
  const d = t * t * t;
  return {
    x: a * from.x + b * first.x + c * second.x + d * to.x,
    y: a * from.y + b * first.y + c * second.y + d * to.y,
  };
}

/** The point after a share (0..1) of the segment's length. */
export function pointAtShare(segment: PathSegment, share: number): Point {
  const { from, to, controls } = segment;
  // In this order of operations, which the specification uses and its truncated pixels depend on.
  if (!controls) return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  return bezierPoint(from, controls, to, parameterAtShare(segment, share));
}

/** Direction of travel after a share of the length: radians, 0 to the right, π/2 down the frame. */
export function headingAtShare(segment: PathSegment, share: number): number {
  const { from, to, controls } = segment;
  if (!controls) return Math.atan2(to.y - from.y, to.x - from.x);
  const t = parameterAtShare(segment, share);
  const step = 1e-3;
  const before = bezierPoint(from, controls, to, Math.max(0, t - step));
  const after = bezierPoint(from, controls, to, Math.min(1, t + step));
  return Math.atan2(after.y - before.y, after.x - before.x);
}

/**
 * Direction of travel on each segment that is a stop, where nothing moves: the last one or, before the body has moved at all, the first
 * one. Undefined for segments with a heading of their own.
 */
export function stopHeadings(segments: readonly PathSegment[]): (number | undefined)[] {
  const headings: (number | undefined)[] = new Array<number | undefined>(segments.length).fill(undefined);
  const firstMove = segments.find(({ length }) => length > STOP_LENGTH);
  if (!firstMove) return headings;
  let heading = headingAtShare(firstMove, 0);
  segments.forEach((segment, index) => {
    if (segment.length > STOP_LENGTH) heading = headingAtShare(segment, 1);
    else headings[index] = heading;
  });
  return headings;
}

/** The Bézier parameter (0..1) at a share of the length; for a straight line the share itself. */
export function parameterAtShare({ lengths, length }: PathSegment, share: number): number {
  if (!lengths || length === 0) return share;
  const wanted = Math.min(Math.max(share, 0), 1) * length;
  let low = 0;
  let high = lengths.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lengths[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  const start = lengths[low] ?? 0;
  const end = lengths[high] ?? start;
  const within = end > start ? (wanted - start) / (end - start) : 0;
  return (low + within) / (lengths.length - 1);
}
