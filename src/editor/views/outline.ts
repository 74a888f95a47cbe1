import type { Point } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";

/** A body as shown by a view, on the view's sheet. */
export type BodyOutline = {
  /** The smallest upright box around it. */
  readonly box: Box;
  /** Its outline: the corners in order. Omitted if it is the box. */
  readonly corners?: readonly Point[];
  /** Lines that show its shape. Omitted if the corners do. */
  readonly edges?: readonly (readonly [Point, Point])[];
  /** Its footprint on the ground: corners in order, front left first. Omitted if the view does not show all of it. */
  readonly footprint?: readonly Point[];
  /** Of two overlapping bodies, the one with the higher rank is in front. */
  readonly rank: number;
};

/** The smallest upright box around points; there must be one. */
export function boxAround(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a position is inside an outline or at most a margin away from it. */
export function coversPlace({ box, corners }: BodyOutline, place: Point, margin: number): boolean {
  const near =
    place.x >= box.x - margin && place.x < box.x + box.width + margin && place.y >= box.y - margin && place.y < box.y + box.height + margin;
  if (!near || !corners) return near;
  let inside = false;
  let nearest = Infinity;
  corners.forEach((to, index) => {
    const from = corners.at(index - 1) ?? to;
    if (from.y > place.y !== to.y > place.y && place.x < from.x + ((to.x - from.x) * (place.y - from.y)) / (to.y - from.y))
      inside = !inside;
    nearest = Math.min(nearest, distanceToPiece(place, from, to));
  });
  return inside || nearest <= margin;
}

/** Whether an outline and an upright box overlap. */
export function meetsBox(outline: BodyOutline, { x, y, width, height }: Box): boolean {
  const { box, corners } = outline;
  const meets = box.x < x + width && x < box.x + box.width && box.y < y + height && y < box.y + box.height;
  if (!meets || !corners) return meets;
  // Convex outlines are disjoint if one of their sides separates them; the box's sides have been tested above.
  const others = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  return corners.every((to, index) => {
    const from = corners.at(index - 1) ?? to;
    const normal = { x: from.y - to.y, y: to.x - from.x };
    const reachOf = (points: readonly Point[]) => points.map((point) => point.x * normal.x + point.y * normal.y);
    const [own, its] = [reachOf(corners), reachOf(others)];
    return Math.min(...own) <= Math.max(...its) && Math.min(...its) <= Math.max(...own);
  });
}

/** Distance from a point to the segment between two others. */
function distanceToPiece(point: Point, from: Point, to: Point): number {
  const share = shareAlong(from, to, point);
  return Math.hypot(point.x - from.x - (to.x - from.x) * share, point.y - from.y - (to.y - from.y) * share);
}

/** The position, as a share 0..1, on the segment between two points that is nearest to a third. */
export function shareAlong(from: Point, to: Point, point: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  return square === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / square));
}
