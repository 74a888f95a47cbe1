import { directionOf, placedBy, seenFrom, type GroundPose } from "./pose";
import { dot, leftOf, subtract, type Vector2 } from "./vector";

/** The ground that a body covers: a rectangle around its centre, in metres. */
export type Footprint = GroundPose & { readonly length: number; readonly width: number };

/** The corners: front left, then counter-clockwise. */
export function cornersOf(footprint: Footprint): [Vector2, Vector2, Vector2, Vector2] {
  const [along, across] = [footprint.length / 2, footprint.width / 2];
  const corner = (x: number, y: number) => placedBy(footprint, { x, y });
  return [corner(along, across), corner(-along, across), corner(-along, -across), corner(along, -across)];
}

/** Whether a point lies on a footprint, its edge included. */
export function covers(footprint: Footprint, point: Vector2): boolean {
  const { x, y } = seenFrom(footprint, point);
  return Math.abs(x) <= footprint.length / 2 && Math.abs(y) <= footprint.width / 2;
}

/** Whether two footprints overlap: not if the direction of one of their sides separates them. */
export function overlap(a: Footprint, b: Footprint): boolean {
  const apart = subtract(b, a);
  const [aheadOfA, aheadOfB] = [directionOf(a.heading), directionOf(b.heading)];
  return [aheadOfA, leftOf(aheadOfA), aheadOfB, leftOf(aheadOfB)].every(
    (axis) => Math.abs(dot(apart, axis)) <= halfExtent(a, aheadOfA, axis) + halfExtent(b, aheadOfB, axis),
  );
}

/** Half of a footprint's extent along a direction (metres). @param ahead the direction in which it faces */
export function halfExtent({ length, width }: Pick<Footprint, "length" | "width">, ahead: Vector2, axis: Vector2): number {
  return (Math.abs(dot(ahead, axis)) * length + Math.abs(dot(leftOf(ahead), axis)) * width) / 2;
}
