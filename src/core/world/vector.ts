import { hypot } from "../exact";

/*
 * Points and directions in the ground frame of ISO 8855, as in OpenDRIVE and OpenSCENARIO: x ahead, y to the left, z up, right-handed,
 * in metres. Origin and axes are those of the scenario's road plan.
 */

/** A point or direction on the ground, in metres. */
export type Vector2 = { readonly x: number; readonly y: number };

/** A point or direction in space, in metres. */
export type Vector3 = Vector2 & { readonly z: number };

export const add = (a: Vector2, b: Vector2): Vector2 => ({ x: a.x + b.x, y: a.y + b.y });
export const subtract = (a: Vector2, b: Vector2): Vector2 => ({ x: a.x - b.x, y: a.y - b.y });
export const scale = (a: Vector2, factor: number): Vector2 => ({ x: a.x * factor, y: a.y * factor });
export const dot = (a: Vector2, b: Vector2): number => a.x * b.x + a.y * b.y;

/** The z of the cross product: above 0 where `b` points to the left of `a`. */
export const cross = (a: Vector2, b: Vector2): number => a.x * b.y - a.y * b.x;

/** The vector turned by 90° to the left. */
export const leftOf = ({ x, y }: Vector2): Vector2 => ({ x: -y, y: x });

/** Linear interpolation from `a` (share 0) to `b` (share 1). */
export const between = (a: Vector2, b: Vector2, share: number): Vector2 => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });

/** Distance between two points in metres. */
export const distanceBetween = (a: Vector2, b: Vector2): number => hypot(b.x - a.x, b.y - a.y);

/** The unit vector from one point to another; null if they are the same. */
export function directionTo(from: Vector2, to: Vector2): Vector2 | null {
  const length = distanceBetween(from, to);
  return length > 0 ? { x: (to.x - from.x) / length, y: (to.y - from.y) / length } : null;
}
