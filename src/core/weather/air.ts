import { exp, power } from "../exact";
import type { WeatherLayer } from "../scene/frameStateTypes";

/*
 * The air according to Koschmieder's law: after z metres, the share exp(−β z) of a contrast remains, and the rest is the air's own light.
 * Visibility is the distance after which 5 % remains (the meteorological optical range of the World Meteorological Organization).
 */

/** β times visibility: −ln 0.05. */
const MEASURE = 2.995732273553991;
/** A clear day, in metres. */
const CLEAR = 10_000;
/** Visibility in metres at full intensity, and the exponent with which the air thickens towards it. */
const THICKEST: Partial<Record<WeatherLayer["condition"], { readonly metres: number; readonly curve: number }>> = {
  fog: { metres: 40, curve: 40 },
  rainy: { metres: 900, curve: 4 },
  snow: { metres: 350, curve: 8 },
};

/** β that the weather adds to that of clear air, per metre. */
export function extinctionOf(weather: readonly Pick<WeatherLayer, "condition" | "intensity">[]): number {
  return weather.reduce((sum, { condition, intensity }) => {
    const thickest = THICKEST[condition];
    return thickest ? sum + ((MEASURE / thickest.metres) * (power(thickest.curve, intensity) - 1)) / (thickest.curve - 1) : sum;
  }, 0);
}

/** β of clear air, per metre. */
export const CLEAR_EXTINCTION = MEASURE / CLEAR;

/** β of the air in a weather, per metre. */
export const extinctionIn = (weather: readonly Pick<WeatherLayer, "condition" | "intensity">[]): number =>
  CLEAR_EXTINCTION + extinctionOf(weather);

/** Visibility in a weather, in metres. */
export const visibilityIn = (weather: readonly Pick<WeatherLayer, "condition" | "intensity">[]): number => MEASURE / extinctionIn(weather);

/** The share of contrast that remains after a distance in metres. */
export const contrastLeft = (extinction: number, metres: number): number => exp(-extinction * metres);
