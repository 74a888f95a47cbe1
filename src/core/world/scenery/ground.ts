import { cornersOf, covers, type Footprint } from "../footprint";
import type { Vector2 } from "../vector";
import { isInside } from "../roads/height";
import type { Outline, RoadLayout, SurfaceKind } from "../roads/layout";

type Bounds = { readonly from: Vector2; readonly to: Vector2 };
type Area = Bounds & { readonly kind: SurfaceKind | "crossing"; readonly outline: Outline; readonly height: number };

/** What the ground is at places, and whether footprints touch parts of it. */
export class Ground {
  private readonly surfaces: readonly Area[];
  private readonly crossings: readonly Area[];

  constructor({ surfaces, crossings }: RoadLayout) {
    this.surfaces = surfaces.map((surface) => ({ ...surface, ...boundsOf(surface.outline) })).reverse();
    this.crossings = crossings.map(({ outline }) => ({ kind: "crossing", outline, height: 0, ...boundsOf(outline) }));
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

function isWithin({ from, to, outline }: Pick<Area, "from" | "to" | "outline">, { x, y }: Vector2): boolean {
  return x >= from.x && x <= to.x && y >= from.y && y <= to.y && isInside(outline, { x, y });
}

/** Whether a polygon and a footprint have a point in common. */
export function outlinesMeet(outline: Outline, corners: Outline, footprint: Footprint): boolean {
  if (corners.some((corner) => isInside(outline, corner)) || outline.some((point) => covers(footprint, point))) return true;
  return outline.some((from, index) => {
    const to = outline[(index + 1) % outline.length] ?? from;
    return corners.some((start, corner) => segmentsCross(from, to, start, corners[(corner + 1) % corners.length] ?? start));
  });
}

function segmentsCross(a: Vector2, b: Vector2, c: Vector2, d: Vector2): boolean {
  const side = (from: Vector2, to: Vector2, point: Vector2) => (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
  return side(a, b, c) > 0 !== side(a, b, d) > 0 && side(c, d, a) > 0 !== side(c, d, b) > 0;
}
