import { joinLines, nearestOn, offsetLine, placeAlong, straightLine, type Polyline } from "../polyline";
import { headingOf } from "../pose";
import type { Vector2 } from "../vector";
import type { Lane, RoadLayout } from "./layout";

/** A position on a lane: metres along it, and metres to the left of its centre line. */
export type LanePlace = { readonly lane: Lane; readonly distance: number; readonly offset: number };

/** The lanes that contain a point, the nearest centre line first; several lanes cross in a junction. */
export function lanesAt({ lanes }: RoadLayout, point: Vector2): LanePlace[] {
  return lanes
    .flatMap((lane) => {
      const { distance, offset, away } = nearestOn(lane.centre, point);
      // Beyond a lane's ends, a point may be close to its line without being on it.
      const within = isBeside(lane.centre, distance, point);
      return away <= lane.width / 2 && within ? [{ lane, distance, offset }] : [];
    })
    .sort((a, b) => Math.abs(a.offset) - Math.abs(b.offset));
}

/** The lane that contains a point; lanes of roads take precedence over those in junctions. Null beside the road. */
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
  /** Degrees: the direction of the lane, crossing, parked car, kerb or line. */
  readonly heading: number;
  /** Distance from the given point in metres. */
  readonly away: number;
  /** Of the lane, crossing or bay; null for a kerb. */
  readonly id: string | null;
};

/** Snap targets within a distance (metres) of a point, nearest first. */
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

/** The lane with an id. @throws RangeError if there is none */
export function laneOf({ lanes }: RoadLayout, id: string): Lane {
  const lane = lanes.find((one) => one.id === id);
  if (!lane) throw new RangeError(`the road has no lane "${id}"; its lanes are ${lanes.map((one) => one.id).join(", ")}`);
  return lane;
}

/** The shortest sequence of lanes from one to another, by id and including both; null if none leads there. */
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

/** The centre lines of consecutive lanes as one line. */
export const routeLine = (layout: RoadLayout, ids: readonly string[]): Polyline => joinLines(ids.map((id) => laneOf(layout, id).centre));
