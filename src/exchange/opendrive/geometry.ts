import { atan2, hypot } from "@/core/exact";
import { cross, distanceBetween, dot, type Polyline, type Vector2, type Vertex } from "@/core/world";

/** A piece of a road's reference line: where it starts, its direction there in radians, and its shape. Lengths in metres. */
export type Piece = Vector2 & { readonly heading: number; readonly length: number } & Shape;

type Shape =
  | { readonly kind: "line" }
  /** Curvature in 1/m, positive to the left. */
  | { readonly kind: "arc"; readonly curvature: number }
  /** Local coordinates, ahead (u) and to the left (v), as cubic polynomials of a parameter from 0 to 1. */
  | { readonly kind: "cubic"; readonly u: Cubic; readonly v: Cubic };

/** Coefficients of p⁰, p¹, p² and p³. */
export type Cubic = readonly [number, number, number, number];

/** How far a piece may be from the line that it stands for (metres), and its end's direction from the line's (as the sine). */
const NEAR = 0.002;
const PARALLEL = 0.002;
/** Curvature below which a piece is not an arc (1/m). */
const STRAIGHT = 1e-6;
/** Steps for measuring the length of a cubic curve. */
const STEPS = 64;

/**
 * A line as pieces that OpenDRIVE has: straight ones, arcs, and cubic curves where neither fits. Together they deviate from the line by
 * at most 2 mm.
 */
export function piecesOf({ vertices }: Polyline): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < vertices.length - 1;) {
    const [piece, to] = longestPiece(vertices, from);
    pieces.push(piece);
    from = to;
  }
  return pieces;
}

function longestPiece(vertices: readonly Vertex[], from: number): [Piece, number] {
  let best: [Piece, number] | null = null;
  for (const shape of [straight, arc, cubic]) {
    for (let to = from + 1; to < vertices.length; to++) {
      const piece = shape(vertices.slice(from, to + 1));
      if (!piece) break;
      if (!best || to > best[1]) best = [piece, to];
    }
  }
  const [start, end] = [vertices[from], vertices[from + 1]];
  if (best) return best;
  if (!start || !end) throw new RangeError("a piece needs two points");
  return [chord(start, end), from + 1];
}

/** What stands for some of a line's vertices, from first to last; null if it does not fit. */
type Fit = (vertices: readonly Vertex[]) => Piece | null;

const headingAt = ({ x, y }: Vector2): number => atan2(y, x);

function chord(start: Vertex, end: Vertex): Piece {
  return { kind: "line", x: start.x, y: start.y, heading: atan2(end.y - start.y, end.x - start.x), length: distanceBetween(start, end) };
}

const straight: Fit = (vertices) => {
  const [start, end] = endsOf(vertices);
  const piece = chord(start, end);
  const along = { x: (end.x - start.x) / piece.length, y: (end.y - start.y) / piece.length };
  const near = vertices.every((vertex) => Math.abs(cross(along, { x: vertex.x - start.x, y: vertex.y - start.y })) < NEAR / 10);
  const parallel = Math.abs(cross(along, start.leaving)) < PARALLEL && Math.abs(cross(along, end.arriving)) < PARALLEL;
  return near && parallel ? piece : null;
};

const arc: Fit = (vertices) => {
  const [start, end] = endsOf(vertices);
  const to = { x: end.x - start.x, y: end.y - start.y };
  const [ahead, left] = [dot(start.leaving, to), cross(start.leaving, to)];
  const curvature = (2 * left) / (ahead * ahead + left * left);
  if (Math.abs(curvature) < STRAIGHT) return null;
  const centre = { x: start.x - start.leaving.y / curvature, y: start.y + start.leaving.x / curvature };
  const near = vertices.every(({ x, y }) => Math.abs(hypot(x - centre.x, y - centre.y) - 1 / Math.abs(curvature)) < NEAR / 2);
  const tangent = { x: (centre.y - end.y) * curvature, y: (end.x - centre.x) * curvature };
  if (!near || Math.abs(cross(tangent, end.arriving)) > PARALLEL) return null;
  // The chord turns by half the angle of the arc.
  const turn = 2 * atan2(left, ahead);
  return { kind: "arc", x: start.x, y: start.y, heading: headingAt(start.leaving), length: turn / curvature, curvature };
};

const cubic: Fit = (vertices) => {
  const [start, end] = endsOf(vertices);
  const local = ({ x, y }: Vector2): Vector2 => ({ x: dot(start.leaving, { x, y }), y: cross(start.leaving, { x, y }) });
  const points = vertices.map(({ x, y }) => local({ x: x - start.x, y: y - start.y }));
  const last = points.at(-1) ?? { x: 0, y: 0 };
  const direction = local(end.arriving);
  const handle = points.reduce((sum, point, index) => sum + distanceBetween(points[index - 1] ?? point, point), 0);
  const through = (to: number, from: number, into: number): Cubic => [0, from, 3 * to - 2 * from - into, from + into - 2 * to];
  const [u, v] = [through(last.x, handle, handle * direction.x), through(last.y, 0, handle * direction.y)];
  const curve = Array.from({ length: STEPS + 1 }, (_, step) => ({ x: valueAt(u, step / STEPS), y: valueAt(v, step / STEPS) }));
  if (!points.every((point) => distanceToCurve(point, curve) < NEAR)) return null;
  const length = curve.reduce((sum, point, step) => sum + distanceBetween(curve[step - 1] ?? point, point), 0);
  return { kind: "cubic", x: start.x, y: start.y, heading: headingAt(start.leaving), length, u, v };
};

const valueAt = ([a, b, c, d]: Cubic, p: number): number => a + p * (b + p * (c + p * d));

function distanceToCurve(point: Vector2, curve: readonly Vector2[]): number {
  let least = Infinity;
  for (let step = 1; step < curve.length; step++) {
    const [from, to] = [curve[step - 1], curve[step]];
    if (!from || !to) continue;
    const [along, apart] = [
      { x: to.x - from.x, y: to.y - from.y },
      { x: point.x - from.x, y: point.y - from.y },
    ];
    const share = Math.min(1, Math.max(0, dot(along, apart) / dot(along, along)));
    least = Math.min(least, hypot(apart.x - share * along.x, apart.y - share * along.y));
  }
  return least;
}

function endsOf(vertices: readonly Vertex[]): readonly [Vertex, Vertex] {
  const [start, end] = [vertices[0], vertices.at(-1)];
  if (!start || !end || start === end) throw new RangeError("a piece needs two points");
  return [start, end];
}
