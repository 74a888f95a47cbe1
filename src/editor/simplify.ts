import type { Point } from "@/core/document";

/**
 * The smallest subset of the points that keeps the line within `tolerance` of the original (Ramer 1972; Douglas and Peucker 1973). The
 * first and the last are always kept.
 */
export function simplified(points: readonly Point[], tolerance: number): Point[] {
  const kept = new Uint8Array(points.length);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range; range = open.pop()) {
    const [first, last] = range;
    kept[first] = 1;
    kept[last] = 1;
    let farthest = -1;
    let distance = tolerance;
    for (let index = first + 1; index < last; index++) {
      const off = distanceToLine(points[index], points[first], points[last]);
      if (off <= distance) continue;
      distance = off;
      farthest = index;
    }
    if (farthest > 0) open.push([first, farthest], [farthest, last]);
  }
  return points.filter((_, index) => kept[index] === 1);
}

function distanceToLine(point?: Point, from?: Point, to?: Point): number {
  if (!point || !from || !to) return 0;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / square));
  return Math.hypot(point.x - from.x - dx * along, point.y - from.y - dy * along);
}
