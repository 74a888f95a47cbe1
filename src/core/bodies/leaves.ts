import { hashUnit } from "../random";
import type { Color } from "./builder";
import { shaded } from "./colors";

/** Tones of leaves: lighter where they are up, and patchy, since light falls through them. @param tone by height within the crown */
export function leafTones(seed: number, leaves: Color, tone: (up: number) => number): (up: number, side: number) => Color {
  return (up, side) => shaded(leaves, tone(up) * (0.76 + 0.46 * hashUnit(seed, 43, Math.round(up * 100), side)));
}

/** Tones of a trunk's parts, from the ground upwards: bark is patchy. */
export function barkTone(seed: number, bark: Color): (part: number) => Color {
  return (part) => shaded(bark, 0.74 + 0.5 * hashUnit(seed, 41, part));
}
