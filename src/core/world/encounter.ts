import { hypot } from "../exact";
import { cornersOf, halfExtent, type Footprint } from "./footprint";
import { directionOf, placedBy, seenFrom } from "./pose";
import { dot, leftOf, subtract, type Vector2 } from "./vector";

/** A footprint and the velocity of its centre, in metres per second. */
export type Mover = { readonly footprint: Footprint; readonly velocity: Vector2 };

/** The gap between two footprints in metres, and the unit vector from the first's nearest point to the second's. */
export type Approach = { readonly gap: number; readonly direction: Vector2 };

/** The distance and direction from one footprint to another; null if they overlap. */
export function approachOf(first: Footprint, second: Footprint): Approach | null {
  if (contactAfter(first, second, STANDING) === 0) return null;
  let best: { gap: number; direction: Vector2 } | null = null;
  const consider = (from: Vector2, to: Vector2) => {
    const apart = subtract(to, from);
    const gap = hypot(apart.x, apart.y);
    if (gap > 0 && (!best || gap < best.gap)) best = { gap, direction: { x: apart.x / gap, y: apart.y / gap } };
  };
  // If two rectangles do not overlap, one of the two nearest points is a corner.
  for (const corner of cornersOf(first)) consider(corner, nearestPoint(second, corner));
  for (const corner of cornersOf(second)) consider(nearestPoint(first, corner), corner);
  return best;
}

/** The point of a footprint nearest to a given point. */
function nearestPoint(footprint: Footprint, point: Vector2): Vector2 {
  const { x, y } = seenFrom(footprint, point);
  const held = (value: number, extent: number) => Math.max(-extent / 2, Math.min(extent / 2, value));
  return placedBy(footprint, { x: held(x, footprint.length), y: held(y, footprint.width) });
}

const STANDING: Vector2 = { x: 0, y: 0 };

/**
 * Seconds until two footprints first overlap if the second moves at this velocity (metres per second) relative to the first and neither
 * turns: 0 if they overlap already, null if they never will.
 */
export function contactAfter(first: Footprint, second: Footprint, relativeVelocity: Vector2): number | null {
  const [from, to] = sharedDuring(first, second, relativeVelocity);
  return from <= to && to >= 0 ? Math.max(0, from) : null;
}

/**
 * The interval, in seconds from now (negative: in the past), during which two footprints overlap if the second moves at this velocity
 * relative to the first; if they never do, the interval is empty (`from` after `to`). Exact: the projections on each of the four side
 * directions overlap during one interval, and the footprints overlap while all four projections do.
 */
export function sharedDuring(first: Footprint, second: Footprint, relativeVelocity: Vector2): readonly [from: number, to: number] {
  const apart = subtract(second, first);
  let [from, to] = [-Infinity, Infinity];
  const directions = [directionOf(first.heading), directionOf(second.heading)] as const;
  for (const ahead of directions)
    for (const axis of [ahead, leftOf(ahead)]) {
      const distance = dot(apart, axis);
      const speed = dot(relativeVelocity, axis);
      const reach = halfExtent(first, directions[0], axis) + halfExtent(second, directions[1], axis);
      // Speeds carry rounding errors of about 1e-9 m/s, which must not make two bodies of equal speed meet at some distant time.
      if (Math.abs(speed) < STILL) {
        if (Math.abs(distance) > reach) return [Infinity, -Infinity];
        continue;
      }
      const [one, other] = [(-reach - distance) / speed, (reach - distance) / speed];
      from = Math.max(from, Math.min(one, other));
      to = Math.min(to, Math.max(one, other));
    }
  return [from, to];
}

/** Speeds below this count as zero (metres per second). */
const STILL = 1e-6;
