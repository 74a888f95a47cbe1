import type { Relation } from "../document/relations";
import { approachOf, dot, type Footprint } from "../world";
import type { Excess } from "./firstMoment";
import type { Track } from "./track";

/** Relations that become true once another actor is near enough, in place or time. */
export type Condition = Extract<Relation, { when: "near" | "ttc" | "headway" }>;

/**
 * How far a condition between an actor that stands at a place and another one is from being true at a moment.
 * @param standing the footprint of the actor that waits
 */
export function excessOf(condition: Condition, standing: Footprint, other: Track): (seconds: number) => Excess {
  // Corners of a turning body are faster than its middle.
  const fastest = 2 * other.fastest;
  const safe = (way: number) => (fastest > 0 ? Math.max(0, way) / fastest : Infinity);
  return (seconds) => {
    const { footprint, velocity, speed } = other.stateAt(seconds);
    const approach = approachOf(standing, footprint);
    if (!approach) return { value: 0, safe: 0 };
    const { gap, direction } = approach;
    if (condition.when === "near") return { value: gap - condition.distance, safe: safe(gap - condition.distance) };
    const closing = -dot(velocity, direction);
    const value = gap - condition.seconds * (condition.when === "ttc" ? closing : speed);
    // A body that goes away is never too near in time.
    return { value: closing > STILL ? value : Math.max(value, gap), safe: safe(gap - condition.seconds * other.fastest) };
  };
}

/** Speeds below this count as zero. */
const STILL = 1e-6;

/** How often a second the least distance is looked for. */
const LOOKS = 8;

/** The least distance between a standing actor and another one in a time, and when (seconds). */
export function nearestOf(standing: Footprint, other: Track, from: number, to: number): { gap: number; seconds: number } | null {
  let best: { gap: number; seconds: number } | null = null;
  for (let seconds = from; seconds <= to; seconds += 1 / LOOKS) {
    const gap = approachOf(standing, other.stateAt(seconds).footprint)?.gap ?? 0;
    if (!best || gap < best.gap) best = { gap, seconds };
  }
  return best;
}
