import type { RoadUserKind } from "../world";

/** What a body can do at most: metres per second, and metres per second squared. */
export type BodyLimits = { readonly speed: number; readonly acceleration: number; readonly braking: number };

const KMH = 1 / 3.6;
/** What tyres of a car hold on dry asphalt, a little over 1 g with the best of brakes. */
const BEST_TYRES = 10;

/**
 * What each kind can do at most, generously: a fit adult sprints at 32 km/h; a loaded lorry has half a car's brakes in reserve. Typical
 * values without a particular source; they only decide what is warned of.
 */
export const BODY_LIMITS: Readonly<Record<RoadUserKind, BodyLimits>> = {
  adult: { speed: 32 * KMH, acceleration: 5, braking: 6 },
  child: { speed: 25 * KMH, acceleration: 5, braking: 6 },
  white_cane: { speed: 12 * KMH, acceleration: 3, braking: 4 },
  wheelchair: { speed: 25 * KMH, acceleration: 3, braking: 4 },
  pram: { speed: 15 * KMH, acceleration: 3, braking: 4 },
  dog: { speed: 55 * KMH, acceleration: 8, braking: 9 },
  cyclist: { speed: 70 * KMH, acceleration: 3, braking: 7 },
  e_scooter: { speed: 60 * KMH, acceleration: 4, braking: 6 },
  motorcyclist: { speed: 300 * KMH, acceleration: BEST_TYRES, braking: BEST_TYRES },
  car: { speed: 320 * KMH, acceleration: BEST_TYRES, braking: BEST_TYRES },
  van: { speed: 200 * KMH, acceleration: 5, braking: BEST_TYRES },
  truck: { speed: 130 * KMH, acceleration: 3, braking: 8 },
  bus: { speed: 130 * KMH, acceleration: 3, braking: 8 },
};
