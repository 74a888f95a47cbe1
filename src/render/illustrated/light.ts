import type { Rgb } from "@/core/document";
import type { FrameState, WeatherLayer } from "@/core/scene";
import { lampLightAt, type Place } from "./places/place";

/** What weather does to a colour: component × `multiply` + `add`. */
export type Light = { multiply: Rgb; add: Rgb };

const DAYLIGHT: Light = { multiply: [1, 1, 1], add: [0, 0, 0] };
const CLOUDY: Light = { multiply: [0.78, 0.8, 0.84], add: [6, 7, 10] };
const RAINY: Light = { multiply: [0.62, 0.66, 0.72], add: [14, 17, 22] };
/** Away from any lamp. */
export const NIGHT_AMBIENT: Rgb = [0.2, 0.24, 0.36];
/** How much of the day a street lamp gives back right under it. */
export const LAMP_LIGHT: Rgb = [0.5, 0.42, 0.26];
export const FOG_COLOR: Rgb = [204, 208, 212];

/** Share of the light that full fog swallows at a row of the picture: most at the horizon and above it. */
export function fogDensity(place: Place, row: number): number {
  const depth = Math.max(0, row - place.horizon) / (720 - place.horizon);
  return 0.9 - 0.42 * Math.sqrt(depth);
}

/** The light of a weather at intensity 1, on something that stands at (x, y) of the place (units of 1280 × 720). */
function fullLight(condition: WeatherLayer["condition"], place: Place, x: number, y: number): Light {
  switch (condition) {
    case "sunny":
      return DAYLIGHT;
    case "cloudy":
      return CLOUDY;
    case "rainy":
      return RAINY;
    case "night": {
      const lamp = lampLightAt(place, x, y);
      const at = (index: 0 | 1 | 2) => NIGHT_AMBIENT[index] + LAMP_LIGHT[index] * lamp;
      return { multiply: [at(0), at(1), at(2)], add: [0, 0, 0] };
    }
    case "fog": {
      const density = fogDensity(place, y);
      const rest = 1 - density;
      return {
        multiply: [rest, rest, rest],
        add: [FOG_COLOR[0] * density, FOG_COLOR[1] * density, FOG_COLOR[2] * density],
      };
    }
  }
}

/** The light of all layers, one after the other, at a place on the ground given in frame pixels. */
export function lightAt(state: FrameState, place: Place, x: number, y: number): Light {
  const [placeX, placeY] = [(x / state.width) * 1280, (y / state.height) * 720];
  let { multiply, add } = DAYLIGHT;
  for (const { condition, intensity } of state.weather) {
    const full = fullLight(condition, place, placeX, placeY);
    const factor = (index: 0 | 1 | 2) => 1 + (full.multiply[index] - 1) * intensity;
    const factors: Rgb = [factor(0), factor(1), factor(2)];
    add = [
      add[0] * factors[0] + full.add[0] * intensity,
      add[1] * factors[1] + full.add[1] * intensity,
      add[2] * factors[2] + full.add[2] * intensity,
    ];
    multiply = [multiply[0] * factors[0], multiply[1] * factors[1], multiply[2] * factors[2]];
  }
  return { multiply, add };
}

/** Full intensity of a condition among the layers, 0..1. */
export function intensityOf(weather: readonly WeatherLayer[], condition: WeatherLayer["condition"]): number {
  return weather.reduce((sum, layer) => (layer.condition === condition ? Math.min(1, sum + layer.intensity) : sum), 0);
}

/** How strongly the sun throws shadows: 1 in the open, 0 under a closed sky. */
export function sunshine(weather: readonly WeatherLayer[]): number {
  return weather.reduce((sun, { condition, intensity }) => (condition === "sunny" ? sun : sun * (1 - intensity)), 1);
}
