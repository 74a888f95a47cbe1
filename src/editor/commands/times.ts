import type { Actor, Waypoint } from "@/core/document";
import type { World } from "@/core/scene";
import { without } from "./edit";

/** A change of a waypoint's time or hold; undefined restores the time that follows from constant speed, or no hold. */
export type Timing = { at?: number | undefined; hold?: number | undefined };

export function withTiming(waypoint: Waypoint, timing: Timing): Waypoint {
  const { at, hold } = { ...waypoint, ...timing };
  return {
    ...without(waypoint, "at", "hold"),
    ...(at === undefined ? {} : { at: Math.max(0, Math.round(at)) }),
    ...(hold === undefined || Math.round(hold) <= 0 ? {} : { hold: Math.round(hold) }),
  };
}

/**
 * Waypoints whose set times increase, as the schema requires: a time that is not after the previous departure is left out, and so
 * derived. The same array if nothing has to change.
 */
export function risingTimes(waypoints: readonly Waypoint[]): readonly Waypoint[] {
  let earliest = -1;
  let changed = false;
  const next = waypoints.map((waypoint, index) => {
    const { at, hold = 0 } = waypoint;
    const wrong = at !== undefined && (at <= earliest || (index === 0 && at !== 0));
    if (at === undefined || wrong) earliest = Math.max(earliest, 0) + hold;
    else earliest = at + hold;
    if (!wrong) return waypoint;
    changed = true;
    return without(waypoint, "at");
  });
  return changed ? next : waypoints;
}

/**
 * Waypoints whose set times increase, each delayed as little as necessary: arrivals rounded to whole frames may coincide with the
 * previous departure.
 */
export function spacedTimes(waypoints: readonly Waypoint[]): readonly Waypoint[] {
  let departure = 0;
  return waypoints.map((waypoint, index) => {
    const spaced = index > 0 && waypoint.at !== undefined && waypoint.at <= departure ? { ...waypoint, at: departure + 1 } : waypoint;
    departure = (spaced.at ?? departure) + (spaced.hold ?? 0);
    return spaced;
  });
}

/** The earliest and latest frame (after the motion's start) at which a waypoint may be reached, given its neighbours. */
export function timeRoom(waypoints: readonly Waypoint[], index: number): { low: number; high: number } {
  if (index === 0) return { low: 0, high: 0 };
  let low = 0;
  for (const { at, hold = 0 } of waypoints.slice(0, index)) low = (at ?? low) + hold;
  let holds = waypoints[index]?.hold ?? 0;
  for (const { at, hold = 0 } of waypoints.slice(index + 1)) {
    if (at !== undefined) return { low: low + 1, high: at - holds - 1 };
    holds += hold;
  }
  return { low: low + 1, high: Infinity };
}

/** When each waypoint is reached, in whole frames after the motion's start (`motionSpan`). */
export const wholeArrivals = (world: World, actor: Actor): number[] => world.arrivalTimes(actor).map(Math.round);
