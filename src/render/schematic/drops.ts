import { PURPOSE, hash32 } from "@/core/random";
import type { FrameState } from "@/core/scene";
import type { Rgb } from "@/core/document";
import { perFrame } from "@/core/timeline";

/** Drops or flakes: their colour, and how many heights of the frame they fall per second. */
export type Falling = { color: Rgb; fallPerSecond: number; key: number };

export const DROPS: Falling = { color: [200, 200, 255], fallPerSecond: 0.9, key: 0 };
export const FLAKES: Falling = { color: [255, 255, 255], fallPerSecond: 0.2, key: 1 };

/**
 * Centres of the drops or flakes at a frame, x0, y0, x1, y1, …, whole pixels inside the frame. Each falls straight at constant speed;
 * after leaving at the lower edge it re-enters at the upper one, in another column.
 */
export function centresOf(
  { key, fallPerSecond }: Falling,
  { seed, frame, width, height, fps }: Pick<FrameState, "seed" | "frame" | "width" | "height" | "fps">,
  count: number,
): Int32Array {
  const fall = Math.max(1, Math.round(perFrame(height * fallPerSecond, fps)));
  const centres = new Int32Array(count * 2);
  for (let index = 0; index < count; index++) {
    const particle = index + key * 100_000;
    const fallen = (hash32(seed, PURPOSE.particles, particle) % height) + fall * frame;
    const passes = Math.floor(fallen / height);
    centres[index * 2] = hash32(seed, PURPOSE.particles, particle, passes, 1) % width;
    centres[index * 2 + 1] = fallen - passes * height;
  }
  return centres;
}
