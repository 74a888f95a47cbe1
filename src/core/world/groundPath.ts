import type { Curve } from "../document/constants";
import { TAU, tan } from "../exact";
import { controlPoints } from "../timeline/segment";
import { directionOf } from "./pose";
import { bezierLine, joinLines, nearestOn, partOfLine, placeAlong, straightLine, turnAt, type Polyline } from "./polyline";
import { add, distanceBetween, scale, subtract, type Vector2 } from "./vector";

/** A point of a drawn path in metres, with its Bézier handles as offsets. */
export type PathPoint = Vector2 & {
  readonly handles?: { readonly in?: Vector2 | undefined; readonly out?: Vector2 | undefined } | undefined;
};

/** A drawn path as a body follows it, with rounded corners. */
export type GroundPath = {
  readonly line: Polyline;
  /** Distance along the line of each drawn point, in metres; for a corner, of the middle of its rounding. */
  readonly stations: readonly number[];
  /** Indices of the points at which the path turns back on itself: pedestrians turn round there, vehicles go into or out of reverse. */
  readonly reversals: readonly number[];
  /** Corners without room for the turning radius, and the radius used instead (metres). */
  readonly tight: readonly { readonly point: number; readonly radius: number }[];
};

/** A corner sharper than this (radians) is a reversal, not a turn. */
const REVERSAL = (160 / 360) * TAU;
/** Corners below this are ignored (radians). */
const CORNER = 1e-3;

type Corner = { readonly point: number; readonly distance: number; readonly turn: number };

/**
 * The path through points as a body with a turning radius (metres) follows it: straight or curved from one point to the next, with
 * every corner rounded as far as there is room.
 * @param heading degrees; used if the path is a single point
 */
export function groundPath(curve: Curve, points: readonly PathPoint[], radius: number, heading = 0): GroundPath {
  const drawn = drawnLine(curve, points, heading);
  const corners = cornersOf(drawn);
  const reversals = corners.filter(({ turn }) => Math.abs(turn) > REVERSAL).map(({ point }) => point);
  const tight: { point: number; radius: number }[] = [];
  const pieces: Polyline[] = [];
  // The position of each corner along the drawn line and along the rounded one.
  const shifts: { drawn: number; rounded: number; afterDrawn: number; afterRounded: number }[] = [];
  let [reached, length] = [0, 0];
  corners.forEach((corner, index) => {
    const { distance, turn, point } = corner;
    const half = tan(Math.min(Math.abs(turn), REVERSAL) / 2);
    const wanted = Math.abs(turn) > REVERSAL ? 0 : radius * half;
    const cut = Math.min(wanted, roomBeside(corners, index, drawn.line.length));
    if (cut < wanted * 0.999) tight.push({ point, radius: cut / half });
    const before = partOfLine(drawn.line, reached, distance - cut);
    const rounding = roundingOf(drawn.line, distance, cut, turn);
    if (distance - cut > reached) {
      pieces.push(before);
      length += distance - cut - reached;
    }
    if (rounding) pieces.push(rounding);
    const round = rounding?.length ?? 0;
    reached = distance + cut;
    shifts.push({ drawn: distance, rounded: length + round / 2, afterDrawn: reached, afterRounded: length + round });
    length += round;
  });
  if (reached < drawn.line.length || pieces.length === 0) pieces.push(partOfLine(drawn.line, reached, drawn.line.length));
  const stations = drawn.stations.map((station) => {
    const corner = shifts.find((shift) => Math.abs(shift.drawn - station) < 1e-9);
    if (corner) return corner.rounded;
    const last = shifts.findLast((shift) => shift.drawn < station);
    return last ? last.afterRounded + Math.max(0, station - last.afterDrawn) : station;
  });
  return { line: corners.length > 0 ? joinLines(pieces) : drawn.line, stations, reversals, tight };
}

/**
 * The part of a line, such as a lane's centre line, from the position nearest to the first point to the one nearest to the last; with a
 * single point, to the end of the line. Points in between are at their nearest position after the previous point's.
 */
export function pathOnLine(line: Polyline, points: readonly Vector2[]): GroundPath {
  const [first, ...others] = points.map((point) => nearestOn(line, point).distance);
  if (first === undefined) throw new RangeError("a path needs a point");
  const stations = [0];
  for (const distance of others) stations.push(Math.max(stations.at(-1) ?? 0, distance - first));
  const end = others.length > 0 ? first + (stations.at(-1) ?? 0) : line.length;
  return { line: partOfLine(line, first, end), stations, reversals: [], tight: [] };
}

/** The line as drawn, and the positions of its points along it. */
function drawnLine(curve: Curve, points: readonly PathPoint[], heading: number): { line: Polyline; stations: number[] } {
  const [first] = points;
  if (!first) throw new RangeError("a path needs a point");
  const pieces: Polyline[] = [];
  const stations = [0];
  let length = 0;
  points.slice(1).forEach((to, index) => {
    const from = points[index] ?? first;
    if (distanceBetween(from, to) > 0) {
      const controls = controlPoints(curve, points, index, distanceBetween);
      const piece = controls ? bezierLine(from, controls[0], controls[1], to) : straightLine([from, to]);
      pieces.push(piece);
      length += piece.length;
    }
    stations.push(length);
  });
  const line = pieces.length > 0 ? joinLines(pieces) : straightLine([first], directionOf(heading));
  return { line, stations };
}

function cornersOf({ line, stations }: { line: Polyline; stations: readonly number[] }): Corner[] {
  return line.vertices.flatMap((vertex, index) => {
    const turn = turnAt(vertex);
    const distance = line.distances[index] ?? 0;
    if (Math.abs(turn) < CORNER || distance === 0 || distance === line.length) return [];
    return [{ point: stations.findIndex((station) => Math.abs(station - distance) < 1e-9), distance, turn }];
  });
}

/** Metres on either side of a corner available for its rounding: half of the way to the next corner, or all of it to an end. */
function roomBeside(corners: readonly Corner[], index: number, length: number): number {
  const { distance } = corners[index] ?? { distance: 0 };
  const [before, after] = [corners[index - 1], corners[index + 1]];
  return Math.min(before ? (distance - before.distance) / 2 : distance, after ? (after.distance - distance) / 2 : length - distance);
}

/** A curve that leaves the line before a corner and rejoins it after; between straight pieces it is an arc to within 0.1 %. */
function roundingOf(line: Polyline, distance: number, cut: number, turn: number): Polyline | null {
  if (cut <= 0) return null;
  const [from, to] = [placeAlong(line, distance - cut), placeAlong(line, distance + cut)];
  const handle = ((4 / 3) * tan(Math.abs(turn) / 4) * cut) / tan(Math.abs(turn) / 2);
  return bezierLine(from, add(from, scale(from.direction, handle)), subtract(to, scale(to.direction, handle)), to);
}
