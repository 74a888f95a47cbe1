import { TAU, atan2, cos, sin } from "../exact";
import { add, between, cross, directionTo, distanceBetween, dot, leftOf, scale, subtract, type Vector2 } from "./vector";

/** A vertex of a line, with the unit vectors of the line's direction before and after it; they differ at a corner. */
export type Vertex = Vector2 & { readonly arriving: Vector2; readonly leaving: Vector2 };

/**
 * A line on the ground, of corners and finely subdivided curves. Curves keep their exact directions, so that whatever follows them turns
 * smoothly. Never empty.
 */
export type Polyline = {
  readonly vertices: readonly [Vertex, ...Vertex[]];
  /** Metres along the line at each vertex. */
  readonly distances: readonly number[];
  /** Metres. */
  readonly length: number;
};

/** A position on a line, and the line's direction there. */
export type LinePlace = Vector2 & { readonly direction: Vector2 };

/** Curves are subdivided so that a piece turns by no more than this (radians; a chord then deviates by 4 mm from a 10 m curve) … */
const TURN_OF_PIECE = TAU / 120;
/** … and Bézier curves evenly into this many pieces, or more if they are long. */
const BEZIER_PIECES = 24;
const BEZIER_PIECE_LENGTH = 0.5;
const MOST_BEZIER_PIECES = 400;

/** Points closer to each other than this are merged (metres). */
const SAME_POINT = 1e-9;

const EAST: Vector2 = { x: 1, y: 0 };

/** A line through vertices, without duplicates. */
export function lineOf(vertices: readonly Vertex[]): Polyline {
  const [first, ...others] = vertices;
  if (!first) throw new RangeError("a line needs a point");
  const kept: [Vertex, ...Vertex[]] = [first];
  const distances = [0];
  let last = first;
  let length = 0;
  for (const vertex of others) {
    const step = distanceBetween(last, vertex);
    if (step < SAME_POINT) {
      last = { ...last, leaving: vertex.leaving };
      kept[kept.length - 1] = last;
      continue;
    }
    length += step;
    kept.push(vertex);
    distances.push(length);
    last = vertex;
  }
  return { vertices: kept, distances, length };
}

/** Straight pieces from point to point. @param direction used if the line is a single point */
export function straightLine(points: readonly Vector2[], direction: Vector2 = EAST): Polyline {
  const apart = points.filter((point, index) => index === 0 || distanceBetween(points[index - 1] ?? point, point) >= SAME_POINT);
  const leavings = apart.map((point, index) => directionTo(point, apart[index + 1] ?? point));
  return lineOf(
    apart.map((point, index) => {
      const leaving = leavings[index] ?? leavings[index - 1] ?? direction;
      return { x: point.x, y: point.y, arriving: leavings[index - 1] ?? leaving, leaving };
    }),
  );
}

/** An arc around a centre between two angles in radians; counter-clockwise if the second is larger. */
export function arcLine(centre: Vector2, radius: number, from: number, to: number): Polyline {
  const pieces = Math.max(1, Math.ceil(Math.abs(to - from) / TURN_OF_PIECE));
  const sense = to >= from ? 1 : -1;
  return lineOf(
    Array.from({ length: pieces + 1 }, (_, piece) => {
      const angle = from + ((to - from) * piece) / pieces;
      const out = { x: cos(angle), y: sin(angle) };
      const along = scale(leftOf(out), sense);
      return { ...add(centre, scale(out, radius)), arriving: along, leaving: along };
    }),
  );
}

/** A cubic Bézier curve. */
export function bezierLine(from: Vector2, first: Vector2, second: Vector2, to: Vector2): Polyline {
  const hull = distanceBetween(from, first) + distanceBetween(first, second) + distanceBetween(second, to);
  const pieces = Math.min(MOST_BEZIER_PIECES, Math.max(BEZIER_PIECES, Math.ceil(hull / BEZIER_PIECE_LENGTH)));
  const vertices: Vertex[] = [];
  for (let piece = 0; piece <= pieces; piece++) {
    const t = piece / pieces;
    const s = 1 - t;
    const point = {
      x: s * s * s * from.x + 3 * s * s * t * first.x + 3 * s * t * t * second.x + t * t * t * to.x,
      y: s * s * s * from.y + 3 * s * s * t * first.y + 3 * s * t * t * second.y + t * t * t * to.y,
    };
    const slope = {
      x: s * s * (first.x - from.x) + 2 * s * t * (second.x - first.x) + t * t * (to.x - second.x),
      y: s * s * (first.y - from.y) + 2 * s * t * (second.y - first.y) + t * t * (to.y - second.y),
    };
    // With a handle of length 0 the derivative vanishes at the end: the direction is towards the next control point.
    const other = piece < pieces / 2 ? subtract(second, from) : subtract(to, first);
    const along = unit(slope) ?? unit(other) ?? unit(subtract(to, from)) ?? EAST;
    vertices.push({ ...point, arriving: along, leaving: along });
  }
  return lineOf(vertices);
}

/** Lines joined in order; a gap between two becomes a straight piece. */
export function joinLines(lines: readonly Polyline[]): Polyline {
  const vertices: Vertex[] = [];
  for (const line of lines) {
    const last = vertices.at(-1);
    const [first, ...rest] = line.vertices;
    const bridge = last && directionTo(last, first);
    if (!last || !bridge) {
      if (last) vertices[vertices.length - 1] = { ...last, leaving: first.leaving };
      else vertices.push(first);
    } else if (distanceBetween(last, first) < SAME_POINT) vertices[vertices.length - 1] = { ...last, leaving: first.leaving };
    else {
      vertices[vertices.length - 1] = { ...last, leaving: bridge };
      vertices.push({ ...first, arriving: bridge });
    }
    vertices.push(...rest);
  }
  return lineOf(vertices);
}

/**
 * The position at a distance in metres along a line; beyond its ends, the line continues straight. At a corner, the direction is the one
 * after it.
 */
export const placeAlong = (line: Polyline, distance: number): LinePlace => placeOn(line, distance, pieceFrom);

/** The same with the direction before a corner. */
const placeArriving = (line: Polyline, distance: number): LinePlace => placeOn(line, distance, pieceTo);

function placeOn(
  { vertices, distances, length }: Polyline,
  distance: number,
  pieceOf: (distances: readonly number[], distance: number) => number,
): LinePlace {
  const [first] = vertices;
  const last = vertices[vertices.length - 1] ?? first;
  if (distance <= 0 || vertices.length === 1) return { ...add(first, scale(first.leaving, distance)), direction: first.leaving };
  if (distance >= length) return { ...add(last, scale(last.arriving, distance - length)), direction: last.arriving };
  const index = pieceOf(distances, distance);
  const from = vertices[index] ?? first;
  const to = vertices[index + 1] ?? last;
  const [start, end] = [distances[index] ?? 0, distances[index + 1] ?? length];
  const share = (distance - start) / (end - start);
  return { ...between(from, to, share), direction: unit(between(from.leaving, to.arriving, share)) ?? from.leaving };
}

/** The piece that contains a distance; at a vertex, the piece before it. */
function pieceTo(distances: readonly number[], distance: number): number {
  const index = pieceFrom(distances, distance);
  return index > 0 && distance - (distances[index] ?? 0) < SAME_POINT ? index - 1 : index;
}

/** The piece that contains a distance; at a vertex, the piece after it. */
function pieceFrom(distances: readonly number[], distance: number): number {
  let [low, high] = [0, Math.max(0, distances.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((distances[middle] ?? 0) <= distance) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The nearest point of a line: metres along it, and the perpendicular distance in metres to its left (negative: to its right). */
export type NearestPlace = { readonly point: Vector2; readonly distance: number; readonly offset: number; readonly away: number };

/** The position on a line nearest to a point. */
export function nearestOn({ vertices, distances }: Polyline, point: Vector2): NearestPlace {
  const [start] = vertices;
  let best: NearestPlace = nearestOfPiece(start, start, 0, point);
  for (let index = 0; index + 1 < vertices.length; index++) {
    const from = vertices[index] ?? start;
    const candidate = nearestOfPiece(from, vertices[index + 1] ?? from, distances[index] ?? 0, point);
    if (candidate.away < best.away) best = candidate;
  }
  return best;
}

function nearestOfPiece(from: Vertex, to: Vertex, start: number, point: Vector2): NearestPlace {
  const along = directionTo(from, to);
  const length = distanceBetween(from, to);
  const within = along ? Math.min(length, Math.max(0, dot(subtract(point, from), along))) : 0;
  const nearest = along ? add(from, scale(along, within)) : { x: from.x, y: from.y };
  const away = distanceBetween(nearest, point);
  const side = cross(along ?? from.leaving, subtract(point, nearest));
  return { point: nearest, distance: start + within, offset: side < 0 ? -away : away, away };
}

/** The line offset to the left (negative: to the right), with mitred corners. */
export function offsetLine({ vertices }: Polyline, offset: number): Polyline {
  return lineOf(
    vertices.map((vertex) => {
      const { arriving, leaving } = vertex;
      // A mitred corner is further away than the offset, by the half angle of the turn.
      const middle = unit(add(arriving, leaving)) ?? arriving;
      const stretch = 1 / Math.max(0.2, dot(middle, leaving));
      return { ...add(vertex, scale(leftOf(middle), offset * stretch)), arriving, leaving };
    }),
  );
}

/** The part of a line between two distances; beyond its ends the line continues straight. */
export function partOfLine(line: Polyline, from: number, to: number): Polyline {
  const [start, end] = [placeAlong(line, from), placeArriving(line, to)];
  const inner = line.vertices.filter((_, index) => {
    const distance = line.distances[index] ?? 0;
    return distance > from + SAME_POINT && distance < to - SAME_POINT;
  });
  const ends = [start, end].map(({ x, y, direction }) => ({ x, y, arriving: direction, leaving: direction }));
  return lineOf([...ends.slice(0, 1), ...inner, ...ends.slice(1)]);
}

/** The line in the opposite direction. */
export function reversedLine({ vertices }: Polyline): Polyline {
  return lineOf(
    vertices.map(({ x, y, arriving, leaving }) => ({ x, y, arriving: scale(leaving, -1), leaving: scale(arriving, -1) })).reverse(),
  );
}

/** The turn at a vertex in radians, above 0 to the left. */
export const turnAt = ({ arriving, leaving }: Vertex): number => atan2(cross(arriving, leaving), dot(arriving, leaving));

/** The vector scaled to length 1; null for a zero vector. */
function unit({ x, y }: Vector2): Vector2 | null {
  const length = Math.sqrt(x * x + y * y);
  return length > 1e-12 ? { x: x / length, y: y / length } : null;
}
