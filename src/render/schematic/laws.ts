import type { Rgb } from "@/core/document";
import type { WeatherLayer } from "@/core/scene";

/** Nearest integer, halves to even, as OpenCV's `cvRound`. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const toByte = (value: number): number => Math.min(255, Math.max(0, roundHalfToEven(value)));

/** OpenCV's `convertScaleAbs` of one component with beta 0; it computes in single precision. */
function convertScaleAbs(component: number, alpha: number): number {
  return toByte(Math.abs(Math.fround(component * Math.fround(alpha))));
}

/** OpenCV's `addWeighted` of one component with a colour's, white if none is given; it computes in single precision, fused. */
function blend(component: number, share: number, towards = 255): number {
  return toByte(Math.fround(component * Math.fround(1 - share) + Math.fround(towards * Math.fround(share))));
}

/** The warm light of a low sun: where fog turns white, this turns golden. */
const LOW_SUN: Rgb = [255, 214, 140];
/** What dusk removes of red, green and blue: most of green, where night removes the same of all. */
const DUSK_TAKES: Rgb = [0.4, 0.58, 0.45];

/**
 * The photometric law of one weather for one component of a channel (0 red, 1 green, 2 blue), 0..255: the specification's, and the same
 * two kinds of law for the conditions it does not have.
 */
function lawOf({ condition, intensity }: WeatherLayer, channel: 0 | 1 | 2): (component: number) => number {
  switch (condition) {
    case "cloudy":
      return (component) => convertScaleAbs(component, 1 - intensity * 0.3);
    case "night":
      return (component) => convertScaleAbs(component, 1 - intensity * 0.7);
    case "fog":
      return (component) => blend(component, intensity * 0.6);
    case "dusk":
      return (component) => convertScaleAbs(component, 1 - intensity * DUSK_TAKES[channel]);
    case "low_sun":
      return (component) => blend(component, intensity * 0.4, LOW_SUN[channel]);
    case "snow":
      return (component) => blend(component, intensity * 0.3);
    case "sunny":
    case "rainy":
      return (component) => component;
  }
}

/** The result for each component value 0..255: one table for red, one for green, one for blue. */
type ColorTables = readonly [Uint8Array, Uint8Array, Uint8Array];

/** The tables of the layers, one after the other. */
export function colorTables(weather: readonly WeatherLayer[]): ColorTables {
  const tableOf = (channel: 0 | 1 | 2) => {
    const laws = weather.map((layer) => lawOf(layer, channel));
    return Uint8Array.from({ length: 256 }, (_, component) => laws.reduce((value, law) => law(value), component));
  };
  return [tableOf(0), tableOf(1), tableOf(2)];
}

/** A colour as the weather leaves it. */
export function underWeather(color: Rgb, tables: ColorTables): Rgb {
  const at = (channel: 0 | 1 | 2) => tables[channel][color[channel]] ?? color[channel];
  return [at(0), at(1), at(2)];
}

/** How many drops or flakes the weather has: 1000 at intensity 1, the specification's number of drops. */
export function particleCount(weather: readonly WeatherLayer[], kind: "rainy" | "snow"): number {
  const amount = weather.reduce((sum, { condition, intensity }) => (condition === kind ? sum + intensity : sum), 0);
  return Math.round(1000 * amount);
}
