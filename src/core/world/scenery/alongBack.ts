import { headingOf } from "../pose";
import { directionTo, distanceBetween, type Vector2 } from "../vector";
import type { Frontage, FrontagePlace } from "./frontage";
import { moved } from "./site";

/** Beyond this, a road is so wide here that another joins it (metres). */
export const WIDEST_PAVEMENT = 12;

/** Longest piece of what follows the back of a pavement, in metres: on a curve, shorter ones. */
const PIECE = 6;

/**
 * Pieces along the back of the pavement between two distances.
 * @param behind metres behind it @param put places a piece with its middle, heading and length
 */
export function alongBack(
  frontage: Frontage,
  from: number,
  to: number,
  behind: number,
  put: (middle: Vector2, heading: number, length: number, index: number) => unknown,
): void {
  const pieces = Math.ceil((to - from) / PIECE);
  const points = Array.from({ length: pieces + 1 }, (_, index): Vector2 | null => {
    const place: FrontagePlace | null = frontage.at(from + ((to - from) * index) / pieces);
    return place && place.back - place.kerb < WIDEST_PAVEMENT ? place.beside(place.back + behind) : null;
  });
  points.slice(1).forEach((end, index) => {
    const start = points[index];
    const along = start && end && directionTo(start, end);
    if (!along) return;
    const length = distanceBetween(start, end);
    if (length > 0.8) put(moved(start, along, length / 2), headingOf(along), length, index);
  });
}
