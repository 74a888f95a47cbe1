import type { Vector2 } from "./vector";

/** The convex outline of points, counter-clockwise where y points left of x (A. Andrew's monotone chain, 1979). */
export function hullOf(points: readonly Vector2[]): Vector2[] {
  const sorted = [...points].sort((one, other) => one.x - other.x || one.y - other.y);
  const hull = [...halfOf(sorted), ...halfOf(sorted.toReversed())];
  return hull.length > 0 ? hull : sorted.slice(0, 1);
}

/** The lower side of a hull, from the first of sorted points to before the last. */
function halfOf(sorted: readonly Vector2[]): Vector2[] {
  const kept: Vector2[] = [];
  for (const point of sorted) {
    for (let last = kept.at(-1), before = kept.at(-2); last && before && turn(before, last, point) <= 0; before = kept.at(-2)) {
      kept.pop();
      last = before;
    }
    kept.push(point);
  }
  kept.pop();
  return kept;
}

const turn = (a: Vector2, b: Vector2, c: Vector2): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** Directions in which the outermost points are on every hull, in the order of their angles. */
const DIRECTIONS = [
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;
/** How far within the outermost points, as an area, a point certainly is not on the hull. */
const WITHIN = 1e-9;

/**
 * The hull of many points, most of which are far from it: those within the outermost ones are left out first (S. Akl and G. Toussaint,
 * 1978). @param coordinates x and y of each
 */
export function hullOfMany(coordinates: Float64Array): Vector2[] {
  const edges = edgesOf(DIRECTIONS.map(([dx, dy]) => outermost(coordinates, dx, dy)));
  const points: Vector2[] = [];
  for (let at = 0; at + 1 < coordinates.length; at += 2) {
    const [x = 0, y = 0] = [coordinates[at], coordinates[at + 1]];
    let inside = edges.length > 0;
    for (let edge = 0; inside && edge < edges.length; edge += 4)
      inside = (edges[edge + 2] ?? 0) * (y - (edges[edge + 1] ?? 0)) - (edges[edge + 3] ?? 0) * (x - (edges[edge] ?? 0)) > WITHIN;
    if (!inside) points.push({ x, y });
  }
  return hullOf(points);
}

function outermost(coordinates: Float64Array, dx: number, dy: number): Vector2 {
  let [found, most] = [0, -Infinity];
  for (let at = 0; at + 1 < coordinates.length; at += 2) {
    const reach = (coordinates[at] ?? 0) * dx + (coordinates[at + 1] ?? 0) * dy;
    if (reach > most) [found, most] = [at, reach];
  }
  return { x: coordinates[found] ?? 0, y: coordinates[found + 1] ?? 0 };
}

/** The edges of an outline: x and y of where each begins, and of where it leads from there. */
function edgesOf(corners: readonly Vector2[]): Float64Array {
  const edges: number[] = [];
  corners.forEach((from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    if (to.x !== from.x || to.y !== from.y) edges.push(from.x, from.y, to.x - from.x, to.y - from.y);
  });
  return Float64Array.from(edges);
}
