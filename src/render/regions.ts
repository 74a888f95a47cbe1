import type { Box } from "@/core/scene";

/** Where a frame's pixels may differ from its static scene: boxes inside the frame, or the whole of it. */
export type Regions = Box[] | "whole";

/** The boxes' parts inside the frame; what lies outside it is left out. */
export function clipToFrame(boxes: readonly Box[], frame: { width: number; height: number }): Box[] {
  const clipped: Box[] = [];
  for (const box of boxes) {
    const x = Math.max(0, box.x);
    const y = Math.max(0, box.y);
    const width = Math.min(frame.width, box.x + box.width) - x;
    const height = Math.min(frame.height, box.y + box.height) - y;
    if (width > 0 && height > 0) clipped.push({ x, y, width, height });
  }
  return clipped;
}
