import { cornersOf, covers, type Footprint } from "../footprint";
import type { Vector2 } from "../vector";
import { isInside } from "../roads/height";
import type { Outline, RoadLayout, SurfaceKind } from "../roads/layout";

type Bounds = { readonly from: Vector2; readonly to: Vector2 };
type Area = Bounds & {
  readonly kind: SurfaceKind | "crossing";
  readonly outline: Outline;
  readonly height: number;
  /** The outline's corners once more, x and y in turn, with the first one at the end again: for quick tests. */
  readonly corners: Float64Array;
};

/** What the ground is at places, and whether footprints touch parts of it. */
class Ground {
  private readonly surfaces: readonly Area[];
  private readonly crossings: readonly Area[];

  constructor({ surfaces, crossings }: RoadLayout) {
    this.surfaces = surfaces.map(areaOf).reverse();
    this.crossings = crossings.map(({ outline }) => areaOf({ kind: "crossing", outline, height: 0 }));
  }

  /** The uppermost surface at a point; null beside the road. */
  at(point: Vector2): Area | null {
    return this.surfaces.find((area) => isWithin(area, point)) ?? null;
  }

  /** Whether a footprint touches the ground of some kinds, where nothing covers it. */
  touches(footprint: Footprint, kinds: readonly Area["kind"][]): boolean {
    const corners = cornersOf(footprint);
    const bounds = boundsOf(corners);
    return [...this.surfaces, ...this.crossings].some(
      (area) => kinds.includes(area.kind) && meets(area, bounds) && outlinesMeet(area.outline, corners, footprint),
    );
  }
}

export function boundsOf(points: readonly Vector2[]): Bounds {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) [left, right, low, high] = [Math.min(left, x), Math.max(right, x), Math.min(low, y), Math.max(high, y)];
  return { from: { x: left, y: low }, to: { x: right, y: high } };
}

const meets = (one: Bounds, other: Bounds): boolean =>
  one.from.x <= other.to.x && other.from.x <= one.to.x && one.from.y <= other.to.y && other.from.y <= one.to.y;

function areaOf(area: Pick<Area, "kind" | "outline" | "height">): Area {
  const { kind, outline, height } = area;
  const closed = [...outline, ...outline.slice(0, 1)];
  return { kind, outline, height, ...boundsOf(outline), corners: Float64Array.from(closed.flatMap(({ x, y }) => [x, y])) };
}

/** Whether a ray from the point to the right crosses the outline an odd number of times. */
function isWithin({ from, to, corners }: Area, { x, y }: Vector2): boolean {
  if (x < from.x || x > to.x || y < from.y || y > to.y) return false;
  let inside = false;
  for (let at = 2; at < corners.length; at += 2) {
    const [y0, y1] = [corners[at - 1] ?? 0, corners[at + 1] ?? 0];
    if (y0 > y === y1 > y) continue;
    const [x0, x1] = [corners[at - 2] ?? 0, corners[at] ?? 0];
    if (x < x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)) inside = !inside;
  }
  return inside;
}

/** Whether a polygon and a footprint have a point in common. */
export function outlinesMeet(outline: Outline, corners: Outline, footprint: Footprint): boolean {
  const crosses = outline.some((from, index) => {
    const to = outline[(index + 1) % outline.length] ?? from;
    return corners.some((start, corner) => segmentsCross(from, to, start, corners[(corner + 1) % corners.length] ?? start));
  });
  if (crosses) return true;
  // If their edges do not cross, one may contain the other, and so any point of it.
  const [corner] = corners;
  const [point] = outline;
  return (corner !== undefined && isInside(outline, corner)) || (point !== undefined && covers(footprint, point));
}

function segmentsCross(a: Vector2, b: Vector2, c: Vector2, d: Vector2): boolean {
  const side = (from: Vector2, to: Vector2, point: Vector2) => (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
  return side(a, b, c) > 0 !== side(a, b, d) > 0 && side(c, d, a) > 0 !== side(c, d, b) > 0;
}

export type { Ground };

// A layout is computed once for each plan.
const grounds = new WeakMap<RoadLayout, Ground>();

/** The ground of a layout, made once. */
export function groundOf(layout: RoadLayout): Ground {
  const ground = grounds.get(layout) ?? new Ground(layout);
  grounds.set(layout, ground);
  return ground;
}
