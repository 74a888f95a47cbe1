import type { Actor } from "../document/schema";
import { PURPOSE, hashBetween, hashUnit } from "../random";

/** Below this factor of random occlusion an actor is not drawn at all (specification). */
export const FLICKER_DRAWN_ABOVE = 0.1;

/** An actor counts as visible above this share (specification). */
const VISIBLE_ABOVE = 0.5;

/** The specification's rule for `visible`. */
export function isVisible(visibility: number): boolean {
  return visibility > VISIBLE_ABOVE;
}

/** The factor of the specification's random occlusion for an actor at a frame; 1 where there is none. */
export function flickerAt({ flicker, trackId }: Pick<Actor, "flicker" | "trackId">, frame: number, seed: number): number {
  if (flicker.probability === 0) return 1;
  if (hashUnit(seed, trackId, frame, PURPOSE.flickerChance) >= flicker.probability) return 1;
  return hashBetween(flicker.min, flicker.max, seed, trackId, frame, PURPOSE.flickerAmount);
}
