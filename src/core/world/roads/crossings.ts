import { straightLine } from "../polyline";
import { add, directionTo, leftOf, scale, subtract, type Vector2 } from "../vector";
import type { LayoutParts } from "./layout";
import { paintZebra } from "./strips";

/** Usual width of a zebra crossing, along the road (metres). */
export const CROSSING_WIDTH = 4;

/** A zebra crossing from kerb to kerb. @param gaps unpainted parts of the way across, in metres from its start */
export function addCrossing(
  parts: LayoutParts,
  id: string,
  from: Vector2,
  to: Vector2,
  width = CROSSING_WIDTH,
  gaps: readonly (readonly [number, number])[] = [],
): void {
  const along = directionTo(from, to);
  if (!along) return;
  const side = scale(leftOf(along), width / 2);
  parts.crossings.push({
    id,
    outline: [subtract(from, side), subtract(to, side), add(to, side), add(from, side)],
    line: straightLine([from, to]),
    width,
  });
  paintZebra(parts, from, to, width, gaps);
}
