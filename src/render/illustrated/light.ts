import type { Rgb } from "@/core/document";
import type { Box, FrameState, WeatherLayer } from "@/core/scene";
import { lampFalloff, lampLightAt, type Place } from "./places/place";

/** The effect of weather on a colour: component × `multiply` + `add`. */
export type Light = { multiply: Rgb; add: Rgb };

export const DAYLIGHT: Light = { multiply: [1, 1, 1], add: [0, 0, 0] };
/** Under a closed sky, and in heavy rain. */
export const CLOUDY: Light = { multiply: [0.76, 0.78, 0.83], add: [4, 5, 8] };
export const RAINY: Light = { multiply: [0.58, 0.61, 0.67], add: [13, 15, 18] };
/** Away from any lamp. */
export const NIGHT_AMBIENT: Rgb = [0.19, 0.23, 0.35];
/** The last light of the day, away from any lamp. */
export const DUSK_AMBIENT: Rgb = [0.5, 0.42, 0.5];
/** Street lamps are hardly visible before it is dark. */
export const DUSK_LAMPS = 0.55;
/** Under falling snow, and the share of fog's haze that is in it. */
export const SNOWY: Light = { multiply: [0.88, 0.9, 0.94], add: [8, 9, 12] };
export const SNOW_HAZE = 0.4;
/** Surfaces facing the camera while the sun is low behind them. */
export const BACKLIT: Light = { multiply: [0.8, 0.68, 0.56], add: [10, 6, 3] };
export const GLARE_COLOR: Rgb = [255, 232, 182];
/** Veil of light everywhere, and how much thicker it is in front of the sun itself. */
const VEIL = { least: 0.07, most: 0.78, radiusX: 760, radiusY: 520 } as const;
/** How much of the daylight a street lamp replaces directly below it. */
export const LAMP_LIGHT: Rgb = [0.6, 0.49, 0.27];
const LAMP_STEPS = 12;
export const FOG_COLOR: Rgb = [206, 210, 213];
/** The haze that fog leaves behind a car's windows. */
const INDOOR_FOG = 0.06;
/** Indoors the sky matters less: this share of its darkening. */
const INDOOR_SHARE = 0.6;

/** Share of the light that full fog absorbs at a row (of 720) of the picture: most at the horizon and above it. */
export function fogDensity(place: Place, row: number): number {
  if (place.openings) return INDOOR_FOG;
  const depth = Math.max(0, row - place.horizon) / (720 - place.horizon);
  return 0.96 - 0.52 * depth ** 0.8;
}

/** Share of the light in front of the sun's own glare at a point of the picture (units of 1280 × 720). */
export function glareDensity({ sun, openings }: Pick<Place, "sun" | "openings">, x: number, y: number): number {
  return glareFalloff(Math.hypot((x - sun.x) / VEIL.radiusX, (y - sun.y) / VEIL.radiusY), openings !== null);
}

/** The same at a share of the glare's reach; indoors the windows let only part of it in. */
export function glareFalloff(reach: number, indoors: boolean): number {
  return (VEIL.least + (VEIL.most - VEIL.least) * lampFalloff(reach)) * (indoors ? 0.6 : 1);
}

export const GLARE_REACH = { x: VEIL.radiusX, y: VEIL.radiusY };

/** Light of a place under a closed sky: weaker indoors. */
export function skyLight(place: Place, { multiply, add }: Light): Light {
  if (!place.openings) return { multiply, add };
  const at = (index: 0 | 1 | 2) => 1 - (1 - multiply[index]) * INDOOR_SHARE;
  return { multiply: [at(0), at(1), at(2)], add: [add[0] * INDOOR_SHARE, add[1] * INDOOR_SHARE, add[2] * INDOOR_SHARE] };
}

/** The light of a weather at intensity 1 at a point of the picture (units of 1280 × 720). */
function fullLight(condition: WeatherLayer["condition"], place: Place, x: number, y: number): Light {
  switch (condition) {
    case "sunny":
      return DAYLIGHT;
    case "cloudy":
      return skyLight(place, CLOUDY);
    case "rainy":
      return skyLight(place, RAINY);
    case "night":
    case "dusk": {
      // In steps, so that what moves under a lamp need not be lit again at every pixel.
      const lamp = Math.round(lampLightAt(place, x, y) * LAMP_STEPS) / LAMP_STEPS;
      const [ambient, share] = condition === "night" ? [NIGHT_AMBIENT, 1] : [DUSK_AMBIENT, DUSK_LAMPS];
      const at = (index: 0 | 1 | 2) => ambient[index] + LAMP_LIGHT[index] * lamp * share;
      return { multiply: [at(0), at(1), at(2)], add: [0, 0, 0] };
    }
    case "fog":
      return veiled(DAYLIGHT, FOG_COLOR, fogDensity(place, y));
    case "snow":
      return veiled(skyLight(place, SNOWY), FOG_COLOR, fogDensity(place, y) * SNOW_HAZE);
    case "low_sun":
      return veiled(skyLight(place, BACKLIT), GLARE_COLOR, Math.round(glareDensity(place, x, y) * 64) / 64);
  }
}

/** A light seen through a veil of one colour. */
function veiled({ multiply, add }: Light, color: Rgb, density: number): Light {
  const rest = 1 - density;
  const sum = (index: 0 | 1 | 2) => add[index] * rest + color[index] * density;
  return { multiply: [multiply[0] * rest, multiply[1] * rest, multiply[2] * rest], add: [sum(0), sum(1), sum(2)] };
}

/**
 * The light of all layers, one after the other, on a thing with this box (frame pixels) that stands at `groundY`. It is the light of the
 * scene behind the thing's centre: so it fades into its surroundings evenly as weather thickens.
 */
export function lightOn({ box, groundY }: { box: Box; groundY: number }, state: FrameState, place: Place): Light {
  const x = ((box.x + box.width / 2) / state.width) * 1280;
  const y = ((groundY - box.height / 2) / state.height) * 720;
  let { multiply, add } = DAYLIGHT;
  for (const { condition, intensity } of state.weather) {
    const full = fullLight(condition, place, x, y);
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

/** Intensity of a condition among the layers, 0..1. */
export function intensityOf(weather: readonly WeatherLayer[], condition: WeatherLayer["condition"]): number {
  return weather.reduce((sum, layer) => (layer.condition === condition ? Math.min(1, sum + layer.intensity) : sum), 0);
}

/** How far clouds or fog have closed the sky at an intensity: they do so before they reduce the light. */
export function cloudCover(intensity: number): number {
  return Math.min(1, intensity * 2.4);
}

/** How strongly the sun casts shadows: 1 in the open, 0 under a closed sky or at night. */
export function sunshine(weather: readonly WeatherLayer[]): number {
  return weather.reduce((sun, { condition, intensity }) => {
    if (condition === "sunny" || condition === "low_sun") return sun;
    return sun * (1 - (condition === "night" || condition === "dusk" ? intensity : cloudCover(intensity)));
  }, 1);
}

/** A colour under the light, rounded. */
export function underLight(color: Rgb, { multiply, add }: Light): Rgb {
  const at = (index: 0 | 1 | 2) => Math.min(255, Math.round(color[index] * multiply[index] + add[index]));
  return [at(0), at(1), at(2)];
}
