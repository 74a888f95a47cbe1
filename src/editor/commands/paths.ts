import type { Actor, Point, Trajectory, Waypoint } from "@/core/document";
import type { World } from "@/core/scene";
import { motionSpan, parameterAtShare, pointAtShare, segmentsOf as workOutSegments, type Segment } from "@/core/timeline";
import { tidy, withTrajectory, without } from "./edit";

/** A place on a path: a segment (from waypoint `segmentIndex` to the next) and a share of its length, 0..1. */
export type PathPosition = { readonly segmentIndex: number; readonly share: number };

const known = new WeakMap<Trajectory, readonly Segment[]>();

/** The segments of a path, computed once per trajectory: pointer moves ask for them constantly. */
export function segmentsOf(trajectory: Trajectory): readonly Segment[] {
  const cached = known.get(trajectory);
  if (cached) return cached;
  const segments = workOutSegments(trajectory);
  known.set(trajectory, segments);
  return segments;
}

/** Where on its path an actor is at a frame; undefined for a path of one waypoint. */
export function positionOnPath(world: World, actor: Actor, frame: number): PathPosition | undefined {
  const last = actor.trajectory.waypoints.length - 2;
  if (last < 0) return undefined;
  const { startFrame } = motionSpan(actor);
  // By time, as waypoints may lie in one place.
  const reached = world.arrivalTimes(actor).findLastIndex((arrival) => arrival <= frame - startFrame);
  const segmentIndex = Math.min(Math.max(reached, 0), last);
  const stations = world.stations(actor);
  const passed = stations[segmentIndex] ?? 0;
  const length = (stations[segmentIndex + 1] ?? passed) - passed;
  return { segmentIndex, share: length > 0 ? Math.min(1, Math.max(0, (world.distanceAt(actor, frame) - passed) / length)) : 0 };
}

/** The place on the path nearest to a point, at most `reach` (pixels) away; undefined if there is none. */
export function nearestOnPath(actor: Actor, point: Point, reach = Infinity): (PathPosition & { distance: number }) | undefined {
  let best: (PathPosition & { distance: number }) | undefined;
  let limit = reach;
  segmentsOf(actor.trajectory).forEach((segment, segmentIndex) => {
    if (outOfReach(segment, point, limit)) return;
    const steps = segment.controls ? 32 : 1;
    let from = pointAtShare(segment, 0);
    for (let step = 1; step <= steps; step++) {
      const to = pointAtShare(segment, step / steps);
      const along = shareOnLine(from, to, point);
      const x = from.x + (to.x - from.x) * along;
      const y = from.y + (to.y - from.y) * along;
      const distance = Math.hypot(point.x - x, point.y - y);
      if (distance <= limit) {
        best = { segmentIndex, share: (step - 1 + along) / steps, distance };
        limit = distance;
      }
      from = to;
    }
  });
  return best;
}

/** The point of the ground at a place of a path. */
export function pointOnPath(world: World, actor: Actor, { segmentIndex, share }: PathPosition): Point {
  const stations = world.stations(actor);
  const from = stations[segmentIndex] ?? 0;
  return world.placeAlong(actor, from + ((stations[segmentIndex + 1] ?? from) - from) * share);
}

/** A curve lies within the hull of its end and control points, so its bounds rule most segments out. */
function outOfReach({ from, to, controls = [from, to] }: Segment, point: Point, reach: number): boolean {
  const xs = [from.x, to.x, controls[0].x, controls[1].x];
  const ys = [from.y, to.y, controls[0].y, controls[1].y];
  return (
    point.x < Math.min(...xs) - reach ||
    point.x > Math.max(...xs) + reach ||
    point.y < Math.min(...ys) - reach ||
    point.y > Math.max(...ys) + reach
  );
}

function shareOnLine(from: Point, to: Point, point: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const square = dx * dx + dy * dy;
  if (square === 0) return 0;
  return Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / square));
}

/**
 * Puts a waypoint at a place on the path. A Bézier curve is divided (de Casteljau), so that its course stays. `at`: where a path that is
 * not a curve really leads there, as around a rounded corner or along a lane.
 */
export function splitSegment(actor: Actor, { segmentIndex, share }: PathPosition, at?: Point): Actor {
  const { waypoints, curve } = actor.trajectory;
  const segment = segmentsOf(actor.trajectory)[segmentIndex];
  const from = waypoints[segmentIndex];
  const to = waypoints[segmentIndex + 1];
  if (!segment || !from || !to) return actor;
  const between = (key: "scale" | "stretch") => (from[key] ?? 1) + ((to[key] ?? 1) - (from[key] ?? 1)) * share;
  const [scale, stretch] = [between("scale"), between("stretch")];
  const place = (curve === "bezier" && segment.controls ? undefined : at) ?? pointAtShare(segment, share);
  const middle: Waypoint = {
    x: tidy(place.x),
    y: tidy(place.y),
    ...(scale === 1 ? {} : { scale }),
    ...(stretch === 1 ? {} : { stretch }),
  };
  const [before, inserted, after] =
    curve === "bezier" && segment.controls
      ? divided(from, middle, to, segment, segment.controls, parameterAtShare(segment, share))
      : [from, middle, to];
  return withTrajectory(actor, {
    waypoints: [...waypoints.slice(0, segmentIndex), before, inserted, after, ...waypoints.slice(segmentIndex + 2)],
  });
}

function divided(
  from: Waypoint,
  middle: Waypoint,
  to: Waypoint,
  segment: Segment,
  [first, second]: readonly [Point, Point],
  t: number,
): [Waypoint, Waypoint, Waypoint] {
  const between = (a: Point, b: Point): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
  const start = between(segment.from, first);
  const inner = between(first, second);
  const end = between(second, segment.to);
  const before = between(start, inner);
  const after = between(inner, end);
  const offset = (point: Point, origin: Point): Point => ({ x: tidy(point.x - origin.x), y: tidy(point.y - origin.y) });
  return [
    { ...from, handles: { ...from.handles, out: offset(start, from) } },
    { ...middle, handles: { in: offset(before, middle), out: offset(after, middle) } },
    { ...to, handles: { ...to.handles, in: offset(end, to) } },
  ];
}

/** The path in the other direction, in the same time: holds and set times are mirrored. `arrivals`: frames after the start. */
export function reversedWaypoints(waypoints: readonly Waypoint[], arrivals: readonly number[]): Waypoint[] {
  const last = waypoints.length - 1;
  const total = (arrivals[last] ?? 0) + (waypoints[last]?.hold ?? 0);
  return waypoints
    .map((waypoint, index) => {
      const { in: into, out } = waypoint.handles ?? {};
      const handles = { ...(out ? { in: out } : {}), ...(into ? { out: into } : {}) };
      const timed = index === 0 ? waypoints[last]?.at !== undefined : index !== last && waypoint.at !== undefined;
      return {
        ...without(waypoint, "at", "handles"),
        ...(waypoint.handles ? { handles } : {}),
        ...(timed ? { at: Math.round(total - (arrivals[index] ?? 0) - (waypoint.hold ?? 0)) } : {}),
      };
    })
    .reverse();
}
