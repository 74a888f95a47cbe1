import type { Box } from "@/core/scene";
import type { Regions } from "../regions";

/** Beyond this share of the frame, drawing all of it is quicker. */
const LARGE_SHARE = 0.6;

/** Boxes extended to even sides, with overlapping ones merged; the whole frame if that is faster. */
export function mergedRegions(boxes: readonly Box[], { width, height }: { width: number; height: number }): Regions {
  const merged: Box[] = [];
  for (const box of boxes) {
    let grown = evenBox(box);
    // After a merge, it may overlap others.
    for (let met = takeMeeting(merged, grown); met; met = takeMeeting(merged, grown)) grown = aroundBoth(grown, met);
    merged.push(grown);
  }
  const pixels = merged.reduce((sum, box) => sum + box.width * box.height, 0);
  return pixels > LARGE_SHARE * width * height ? "whole" : merged;
}

function takeMeeting(boxes: Box[], box: Box): Box | undefined {
  const index = boxes.findIndex((other) => meet(box, other));
  return index < 0 ? undefined : boxes.splice(index, 1)[0];
}

const meet = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The smallest box that contains both. */
export function aroundBoth(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

/** Extends a box to even edges; it stays inside a frame of even size. */
function evenBox({ x, y, width, height }: Box): Box {
  const [left, top] = [x & ~1, y & ~1];
  return { x: left, y: top, width: (x + width + 1 - left) & ~1, height: (y + height + 1 - top) & ~1 };
}
