import type { Condition, Rgb } from "@/core/document";
import type { FrameState, RoadView, WeatherLayer } from "@/core/scene";
import { rgb, type Shading } from "@/raster";
import { CLEAR_EXTINCTION, extinctionOf } from "@/core/weather";
import { coverIn } from "./cover";
import { darkness, lampVeil, lampsLit, shiningLamps, streetLampsLit } from "./lamps";
import { raysOf } from "./rays";
import { skyColor, skyColors } from "./sky";
import { bodyLightIn, lowness, sunVeil } from "./sun";

/** The sky of style schematic. */
export const FLAT_SKY = rgb(170, 196, 222);

/** How daylight colours change in another light. */
type Light = {
  readonly horizon: Rgb;
  readonly zenith: Rgb;
  /** Light on everything, red, green and blue, as shares of a clear day's. */
  readonly ambient: Rgb;
  /** The share of contrast that is lost, 0..1, and the grey that colours approach. */
  readonly grey: number;
  readonly greyColor: Rgb;
};

const DAY: Light = { horizon: [216, 227, 236], zenith: [104, 154, 212], ambient: [1, 1, 1], grey: 0, greyColor: [128, 128, 128] };

/** How each condition at full intensity changes a clear day; light conditions apply after the weather. */
const CONDITIONS: Readonly<Record<Condition, Partial<Light>>> = {
  sunny: {},
  cloudy: { horizon: [202, 208, 213], zenith: [164, 173, 182], ambient: [0.87, 0.88, 0.9], grey: 0.22, greyColor: [124, 127, 131] },
  rainy: { horizon: [172, 180, 187], zenith: [128, 137, 147], ambient: [0.72, 0.74, 0.77], grey: 0.3, greyColor: [108, 113, 119] },
  fog: { horizon: [206, 210, 213], zenith: [206, 210, 213], ambient: [0.92, 0.93, 0.94], grey: 0.12, greyColor: [150, 152, 154] },
  snow: { horizon: [208, 212, 217], zenith: [186, 192, 199], ambient: [0.93, 0.95, 0.98], grey: 0.25, greyColor: [176, 181, 188] },
  low_sun: {
    horizon: [255, 222, 164],
    zenith: [132, 162, 198],
    ambient: [1.04, 0.93, 0.78],
    grey: 0.1,
    greyColor: [236, 196, 140],
  },
  dusk: { horizon: [222, 146, 112], zenith: [62, 76, 122], ambient: [0.5, 0.45, 0.52], grey: 0.08, greyColor: [96, 84, 104] },
  night: { horizon: [24, 29, 42], zenith: [7, 9, 18], ambient: [0.13, 0.145, 0.19], grey: 0, greyColor: [0, 0, 0] },
};

/** What the light on things in a picture depends on, besides the weather: what of the sun the camera sees. */
export type Seen = { readonly sun: number };

/** Light and air for a weather. */
export function shadingOf(state: FrameState, view: RoadView, { sun }: Seen): Shading {
  const { weather } = state;
  const { horizon, zenith, ambient, grey, greyColor } = lightOf(weather);
  const added = extinctionOf(weather);
  const rays = raysOf(view.camera);
  const { wet } = coverIn(weather);
  return {
    rays,
    gain: [1 - grey, 1 - grey, 1 - grey],
    offset: [greyColor[0] * grey, greyColor[1] * grey, greyColor[2] * grey],
    ambient,
    sky: skyColors(horizon, zenith, added),
    // The air is as bright as the sky at the horizon, since all that is visible there is air.
    haze: { color: horizon, extinction: CLEAR_EXTINCTION + added },
    lamps: shiningLamps(view, weather),
    lit: lampsLit(weather) > 0 || lowness(weather) > 0,
    wet: wet > 0 ? { sky: skyColor(horizon, zenith, added, MIRRORED_SKY), smooth: SMOOTH * wet } : null,
    veil: sunVeil(state, view, rays, sun) ?? lampVeil(view, weather, rays, added),
  };
}

/** Wet ground mirrors the sky above the horizon: the sine of the elevation; and how much of it, as a share of what water mirrors. */
const MIRRORED_SKY = 0.12;
const SMOOTH = 0.6;
/** Images of bodies are not blurred, but weaker instead: by this share. */
const BLURRED = 0.7;

/** The share of light that wet ground mirrors in a weather, by the sine of the angle at which it is seen (Schlick, as in the kernel). */
export function mirroredIn(weather: readonly WeatherLayer[]): ((sine: number) => number) | null {
  // In the dark, what stands by the road is hardly lit itself; its lamps are mirrored by themselves.
  const smooth = SMOOTH * BLURRED * coverIn(weather).wet * (1 - 0.75 * darkness(weather));
  if (smooth === 0) return null;
  return (sine) => {
    const rest = Math.max(0, 1 - sine);
    return smooth * (0.02 + 0.98 * rest * rest * rest * rest * rest);
  };
}

/** Water is not as dark below as the ground beside it: what is under it in the dark. */
const DEEP: Rgb = [30, 33, 38];
/** Puddles form once the ground is this wet, 0 to 1. */
const STANDS_FROM = 0.5;

/** What puddles mirror in a weather: the share of light, as in `mirroredIn`, and the unlit colour that looks like the sky; null if dry. */
export function puddlesIn(weather: readonly WeatherLayer[]): { mirrored: (sine: number) => number; sky: Rgb } | null {
  const depth = (coverIn(weather).wet - STANDS_FROM) / (1 - STANDS_FROM);
  if (depth <= 0) return null;
  const { horizon, zenith, ambient, grey, greyColor } = lightOf(weather);
  const sky = skyColor(horizon, zenith, extinctionOf(weather), MIRRORED_SKY);
  // Lamps light what is drawn, but not what is mirrored.
  const dark = darkness(weather);
  const part = (index: 0 | 1 | 2) => {
    const unlit = Math.max(0, Math.min(255, (sky[index] / ambient[index] - greyColor[index] * grey) / (1 - grey)));
    return Math.round(unlit + (DEEP[index] - unlit) * dark);
  };
  return {
    mirrored: (sine) => {
      const rest = Math.max(0, 1 - sine);
      return depth * (0.02 + 0.98 * rest * rest * rest * rest * rest);
    },
    sky: [part(0), part(1), part(2)],
  };
}

/** The light on bodies in a weather, as shares of that on the ground. */
export function bodyLightsIn(weather: readonly WeatherLayer[]): ReturnType<typeof bodyLightIn> {
  const { ambient } = lightOf(weather);
  return bodyLightIn(
    weather,
    { moving: lampsLit(weather), street: streetLampsLit(weather) },
    (ambient[0] + ambient[1] + ambient[2]) / 3,
    coverIn(weather).snow,
  );
}

/** Colour values are the root of light, so half a night is nearly as bright as day unless it gets dark faster at first: by this factor. */
const NIGHTFALL = 1.9;

/** The light in a weather: daylight, modified by each layer in turn. */
export function lightOf(weather: readonly WeatherLayer[]): Light {
  return weather.reduce<Light>((light, { condition, intensity: strength }) => {
    const full = CONDITIONS[condition];
    const intensity = condition === "night" ? strength * (NIGHTFALL - (NIGHTFALL - 1) * strength) : strength;
    const isOfLight = condition === "night" || condition === "dusk" || condition === "low_sun";
    // The sky at night keeps nothing of the day's clouds except that they dim it.
    const ambient = full.ambient ?? DAY.ambient;
    const greyAdded = (full.grey ?? 0) * intensity * (1 - light.grey);
    const grey = light.grey + greyAdded;
    return {
      horizon: mixed(light.horizon, isOfLight ? dimmed(full.horizon, light) : full.horizon, intensity),
      zenith: mixed(light.zenith, isOfLight ? dimmed(full.zenith, light) : full.zenith, intensity),
      ambient: mixed(
        light.ambient,
        [light.ambient[0] * ambient[0], light.ambient[1] * ambient[1], light.ambient[2] * ambient[2]],
        intensity,
      ),
      grey,
      // Weighted, so that a condition that has just begun has almost no effect.
      greyColor: mixed(light.greyColor, full.greyColor, grey > 0 ? greyAdded / grey : 0),
    };
  }, DAY);
}

/** The colour of a clear sky in the light that the weather leaves. */
const dimmed = (color: Rgb | undefined, { ambient }: Light): Rgb | undefined =>
  color && [color[0] * ambient[0], color[1] * ambient[1], color[2] * ambient[2]];

function mixed(from: Rgb, to: Rgb | undefined, share: number): Rgb {
  if (!to) return from;
  const part = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * share;
  return [part(0), part(1), part(2)];
}
