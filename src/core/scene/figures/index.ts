import type { ActorType, Size } from "../../document/constants";
import { RECTANGLE, type Figure, type FigureRequest } from "./figure";

export type { Figure, FigurePart, FigureRequest } from "./figure";

/** Steps of one cycle of a figure's movement (two strides, one turn of a wheel). */
export const PHASES = 16;

/** The figure's phase, 0..PHASES-1, after `distance` pixels of path at box size `size`. */
export function phaseOf(_type: ActorType, size: Size, distance: number): number {
  const cycleLength = size.height;
  const turns = distance / cycleLength;
  return Math.floor((turns - Math.floor(turns)) * PHASES) % PHASES;
}

/** The figure for a request; equal requests give the same object. */
export function figureFor(_request: FigureRequest): Figure {
  return RECTANGLE;
}
