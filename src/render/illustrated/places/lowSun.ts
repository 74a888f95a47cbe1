import type { Look } from "./place";

/** Length of a shadow towards the camera before a low sun, in heights of what throws it. */
export const LONG_SHADOW = 0.62;

/** Columns a row that such a shadow leans aside, at (x, base). */
export function leanAt({ sun }: Look, x: number, base: number): number {
  return Math.min(1.2, Math.max(-1.2, (x - sun.x) / Math.max(60, base - sun.y)));
}
