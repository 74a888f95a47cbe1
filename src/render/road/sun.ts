import { DAYLIGHT, type Light as BodyLight } from "@/core/bodies";
import type { Condition, Rgb } from "@/core/document";
import { cosDegrees, sinDegrees, toDegrees, acos } from "@/core/exact";
import { directionToGroundFrame, project, type Camera } from "@/core/camera";
import type { FrameState, RoadView, ShadowLight, WeatherLayer } from "@/core/scene";
import { SURFACE, onSurface, rgb, type Mesh, type Raster, type Shading } from "@/raster";

type Direction = readonly [x: number, y: number, z: number];

/**
 * The share of the sun's light that each condition blocks, as a multiple of its intensity: rain and snow fall from closed clouds long
 * before they are at their heaviest, and the sun has set before night has fallen.
 */
const CLOUDS: Readonly<Record<Condition, number>> = { sunny: 0, low_sun: 0, cloudy: 0.9, rainy: 4, fog: 1, snow: 4, dusk: 1, night: 2 };
/** Where a low sun stands, in degrees: above the horizon, and counter-clockwise from x, where most cameras look. */
const LOW = { elevation: 13, azimuth: 16 } as const;

/** Shares of light that are left in the shadow of the sun, and below a body in any light. */
const IN_SHADOW = 0.6;
const BELOW = 0.5;

/** The share of the sun's light that the weather lets through. */
export const sunlightIn = (weather: readonly WeatherLayer[]): number =>
  weather.reduce((share, { condition, intensity }) => share * Math.max(0, 1 - CLOUDS[condition] * intensity), 1);

/** How low the sun has sunk, from 0 at noon to 1. */
export const lowness = (weather: readonly WeatherLayer[]): number =>
  weather.reduce((most, { condition, intensity }) => (condition === "low_sun" ? Math.max(most, intensity) : most), 0);

/** The direction to the sun. As it sinks, it comes to stand ahead of those who travel along x. */
export function sunIn(weather: readonly WeatherLayer[]): Direction {
  const low = lowness(weather);
  const [x, y, z] = DAYLIGHT.sun;
  const reach = Math.sqrt(x * x + y * y);
  const mixed = (from: number, to: number) => from + (to - from) * low;
  const [east, north] = [mixed(x / reach, cosDegrees(LOW.azimuth)), mixed(y / reach, sinDegrees(LOW.azimuth))];
  const [across, up] = [mixed(reach, cosDegrees(LOW.elevation)), mixed(z, sinDegrees(LOW.elevation))];
  const flat = across / Math.sqrt(east * east + north * north);
  const length = Math.sqrt(across * across + up * up);
  return [(east * flat) / length, (north * flat) / length, up / length];
}

/** The light that bodies block under a weather. */
export const shadowsIn = (weather: readonly WeatherLayer[]): ShadowLight => ({
  sun: sunIn(weather),
  inShadow: 1 - (1 - IN_SHADOW) * sunlightIn(weather),
  below: BELOW,
});

/** The sun's light on faces that look at it: high up, and low. */
const HIGH_SUN: Rgb = DAYLIGHT.direct;
const LOW_SUN: Rgb = [0.86, 0.66, 0.4];
/** Light from the ground below on faces that look down, as a share of that on the ground; without sun, and at most on snow. */
const FROM_GROUND = { clear: 0.54, dull: 0.5, snow: 0.8 } as const;

/** On those that take part in traffic, on those that are parked, whose lamps are off, and on street lamps, which are lit in the dark. */
type BodyLights = { readonly moving: BodyLight; readonly parked: BodyLight; readonly street: BodyLight };

let lastLight: { readonly key: string; readonly lights: BodyLights } | null = null;

/** The light on bodies, as shares of that on the ground. @param snow how much of it lies on the ground and on bodies, 0 to 1 */
export function bodyLightIn(
  weather: readonly WeatherLayer[],
  lamps: { readonly moving: number; readonly street: number },
  ambient: number,
  snow: number,
): BodyLights {
  const key = JSON.stringify([weather, lamps, ambient, snow]);
  if (lastLight?.key === key) return lastLight.lights;
  const sun = sunIn(weather);
  const low = lowness(weather);
  const sunlight = sunlightIn(weather);
  const part = (index: 0 | 1 | 2) => (HIGH_SUN[index] + (LOW_SUN[index] - HIGH_SUN[index]) * low) * sunlight;
  const direct: Rgb = [part(0), part(1), part(2)];
  // Together they are the light on the ground, which is 1.
  const sky: Rgb = [1 - direct[0] * sun[2], 1 - direct[1] * sun[2], 1 - direct[2] * sun[2]];
  const dull = FROM_GROUND.dull + (FROM_GROUND.clear - FROM_GROUND.dull) * sunlight;
  const below = dull + (FROM_GROUND.snow - dull) * snow;
  const parked: BodyLight = { sun, direct, sky, ground: [below, below, below], lamps: 0, ambient, snow };
  lastLight = { key, lights: { moving: { ...parked, lamps: lamps.moving }, parked, street: { ...parked, lamps: lamps.street } } };
  return lastLight.lights;
}

/** The sun's own disc, and its glow: metres from the camera, so that fog takes it away; degrees. */
const DISC = { distance: 400, radius: 0.75, sides: 24, color: [255, 246, 220] } as const;

/** The disc of a low sun around the camera, in the ground frame; null if there is none. @param horizon what it fades to behind clouds */
export function sunDisc({ position }: Camera["pose"], weather: readonly WeatherLayer[], horizon: Rgb): Mesh | null {
  const shown = lowness(weather) > 0 ? sunlightIn(weather) : 0;
  if (shown < 0.02) return null;
  const [x, y, z] = sunIn(weather);
  const flat = Math.sqrt(x * x + y * y);
  const right: Direction = [y / flat, -x / flat, 0];
  const up: Direction = [(-x / flat) * z, (-y / flat) * z, flat];
  const radius = DISC.distance * sinDegrees(DISC.radius);
  const positions: number[] = [];
  for (let side = 0; side < DISC.sides; side++) {
    const [c, s] = [cosDegrees((360 * side) / DISC.sides) * radius, sinDegrees((360 * side) / DISC.sides) * radius];
    positions.push(
      position.x + x * DISC.distance + right[0] * c + up[0] * s,
      position.y + y * DISC.distance + right[1] * c + up[1] * s,
      position.z + z * DISC.distance + right[2] * c + up[2] * s,
    );
  }
  const part = (index: 0 | 1 | 2) => Math.round(horizon[index] + (DISC.color[index] - horizon[index]) * shown);
  return {
    positions: Float32Array.from(positions),
    indices: Uint32Array.from(positions.slice(2 * 3).flatMap((_, index) => (index < DISC.sides - 2 ? [0, index + 1, index + 2] : []))),
    colors: new Uint32Array(DISC.sides - 2).fill(onSurface(rgb(part(0), part(1), part(2)), SURFACE.lamp)),
  };
}

/**
 * The veil that the sun's light casts over the picture, scattered in the eye or lens: most of it close to the sun, falling with the square
 * of the angle to it (as in the disability glare formula of the CIE), in three parts: share of the picture's light close to the sun, and
 * the degrees at which half of that is left.
 */
const VEIL = [
  { share: 0.6, half: 2.2 },
  { share: 0.32, half: 9 },
  { share: 0.2, half: 30 },
] as const;
const VEIL_COLOR: Rgb = [255, 238, 202];
/** The sun shines into the lens up to this angle from the camera's axis; from the first angle on it does so less. */
const INTO_LENS = { all: 55, none: 90 } as const;

/** The veil of a low sun; null without. @param seen the share of the sun that nothing hides, 0 to 1 */
export function sunVeil(state: Pick<FrameState, "weather">, { camera }: RoadView, rays: Float32Array, seen: number): Shading["veil"] {
  const strength = lowness(state.weather) * sunlightIn(state.weather) * seen * intoLens(camera, sunIn(state.weather));
  if (strength < 0.01) return null;
  const [x, y, z] = sunIn(state.weather);
  const shares = new Float32Array(rays.length / 4);
  for (let at = 0; at < shares.length; at++) {
    const [rx = 0, ry = 0, rz = 0, length = 1] = [rays[4 * at], rays[4 * at + 1], rays[4 * at + 2], rays[4 * at + 3]];
    const angle = toDegrees(acos(Math.max(-1, Math.min(1, (rx * x + ry * y + rz * z) / length))));
    let left = 1;
    for (const { share, half } of VEIL) left *= 1 - (share * strength) / (1 + (angle / half) * (angle / half));
    shares[at] = 1 - left;
  }
  return { color: VEIL_COLOR, shares };
}

/** How much of the sun's light falls into the lens, by its angle to the camera's axis. */
function intoLens({ pose }: Camera, [x, y, z]: Direction): number {
  const axis = directionToGroundFrame(pose, { x: 0, y: 0, z: 1 });
  const angle = toDegrees(acos(Math.max(-1, Math.min(1, axis.x * x + axis.y * y + axis.z * z))));
  return Math.max(0, Math.min(1, (INTO_LENS.none - angle) / (INTO_LENS.none - INTO_LENS.all)));
}

/** Steps in which the sun is hidden by what passes in front of it. */
const STEPS = 16;

/** The share of a low sun that the camera sees, 0 to 1: what hides it is what has been collected for the picture. */
export function sunSeen(raster: Raster, { weather, width, height }: FrameState, { camera }: RoadView): number {
  if (lowness(weather) * sunlightIn(weather) < 0.01) return 0;
  const [x, y, z] = sunIn(weather);
  const { position } = camera.pose;
  const metres = DISC.distance;
  const place = project(camera, { x: position.x + x * metres, y: position.y + y * metres, z: position.z + z * metres });
  if (!place || place.u < 0 || place.v < 0 || place.u >= width || place.v >= height) return 1;
  const radius = Math.max(2, Math.round(camera.lens.fx * sinDegrees(DISC.radius)));
  const region = { x: Math.floor(place.u) - radius, y: Math.floor(place.v) - radius, width: 2 * radius, height: 2 * radius };
  raster.renderInstances(region);
  const depth = camera.lens.model === "pinhole" ? place.depth : place.distance;
  return Math.round(STEPS * (1 - raster.nearerShare(region, depth * 0.98))) / STEPS;
}
