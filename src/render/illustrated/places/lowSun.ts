import type { Look } from "./place";

/** Length of a shadow towards the camera from a low sun, in heights of what casts it. */
export const LONG_SHADOW = 0.62;

/** Columns per row by which such a shadow leans sideways, at (x, base). */
export function leanAt({ sun }: Look, x: number, base: number): number {
  return Math.min(1.2, Math.max(-1.2, (x - sun.x) / Math.max(60, base - sun.y)));
}
