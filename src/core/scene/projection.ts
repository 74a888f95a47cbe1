import type { Point } from "../document/constants";
import type { Pose } from "../timeline";
import type { Box } from "./frameStateTypes";

/**
 * Maps a pose of the scenario to the picture: whole pixels, the top-left corner truncated toward zero before jitter is added, as in the
 * specification. Scenario coordinates are currently pixels; a ground-plane camera in metres would change only this function.
 */
export function projectBox(pose: Pick<Pose, "corner" | "width" | "height">, jitter: Point): Box {
  return {
    // Adding 0 turns −0 into 0.
    x: Math.trunc(pose.corner.x) + jitter.x + 0,
    y: Math.trunc(pose.corner.y) + jitter.y + 0,
    width: Math.max(1, Math.round(pose.width)),
    height: Math.max(1, Math.round(pose.height)),
  };
}

/** Whether any pixel of the box is inside a frame of this size. */
export function meetsFrame(box: Box, width: number, height: number): boolean {
  return box.x < width && box.y < height && box.x + box.width > 0 && box.y + box.height > 0;
}

/** The part two half-open boxes share, or null. */
export function intersectBoxes(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Whether two half-open boxes share a pixel. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
