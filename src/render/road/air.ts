import { exp, power } from "@/core/exact";
import type { WeatherLayer } from "@/core/scene";

/*
 * The air by Koschmieder's law: of a contrast, exp(−β z) is left after z metres, and the rest is light of the air itself. Visibility
 * is the distance after which 5 % is left (the meteorological optical range of the World Meteorological Organization).
 */

/** β times visibility: −ln 0.05. */
const MEASURE = 2.995732273553991;
/** A clear day, in metres. */
const CLEAR = 10_000;
/** Visibility in metres at full intensity, and how much more than evenly the air thickens towards it. */
const THICKEST: Partial<Record<WeatherLayer["condition"], { readonly metres: number; readonly curve: number }>> = {
  fog: { metres: 40, curve: 40 },
  rainy: { metres: 900, curve: 4 },
  snow: { metres: 350, curve: 8 },
};

/** β of what the weather adds to clear air, per metre. */
export function extinctionOf(weather: readonly Pick<WeatherLayer, "condition" | "intensity">[]): number {
  return weather.reduce((sum, { condition, intensity }) => {
    const thickest = THICKEST[condition];
    return thickest ? sum + ((MEASURE / thickest.metres) * (power(thickest.curve, intensity) - 1)) / (thickest.curve - 1) : sum;
  }, 0);
}

/** β of clear air, per metre. */
export const CLEAR_EXTINCTION = MEASURE / CLEAR;

/** How far one sees in a weather, in metres. */
export function visibilityIn(weather: readonly Pick<WeatherLayer, "condition" | "intensity">[]): number {
  return MEASURE / (CLEAR_EXTINCTION + extinctionOf(weather));
}

/** The share of contrast that is left after so many metres. */
export const contrastLeft = (extinction: number, metres: number): number => exp(-extinction * metres);
