import type { Rgb } from "@/core/document";
import type { WeatherLayer } from "@/core/scene";

/** Nearest whole number, halves to the even one, as OpenCV's `cvRound`. */
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

/** OpenCV's `addWeighted` of one component with white; it computes in single precision, fused. */
function blendWithWhite(component: number, share: number): number {
  return toByte(Math.fround(component * Math.fround(1 - share) + Math.fround(255 * Math.fround(share))));
}

/**
 * The photometric law of one weather on one component, 0..255: the specification's, and the same two kinds of law for
 * the conditions it does not know.
 */
function lawOf({ condition, intensity }: WeatherLayer): (component: number) => number {
  switch (condition) {
    case "cloudy":
      return (component) => convertScaleAbs(component, 1 - intensity * 0.3);
    case "night":
      return (component) => convertScaleAbs(component, 1 - intensity * 0.7);
    case "fog":
      return (component) => blendWithWhite(component, intensity * 0.6);
    case "dusk":
      return (component) => convertScaleAbs(component, 1 - intensity * 0.45);
    case "low_sun":
      return (component) => blendWithWhite(component, intensity * 0.4);
    case "snow":
      return (component) => blendWithWhite(component, intensity * 0.3);
    case "sunny":
    case "rainy":
      return (component) => component;
  }
}

/** What becomes of each component value 0..255 under the layers, one after the other. */
export function componentTable(weather: readonly WeatherLayer[]): Uint8Array {
  const laws = weather.map(lawOf);
  return Uint8Array.from({ length: 256 }, (_, component) => laws.reduce((value, law) => law(value), component));
}

/** A colour as the weather leaves it. */
export function underWeather(color: Rgb, table: Uint8Array): Rgb {
  const at = (component: number) => table[component] ?? component;
  return [at(color[0]), at(color[1]), at(color[2])];
}

/** How many drops or flakes the weather holds: 1000 at intensity 1, the specification's number of drops. */
export function particleCount(weather: readonly WeatherLayer[], kind: "rainy" | "snow"): number {
  const amount = weather.reduce((sum, { condition, intensity }) => (condition === kind ? sum + intensity : sum), 0);
  return Math.round(1000 * amount);
}
