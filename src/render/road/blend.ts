import type { Rgb } from "@/core/document";

/** A picture in memory: red, green, blue, 255 for each pixel. */
export type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

/** Blends a pixel with a colour. @param share 0 to 256 */
export function blendPixel(data: Uint8ClampedArray, at: number, color: Rgb, share: number): void {
  // Without destructuring: this runs hundreds of thousands of times a frame.
  const red = data[at] ?? 0;
  const green = data[at + 1] ?? 0;
  const blue = data[at + 2] ?? 0;
  data[at] = red + (((color[0] - red) * share) >> 8);
  data[at + 1] = green + (((color[1] - green) * share) >> 8);
  data[at + 2] = blue + (((color[2] - blue) * share) >> 8);
}

export type Streak = {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** Pixels across. */
  readonly width: number;
  readonly color: Rgb;
  /** Opacity, 0..1. */
  readonly opacity: number;
};

/** Draws a streak with soft long sides, step by step along its major axis. */
export function drawStreak({ data, width, height }: Pixels, streak: Streak): void {
  const [dx, dy] = [streak.x1 - streak.x0, streak.y1 - streak.y0];
  const upright = Math.abs(dy) >= Math.abs(dx);
  const [from, to] = upright ? [streak.y0, streak.y1] : [streak.x0, streak.x1];
  const [aside, slope] = upright ? [streak.x0, dx / (dy || 1)] : [streak.y0, dy / (dx || 1)];
  const [alongEnd, acrossEnd] = upright ? [height, width] : [width, height];
  const half = streak.width / 2;
  // A streak that is shorter than wide is drawn as a dot.
  const first = Math.max(0, Math.floor(Math.min(from, to) - half));
  const last = Math.min(alongEnd - 1, Math.floor(Math.max(from, to) + half));
  for (let along = first; along <= last; along++) {
    const middle = aside + (along + 0.5 - from) * slope;
    const low = middle - half;
    const high = middle + half;
    const end = Math.min(acrossEnd - 1, Math.floor(high));
    for (let across = Math.max(0, Math.floor(low)); across <= end; across++) {
      const covered = Math.min(high, across + 1) - Math.max(low, across);
      const share = Math.round(256 * streak.opacity * Math.min(1, covered));
      if (share <= 0) continue;
      const at = (upright ? along * width + across : across * width + along) * 4;
      blendPixel(data, at, streak.color, share);
    }
  }
}

/** Draws a round spot with a soft edge. */
export function drawSpot({ data, width, height }: Pixels, x: number, y: number, radius: number, color: Rgb, opacity: number): void {
  const [left, right] = [Math.max(0, Math.floor(x - radius - 0.5)), Math.min(width - 1, Math.floor(x + radius + 0.5))];
  const [top, bottom] = [Math.max(0, Math.floor(y - radius - 0.5)), Math.min(height - 1, Math.floor(y + radius + 0.5))];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const across = column + 0.5 - x;
      const down = row + 0.5 - y;
      const covered = Math.min(1, radius + 0.5 - Math.sqrt(across * across + down * down));
      const share = Math.round(256 * opacity * covered);
      if (share > 0) blendPixel(data, (row * width + column) * 4, color, share);
    }
}
