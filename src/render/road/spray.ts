import { project } from "@/core/camera";
import type { Rgb } from "@/core/document";
import { cosDegrees, sinDegrees } from "@/core/exact";
import { PURPOSE, hashUnit } from "@/core/random";
import { HEADLAMP_HEIGHTS, type FrameState, type RoadView, type Solid } from "@/core/scene";
import type { Rect } from "@/raster";
import type { Planes } from "./planes";
import { blendPixel, type Pixels } from "./blend";
import { coverIn } from "./cover";
import { lightOf } from "./light";

/** A cloud of drops behind a wheel. */
export type Puff = {
  readonly u: number;
  readonly v: number;
  readonly depth: number;
  /** Pixels. */
  readonly radius: number;
  /** Opacity in the middle, 0..1. */
  readonly opacity: number;
  readonly color: Rgb;
  readonly box: Rect;
};

/** Puffs behind each wheel, and how far apart (metres). */
const PUFFS = 7;
const STEP = 0.75;
/** Speeds in metres per second: below the first there is none, from the second on it is densest. */
const SPEEDS = { none: 4, densest: 22 } as const;
const DENSEST = 0.42;
/** Radius at the wheel in metres, and how fast the cloud grows and rises behind it (metres per metre). */
const CLOUD = { radius: 0.28, grows: 0.16, rises: 0.12 } as const;
/** Where the rear wheels are, as shares of length and width. */
const WHEELS = { back: 0.3, aside: 0.42 } as const;
const LARGEST = 140;

/** The spray of all moving vehicles on wet ground. */
export function spraysOf(state: FrameState, view: RoadView): Puff[] {
  const { wet } = coverIn(state.weather);
  if (wet === 0) return [];
  const { horizon } = lightOf(state.weather);
  const puffs: Puff[] = [];
  for (const body of state.bodies)
    if (body.kind === "actor" && body.solid && HEADLAMP_HEIGHTS[body.solid.body] !== undefined)
      puffs.push(...sprayOf(body.solid, body.trackId, wet, horizon, state, view));
  return puffs;
}

function sprayOf(solid: Solid, track: number, wet: number, color: Rgb, { frame, seed, width, height }: FrameState, view: RoadView): Puff[] {
  const { camera } = view;
  const { heading, velocity, dimensions } = solid;
  const [c, s] = [cosDegrees(heading), sinDegrees(heading)];
  // Backwards, a car is never fast enough.
  const speed = velocity.x * c + velocity.y * s;
  const dense = wet * DENSEST * Math.min(1, (speed - SPEEDS.none) / (SPEEDS.densest - SPEEDS.none));
  if (dense <= 0.01) return [];
  // Trucks and buses throw up more.
  const size = Math.sqrt(dimensions.height / 1.5);
  const puffs: Puff[] = [];
  for (const side of solid.body === "motorcyclist" ? [0] : [-1, 1])
    for (let index = 0; index < PUFFS; index++) {
      const shaken = (purpose: number) => hashUnit(seed, PURPOSE.particles, track, frame, 8 * index + 2 * purpose + side + 1) - 0.5;
      const behind = STEP * (index + 0.5 + 0.6 * shaken(0));
      const along = -WHEELS.back * dimensions.length - behind;
      const aside = side * WHEELS.aside * dimensions.width + 0.2 * behind * shaken(1);
      const radius = size * (CLOUD.radius + CLOUD.grows * behind);
      const z = radius * 0.7 + CLOUD.rises * behind * size;
      const place = project(camera, { x: solid.x + c * along - s * aside, y: solid.y + s * along + c * aside, z: solid.z + z });
      if (!place || place.distance < radius) continue;
      const pixels = Math.min(LARGEST, (camera.lens.fx * radius) / place.distance);
      const [left, top] = [Math.floor(place.u - pixels), Math.floor(place.v - pixels)];
      const box = { x: left, y: top, width: Math.ceil(2 * pixels) + 1, height: Math.ceil(2 * pixels) + 1 };
      if (box.x >= width || box.y >= height || box.x + box.width <= 0 || box.y + box.height <= 0) continue;
      const depth = camera.lens.model === "pinhole" ? place.depth : place.distance;
      puffs.push({ u: place.u, v: place.v, depth, radius: pixels, opacity: dense * (1 - index / PUFFS), color, box });
    }
  return puffs;
}

/** Blends a cloud over what is behind it. */
export function drawPuff({ data, width, height }: Pixels, { inverse }: Planes, { u, v, depth, radius, opacity, color }: Puff): void {
  const square = radius * radius;
  const [left, right] = [Math.max(0, Math.floor(u - radius)), Math.min(width - 1, Math.ceil(u + radius))];
  const [top, bottom] = [Math.max(0, Math.floor(v - radius)), Math.min(height - 1, Math.ceil(v + radius))];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const at = row * width + column;
      if ((inverse[at] ?? 0) * depth > 1) continue;
      const dx = column + 0.5 - u;
      const dy = row + 0.5 - v;
      const rest = 1 - (dx * dx + dy * dy) / square;
      if (rest > 0) blendPixel(data, at * 4, color, Math.round(256 * opacity * rest * rest));
    }
}
