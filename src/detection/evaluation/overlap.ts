import type { Box } from "@/core/scene/frameStateTypes";

export type Picture = { width: number; height: number };

/**
 * The part of a box inside the picture; one entirely outside shrinks to nothing at the edge. Truth extends beyond the frame, a detector's
 * boxes usually do not: both are clipped before they are compared.
 */
export function inPicture(box: Box, picture: Picture): Box {
  const left = within(box.x, picture.width);
  const top = within(box.y, picture.height);
  const right = within(box.x + box.width, picture.width);
  const bottom = within(box.y + box.height, picture.height);
  const isWhole = left === box.x && top === box.y && right === box.x + box.width && bottom === box.y + box.height;
  // A box inside keeps its exact numbers: right minus left may differ from the width in the last digit.
  return isWhole ? box : { x: left, y: top, width: right - left, height: bottom - top };
}

const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);

/** Intersection over union of two half-open boxes, 0..1; 0 if both are empty. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}
