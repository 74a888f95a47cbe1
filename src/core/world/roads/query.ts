import { joinLines, nearestOn, offsetLine, placeAlong, straightLine, type Polyline } from "../polyline";
import { headingOf } from "../pose";
import type { Vector2 } from "../vector";
import type { Lane, RoadLayout } from "./layout";

/** A place on a lane: metres along it, and metres to the left of its middle. */
export type LanePlace = { readonly lane: Lane; readonly distance: number; readonly offset: number };

/** The lanes that a point is on, the one whose middle is nearest first; over a junction's area several cross. */
export function lanesAt({ lanes }: RoadLayout, point: Vector2): LanePlace[] {
  return lanes
    .flatMap((lane) => {
      const { distance, offset, away } = nearestOn(lane.centre, point);
      // Past a lane's end a point is away from it, but not beside it.
      const within = isBeside(lane.centre, distance, point);
      return away <= lane.width / 2 && within ? [{ lane, distance, offset }] : [];
    })
    .sort((a, b) => Math.abs(a.offset) - Math.abs(b.offset));
}

/** The lane that a point is on; lanes of roads before those over junctions. Null beside the road. */
export function laneAt(layout: RoadLayout, point: Vector2): LanePlace | null {
  const places = lanesAt(layout, point);
  return places.find(({ lane }) => lane.kind !== "junction") ?? places[0] ?? null;
}

function isBeside(line: Polyline, distance: number, point: Vector2): boolean {
  if (distance > 0 && distance < line.length) return true;
  const { x, y, direction } = placeAlong(line, distance);
  return Math.abs((point.x - x) * direction.x + (point.y - y) * direction.y) < 1e-6;
}

/** What a point may snap to. */
export type SnapTarget = {
  readonly kind: "lane_centre" | "kerb" | "crossing_edge" | "crossing_middle" | "stop_line" | "bay";
  readonly point: Vector2;
  /** Degrees: of the lane, of the way over the crossing, of the parked car; along the kerb or the line. */
  readonly heading: number;
  /** Metres from the point asked about. */
  readonly away: number;
  /** Of the lane, crossing or bay; null of a kerb. */
  readonly id: string | null;
};

/** What is within reach (metres) of a point, nearest first. */
export function snapTargets(layout: RoadLayout, point: Vector2, reach: number): SnapTarget[] {
  const targets: SnapTarget[] = [];
  const offer = (kind: SnapTarget["kind"], line: Polyline, id: string | null) => {
    const { point: nearest, distance, away } = nearestOn(line, point);
    if (away <= reach) targets.push({ kind, point: nearest, heading: headingOf(placeAlong(line, distance).direction), away, id });
  };
  for (const { id, centre } of layout.lanes) offer("lane_centre", centre, id);
  for (const { line } of layout.kerbs) offer("kerb", line, null);
  for (const { id, line, width } of layout.crossings) {
    offer("crossing_middle", line, id);
    for (const side of [1, -1]) offer("crossing_edge", offsetLine(line, (side * width) / 2), id);
  }
  for (const { laneId, from, to } of layout.stopLines) offer("stop_line", straightLine([from, to]), laneId);
  for (const { id, x, y, heading } of layout.bays) {
    const away = nearestOn(straightLine([{ x, y }]), point).away;
    if (away <= reach) targets.push({ kind: "bay", point: { x, y }, heading, away, id });
  }
  return targets.sort((a, b) => a.away - b.away);
}

/** The lane of an id. @throws RangeError where there is none */
export function laneOf({ lanes }: RoadLayout, id: string): Lane {
  const lane = lanes.find((one) => one.id === id);
  if (!lane) throw new RangeError(`the road has no lane "${id}"; its lanes are ${lanes.map((one) => one.id).join(", ")}`);
  return lane;
}

/** The ids of the lanes from one to another by the fewest lanes, both included; null where no way leads there. */
export function routeBetween(layout: RoadLayout, from: string, to: string): string[] | null {
  const comesFrom = new Map<string, string | null>([[laneOf(layout, from).id, null]]);
  const queue = [from];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (id === to) {
      const route: string[] = [];
      for (let step: string | null = id; step !== null; step = comesFrom.get(step) ?? null) route.unshift(step);
      return route;
    }
    for (const next of laneOf(layout, id).successors) {
      if (comesFrom.has(next)) continue;
      comesFrom.set(next, id);
      queue.push(next);
    }
  }
  return null;
}

/** The middle of lanes one after another, as one line. */
export const routeLine = (layout: RoadLayout, ids: readonly string[]): Polyline => joinLines(ids.map((id) => laneOf(layout, id).centre));
