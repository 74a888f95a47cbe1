import type { Box } from "@/core/scene";
import type { LumaFrame } from "./decodedLuma";

/** The part of a box's area that shows a luma: how many pixels, and their tight box. */
export type Sighting = { readonly pixels: number; readonly box: Box | null };

/** Finds the pixels that `matches` inside an area of the picture (clipped to it). */
export function findPixels({ width, height, luma }: LumaFrame, area: Box, matches: (luma: number) => boolean): Sighting {
  let [left, top, right, bottom, pixels] = [Infinity, Infinity, -1, -1, 0];
  for (let y = Math.max(0, area.y); y < Math.min(height, area.y + area.height); y++)
    for (let x = Math.max(0, area.x); x < Math.min(width, area.x + area.width); x++) {
      if (!matches(luma[y * width + x] ?? -1)) continue;
      pixels++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return { pixels, box: pixels === 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 } };
}

/** The smallest box around some boxes. */
export function unionOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
