import type { Rgb } from "@/core/document";

/** The components of a colour written #rrggbb. */
export function parseColor(text: string): Rgb {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** In canvas syntax; components outside 0..255 are clamped, alpha 0..1. */
export function css([red, green, blue]: Rgb, alpha = 1): string {
  return alpha >= 1 ? `rgb(${red},${green},${blue})` : `rgba(${red},${green},${blue},${alpha})`;
}

/** From `from` (share 0) to `to` (share 1), component by component. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [at(0), at(1), at(2)];
}

/** Lighter (`amount` above 0) or darker (below 0) by a share of the way to white or black. */
export function shade(color: Rgb, amount: number): Rgb {
  return amount >= 0 ? mix(color, [255, 255, 255], amount) : mix(color, [0, 0, 0], -amount);
}
