import { throughLens, toCameraFrame } from "@/core/camera";
import type { Rgb } from "@/core/document";
import { PURPOSE, hashUnit } from "@/core/random";
import type { FrameState, RoadView, WeatherLayer } from "@/core/scene";
import { secondsOf } from "@/core/timeline";
import { drawSpot, drawStreak, type Pixels } from "./blend";
import { darkness } from "./lamps";
import { lightOf } from "./light";

/**
 * Drops and flakes near the camera, each in closed form over time: they fill a box that repeats in all directions, fall at constant speed,
 * and of each the repetition nearest to the camera is shown. A moving camera therefore drives into them.
 */
type Falling = {
  readonly condition: "rainy" | "snow";
  readonly key: number;
  /** How many at full intensity. */
  readonly most: number;
  /** In metres per second: with the wind, and downwards; and by which share they vary. */
  readonly wind: readonly [x: number, y: number];
  readonly fall: number;
  readonly spread: number;
  /** Apparent diameter in metres, and its maximum in pixels. */
  readonly across: number;
  readonly widest: number;
  /** Seconds that the shutter is open. */
  readonly shutter: number;
  readonly opacity: number;
  /** How much brighter than the sky at the horizon it is: the share of white blended in, by day. */
  readonly bright: number;
};

const RAIN: Falling = {
  condition: "rainy",
  key: 1,
  most: 20_000,
  wind: [0.9, 0.5],
  fall: 8,
  spread: 0.15,
  across: 0.0035,
  widest: 3,
  shutter: 1 / 50,
  opacity: 0.4,
  bright: 0.45,
};
const SNOW: Falling = {
  condition: "snow",
  key: 2,
  most: 20_000,
  wind: [0.5, 0.3],
  fall: 1.3,
  spread: 0.5,
  across: 0.013,
  widest: 9,
  shutter: 1 / 90,
  opacity: 0.85,
  bright: 0.8,
};

/** The box's side in metres. */
const SIDE = 12;
/** Nothing falls closer than this, in metres: it is dry behind the windscreen. */
const NEAREST = 0.9;
/** From here on (metres) drops and flakes become fainter, until the box ends. */
const FAINT = 3;
/** Maximum length of a streak, in pixels. */
const LONGEST = 160;
/** Brightness that headlamps add to drops and flakes close in front of them. */
const LAMP_LIGHT: Rgb = [96, 94, 84];

/** Draws a frame's drops and flakes over its picture. */
export function drawPrecipitation(pixels: Pixels, state: FrameState, view: RoadView): void {
  for (const falling of [RAIN, SNOW]) {
    const intensity = intensityOf(state.weather, falling.condition);
    if (intensity > 0) drawFalling(pixels, state, view, falling, intensity);
  }
}

export const isFalling = (weather: readonly WeatherLayer[]): boolean =>
  intensityOf(weather, "rainy") > 0 || intensityOf(weather, "snow") > 0;

const intensityOf = (weather: readonly WeatherLayer[], condition: "rainy" | "snow"): number =>
  weather.reduce((sum, layer) => (layer.condition === condition ? sum + layer.intensity : sum), 0);

function drawFalling(pixels: Pixels, state: FrameState, { camera, velocity }: RoadView, falling: Falling, intensity: number): void {
  const { position } = camera.pose;
  const color = colorOf(state, falling);
  const seconds = secondsOf(state.frame, state.fps);
  const focal = camera.lens.fx;
  const seeds = seedsOf(state.seed, falling);
  const count = Math.min(seeds.length / 4, Math.round(falling.most * intensity));
  for (let particle = 0; particle < count; particle++) {
    const pace = seeds[4 * particle + 3] ?? 1;
    const vx = falling.wind[0] * pace;
    const vy = falling.wind[1] * pace;
    const vz = -falling.fall * pace;
    const x = nearest((seeds[4 * particle] ?? 0) + vx * seconds, position.x);
    const y = nearest((seeds[4 * particle + 1] ?? 0) + vy * seconds, position.y);
    const z = nearest((seeds[4 * particle + 2] ?? 0) + vz * seconds, position.z);
    // Drops below the ground have landed.
    if (z < 0) continue;
    const seen = toCameraFrame(camera.pose, { x, y, z });
    const distance = Math.sqrt(seen.x * seen.x + seen.y * seen.y + seen.z * seen.z);
    if (distance < NEAREST || (camera.lens.model === "pinhole" && seen.z < NEAREST)) continue;
    const place = throughLens(camera.lens, seen);
    if (!place || place.u < -LONGEST || place.v < -LONGEST || place.u > pixels.width + LONGEST || place.v > pixels.height + LONGEST)
      continue;
    const open = falling.shutter;
    const before = throughLens(
      camera.lens,
      toCameraFrame(camera.pose, {
        x: x - (vx - (velocity?.x ?? 0)) * open,
        y: y - (vy - (velocity?.y ?? 0)) * open,
        z: z - vz * open,
      }),
    );
    if (!before) continue;
    const fade = Math.max(0, Math.min(1, (SIDE / 2 - distance) / (SIDE / 2 - FAINT)));
    const thickness = (focal * falling.across) / distance;
    // Streaks thinner than a pixel are drawn fainter instead.
    const width = Math.max(1, Math.min(falling.widest, thickness));
    const opacity = falling.opacity * fade * Math.min(1, thickness);
    if (opacity < 0.02) continue;
    const [du, dv] = [before.u - place.u, before.v - place.v];
    const length = Math.sqrt(du * du + dv * dv);
    if (length < 2.5 * width) drawSpot(pixels, place.u + du / 2, place.v + dv / 2, width / 2, color, opacity);
    else {
      const share = Math.min(1, LONGEST / length);
      drawStreak(pixels, { x0: place.u, y0: place.v, x1: place.u + du * share, y1: place.v + dv * share, width, color, opacity });
    }
  }
}

/** The repetition of a position that is nearest to the camera. */
const nearest = (place: number, camera: number): number => {
  const apart = place - camera + SIDE / 2;
  return camera + apart - SIDE * Math.floor(apart / SIDE) - SIDE / 2;
};

function colorOf({ weather }: FrameState, { bright }: Falling): Rgb {
  const { horizon, ambient } = lightOf(weather);
  const lamp = darkness(weather);
  const part = (index: 0 | 1 | 2) =>
    Math.round(Math.min(255, horizon[index] + (255 * Math.min(1, ambient[index]) - horizon[index]) * bright + LAMP_LIGHT[index] * lamp));
  return [part(0), part(1), part(2)];
}

let known: { key: string; seeds: Float64Array } | null = null;

/** The initial position of each drop or flake in the box, and its relative speed. */
function seedsOf(seed: number, { key, most, spread }: Falling): Float64Array {
  const name = `${seed} ${key}`;
  if (known?.key === name) return known.seeds;
  const seeds = new Float64Array(4 * most);
  for (let particle = 0; particle < most; particle++) {
    for (let axis = 0; axis < 3; axis++) seeds[4 * particle + axis] = SIDE * hashUnit(seed, PURPOSE.particles, key, particle, axis);
    seeds[4 * particle + 3] = 1 + spread * (hashUnit(seed, PURPOSE.particles, key, particle, 3) - 0.5);
  }
  known = { key: name, seeds };
  return seeds;
}
