import { directionOf, type GroundPose } from "../pose";
import type { Vector2 } from "../vector";
import type { Outline, RoadLayout, Surface, SurfaceKind } from "./layout";

type Placed = Surface & { readonly from: Vector2; readonly to: Vector2 };

// A layout is computed once for each plan, so its surfaces can be cached per object.
const known = new WeakMap<RoadLayout, readonly Placed[]>();

/** Height of the ground at a point (metres): the kerb's on pavements and islands, 0 on the carriageway and beside the road. */
export function groundHeightAt(layout: RoadLayout, point: Vector2): number {
  return surfacesFromTop(layout).find((surface) => isWithin(surface, point))?.height ?? 0;
}

/** What the ground is made of at a point; null beside the road. */
export function groundKindAt(layout: RoadLayout, point: Vector2): SurfaceKind | null {
  return surfacesFromTop(layout).find((surface) => isWithin(surface, point))?.kind ?? null;
}

/** Every height that the ground has somewhere (metres), from the highest to 0. */
export function groundHeights(layout: RoadLayout): readonly number[] {
  return [...new Set([0, ...layout.surfaces.map(({ height }) => height)])].sort((a, b) => b - a);
}

/** Number of points along a body at which the ground's height is taken, so that it rises gradually when it crosses a kerb. */
const SUPPORTS = [-0.5, -0.25, 0, 0.25, 0.5];

/** Height at which a body stands (metres): the mean height of the ground along its length. */
export function standingHeight(layout: RoadLayout, { x, y, heading }: GroundPose, length: number): number {
  const ahead = directionOf(heading);
  let sum = 0;
  for (const share of SUPPORTS) sum += groundHeightAt(layout, { x: x + ahead.x * length * share, y: y + ahead.y * length * share });
  return sum / SUPPORTS.length;
}

function surfacesFromTop(layout: RoadLayout): readonly Placed[] {
  const before = known.get(layout);
  if (before) return before;
  const surfaces = layout.surfaces
    .map((surface) => {
      const [xs, ys] = [surface.outline.map(({ x }) => x), surface.outline.map(({ y }) => y)];
      return { ...surface, from: { x: Math.min(...xs), y: Math.min(...ys) }, to: { x: Math.max(...xs), y: Math.max(...ys) } };
    })
    .reverse();
  known.set(layout, surfaces);
  return surfaces;
}

function isWithin({ from, to, outline }: Placed, point: Vector2): boolean {
  return point.x >= from.x && point.x <= to.x && point.y >= from.y && point.y <= to.y && isInside(outline, point);
}

/** Point in polygon: whether a ray from the point to the right crosses the outline an odd number of times. */
export function isInside(outline: Outline, { x, y }: Vector2): boolean {
  let inside = false;
  outline.forEach((from, index) => {
    const to = outline[(index + 1) % outline.length] ?? from;
    if (from.y > y !== to.y > y && x < from.x + ((to.x - from.x) * (y - from.y)) / (to.y - from.y)) inside = !inside;
  });
  return inside;
}
