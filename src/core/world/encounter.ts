import { hypot } from "../exact";
import { cornersOf, halfExtent, type Footprint } from "./footprint";
import { directionOf, placedBy, seenFrom } from "./pose";
import { dot, leftOf, subtract, type Vector2 } from "./vector";

/** A footprint and the velocity of its middle, metres a second. */
export type Mover = { readonly footprint: Footprint; readonly velocity: Vector2 };

/** Two footprints apart: metres between them, and the direction (length 1) from the first's nearest point to the second's. */
export type Approach = { readonly gap: number; readonly direction: Vector2 };

/** How far two footprints are apart, and which way; null where they share ground. */
export function approachOf(first: Footprint, second: Footprint): Approach | null {
  if (contactAfter(first, second, STANDING) === 0) return null;
  let best: { gap: number; direction: Vector2 } | null = null;
  const consider = (from: Vector2, to: Vector2) => {
    const apart = subtract(to, from);
    const gap = hypot(apart.x, apart.y);
    if (gap > 0 && (!best || gap < best.gap)) best = { gap, direction: { x: apart.x / gap, y: apart.y / gap } };
  };
  // The nearest points of two rectangles apart are a corner of the one and a point of the other.
  for (const corner of cornersOf(first)) consider(corner, nearestPoint(second, corner));
  for (const corner of cornersOf(second)) consider(nearestPoint(first, corner), corner);
  return best;
}

/** The point of a footprint that is nearest to a point. */
function nearestPoint(footprint: Footprint, point: Vector2): Vector2 {
  const { x, y } = seenFrom(footprint, point);
  const held = (value: number, extent: number) => Math.max(-extent / 2, Math.min(extent / 2, value));
  return placedBy(footprint, { x: held(x, footprint.length), y: held(y, footprint.width) });
}

const STANDING: Vector2 = { x: 0, y: 0 };

/**
 * Seconds until two footprints first share ground if the second moves by this velocity (metres a second) relative to the first and neither
 * turns: 0 where they do already, null where they never will.
 */
export function contactAfter(first: Footprint, second: Footprint, relativeVelocity: Vector2): number | null {
  const [from, to] = sharedDuring(first, second, relativeVelocity);
  return from <= to && to >= 0 ? Math.max(0, from) : null;
}

/**
 * The seconds, before now or after, during which two footprints share ground if the second moves by this velocity relative to the
 * first; empty where they never do: `from` after `to`. Exact: along each of their four sides' directions they overlap during one
 * interval, and they share ground while they overlap along all of them.
 */
export function sharedDuring(first: Footprint, second: Footprint, relativeVelocity: Vector2): readonly [from: number, to: number] {
  const apart = subtract(second, first);
  let [from, to] = [-Infinity, Infinity];
  for (const { heading } of [first, second]) {
    const ahead = directionOf(heading);
    for (const axis of [ahead, leftOf(ahead)]) {
      const distance = dot(apart, axis);
      const speed = dot(relativeVelocity, axis);
      const reach = halfExtent(first, axis) + halfExtent(second, axis);
      // Speeds are known to some billionths of a metre a second: two that drive alike are not about to meet.
      if (Math.abs(speed) < STILL) {
        if (Math.abs(distance) > reach) return [Infinity, -Infinity];
        continue;
      }
      const [one, other] = [(-reach - distance) / speed, (reach - distance) / speed];
      from = Math.max(from, Math.min(one, other));
      to = Math.min(to, Math.max(one, other));
    }
  }
  return [from, to];
}

/** Speeds below this are none (metres a second). */
const STILL = 1e-6;
