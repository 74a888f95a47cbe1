import type { Vector2 } from "./vector";

/** The convex outline of points, counter-clockwise where y points left of x (A. Andrew's monotone chain, 1979). */
export function hullOf(points: readonly Vector2[]): Vector2[] {
  const sorted = [...points].sort((one, other) => one.x - other.x || one.y - other.y);
  const half = (from: readonly Vector2[]): Vector2[] => {
    const kept: Vector2[] = [];
    for (const point of from) {
      for (;;) {
        const [before, last] = kept.slice(-2);
        if (!before || !last || turn(before, last, point) > 0) break;
        kept.pop();
      }
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  const hull = [...half(sorted), ...half(sorted.toReversed())];
  return hull.length > 0 ? hull : sorted.slice(0, 1);
}

const turn = (a: Vector2, b: Vector2, c: Vector2): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
