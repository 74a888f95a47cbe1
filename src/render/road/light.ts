import type { Condition, Rgb } from "@/core/document";
import { DAYLIGHT } from "@/core/bodies";
import { cosDegrees, sinDegrees } from "@/core/exact";
import type { FrameState, RoadView, ShadowLight, WeatherLayer } from "@/core/scene";
import { SKY_ENTRIES, rgb, type Shading } from "@/raster";
import { CLEAR_EXTINCTION, contrastLeft, extinctionOf } from "./air";
import { raysOf } from "./rays";

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
  /** The ego's headlamps, as a share of their full light. */
  readonly lamp: number;
};

const DAY: Light = { horizon: [216, 227, 236], zenith: [104, 154, 212], ambient: [1, 1, 1], grey: 0, greyColor: [128, 128, 128], lamp: 0 };

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
    lamp: 0,
  },
  dusk: { horizon: [222, 146, 112], zenith: [62, 76, 122], ambient: [0.5, 0.45, 0.52], grey: 0.08, greyColor: [96, 84, 104], lamp: 0.35 },
  night: { horizon: [24, 29, 42], zenith: [7, 9, 18], ambient: [0.13, 0.145, 0.19], grey: 0, greyColor: [0, 0, 0], lamp: 1 },
};

/** Colour and strength of headlamps close by. */
const LAMP_LIGHT: Rgb = [1.0, 0.97, 0.86];
const LAMP = { half: 20, aside: 0.75, soft: 0.06, stray: 0.1 } as const;

/** Fog, rain and snow fill the air up to this height in metres: higher up, the sky shines through. */
const LAYER = 120;

/** Whether headlamps are lit. */
export const isDark = (weather: readonly WeatherLayer[]): boolean => lightOf(weather).lamp > 0;

/** Light and air for a weather. */
export function shadingOf({ weather }: FrameState, { camera, headlamp }: RoadView): Shading {
  const { horizon, zenith, ambient, grey, greyColor, lamp } = lightOf(weather);
  const added = extinctionOf(weather);
  const heading = headlamp?.heading ?? 0;
  const { rays, position } = raysOf(camera, headlamp ?? { x: 0, y: 0, z: 0, heading });
  return {
    rays,
    gain: [1 - grey, 1 - grey, 1 - grey],
    offset: [greyColor[0] * grey, greyColor[1] * grey, greyColor[2] * grey],
    ambient,
    sky: skyColors(horizon, zenith, added),
    // The air is as bright as the sky at the horizon, since all that is visible there is air.
    haze: { color: horizon, extinction: CLEAR_EXTINCTION + added },
    lamp:
      headlamp && lamp > 0
        ? { ...LAMP, light: [LAMP_LIGHT[0] * lamp, LAMP_LIGHT[1] * lamp, LAMP_LIGHT[2] * lamp], camera: position }
        : null,
  };
}

/** The share of the sun's light that each condition blocks at full intensity. */
const CLOUDS: Readonly<Record<Condition, number>> = { sunny: 0, low_sun: 0, cloudy: 0.9, rainy: 1, fog: 1, snow: 0.9, dusk: 1, night: 1 };

/** Shares of light that are left in the shadow of the sun, and below a body in any light. */
const IN_SHADOW = 0.6;
const BELOW = 0.5;
/** Degrees above the horizon at which a low sun stands. */
const LOW = 14;

/** The light that bodies block under a weather. */
export function shadowsIn(weather: readonly WeatherLayer[]): ShadowLight {
  const sunlight = weather.reduce((share, { condition, intensity }) => share * (1 - CLOUDS[condition] * intensity), 1);
  const low = weather.reduce((most, { condition, intensity }) => (condition === "low_sun" ? Math.max(most, intensity) : most), 0);
  const [x, y, z] = DAYLIGHT.sun;
  const across = Math.sqrt(x * x + y * y);
  // As the sun sinks, its shadows grow longer and keep their direction.
  const [rise, reach] = [z + (sinDegrees(LOW) - z) * low, across + (cosDegrees(LOW) - across) * low];
  return { sun: [(x / across) * reach, (y / across) * reach, rise], inShadow: 1 - (1 - IN_SHADOW) * sunlight, below: BELOW };
}

/** The light in a weather: daylight, modified by each layer in turn. */
export function lightOf(weather: readonly WeatherLayer[]): Light {
  return weather.reduce<Light>((light, { condition, intensity }) => {
    const full = CONDITIONS[condition];
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
      lamp: Math.max(light.lamp, (full.lamp ?? 0) * intensity),
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

let lastSky: { readonly key: string; readonly colors: Uint32Array } | null = null;

/** The colours of the sky, recomputed when any of them changes. */
function skyColors(horizon: Rgb, zenith: Rgb, added: number): Uint32Array {
  const key = [...horizon, ...zenith, added].join(" ");
  if (lastSky?.key !== key) lastSky = { key, colors: gradient(horizon, zenith, added) };
  return lastSky.colors;
}

/** The sky changes fastest near the horizon, where the path through the air is longest. */
function gradient(horizon: Rgb, zenith: Rgb, added: number): Uint32Array {
  return Uint32Array.from({ length: SKY_ENTRIES }, (_, entry) => {
    const height = (entry + 0.5) / SKY_ENTRIES;
    const rest = 1 - height;
    const share = (1 - rest * rest * rest) * contrastLeft(added, LAYER / height);
    const part = (index: 0 | 1 | 2) => Math.round(horizon[index] + (zenith[index] - horizon[index]) * share);
    return rgb(part(0), part(1), part(2));
  });
}
