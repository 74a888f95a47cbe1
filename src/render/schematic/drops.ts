import { PURPOSE, hash32 } from "@/core/random";
import type { FrameState } from "@/core/scene";
import type { Rgb } from "@/core/document";

export const DROP_COLOR: Rgb = [200, 200, 255];

/** Heights of the frame that a drop falls in a second. */
const FALL_PER_SECOND = 0.9;

/**
 * Centres of the drops at a frame, x0, y0, x1, y1, …, whole pixels inside the frame. A drop falls straight and evenly;
 * leaving at the lower edge it comes in again at the upper, in another column.
 */
export function dropCentres(
  { seed, frame, width, height, fps }: Pick<FrameState, "seed" | "frame" | "width" | "height" | "fps">,
  count: number,
): Int32Array {
  const fall = Math.max(1, Math.round((height * FALL_PER_SECOND) / fps));
  const centres = new Int32Array(count * 2);
  for (let drop = 0; drop < count; drop++) {
    const fallen = (hash32(seed, PURPOSE.particles, drop) % height) + fall * frame;
    const passes = Math.floor(fallen / height);
    centres[drop * 2] = hash32(seed, PURPOSE.particles, drop, passes, 1) % width;
    centres[drop * 2 + 1] = fallen - passes * height;
  }
  return centres;
}
