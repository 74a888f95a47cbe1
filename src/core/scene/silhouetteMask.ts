import type { Figure } from "./figures";
import type { Box } from "./frameStateTypes";

/** Extent of a box in whole pixels. */
export type Extent = { readonly width: number; readonly height: number };

/** A silhouette in pixels: `data[y * width + x]` is 1 where the figure covers the pixel's centre. */
export type SilhouetteMask = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly area: number;
};

/** The covered pixels of each row: row y's runs are the pairs from `ends[y - 1]` (0 for the first) to `ends[y]` of `bounds`. */
type MaskRuns = {
  readonly ends: Uint32Array;
  /** Columns where runs start and, exclusively, where they end. */
  readonly bounds: readonly number[];
};

const runsOfMasks = new WeakMap<SilhouetteMask, MaskRuns>();

/** The runs of covered pixels of a mask that no longer changes. */
export function runsOf(mask: SilhouetteMask): MaskRuns {
  const known = runsOfMasks.get(mask);
  if (known) return known;
  const { width, height, data } = mask;
  const ends = new Uint32Array(height);
  const bounds: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    for (let from = row.indexOf(1); from >= 0;) {
      const after = row.indexOf(0, from);
      const to = after < 0 ? width : after;
      bounds.push(from, to);
      from = row.indexOf(1, to);
    }
    ends[y] = bounds.length;
  }
  const runs = { ends, bounds };
  runsOfMasks.set(mask, runs);
  return runs;
}

const CACHE_BYTES = 32 * 1024 * 1024;
const cache = new Map<string, SilhouetteMask>();
let cachedBytes = 0;

/**
 * The silhouette of a figure whose box has this size in whole pixels, in a part of the box (relative to it). The mask is shared: do not
 * write to it.
 */
export function silhouetteMask(figure: Figure, size: Extent, part: Box = wholeOf(size)): SilhouetteMask {
  return keepMask(`${figure.key}|${maskKey(size, part)}`, () => rasterize(figure, size, part));
}

/** A box of this size as a part of itself. */
export function wholeOf({ width, height }: Extent): Box {
  return { x: 0, y: 0, width, height };
}

/** Distinguishes masks of one shape. */
export function maskKey({ width, height }: Extent, part: Box): string {
  return `${width}x${height}|${part.x},${part.y},${part.width}x${part.height}`;
}

/** The mask stored under a key, or a new one, which is kept as long as there is room. */
export function keepMask(key: string, make: () => SilhouetteMask): SilhouetteMask {
  const known = cache.get(key);
  if (known) return known;
  const mask = make();
  if (cachedBytes + mask.data.length > CACHE_BYTES) {
    cache.clear();
    cachedBytes = 0;
  }
  cache.set(key, mask);
  cachedBytes += mask.data.length;
  return mask;
}

function rasterize(figure: Figure, size: Extent, part: Box): SilhouetteMask {
  const { width, height } = part;
  const data = new Uint8Array(width * height);
  for (const { polygon } of figure.parts) fillPolygon(data, size, part, polygon);
  return { width, height, data, area: countPixels(data) };
}

/** The pixels that are 1 among those that are 0 or 1; the array starts at the beginning of its buffer's words. */
export function countPixels(data: Uint8Array): number {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  let count = 0;
  // Four pixels are added at a time: neither a byte of a sum of so many words nor the sum can overflow.
  const most = 127;
  for (let start = 0; start < words.length; start += most) {
    const end = Math.min(words.length, start + most);
    let sum = 0;
    for (let index = start; index < end; index++) sum += words[index] ?? 0;
    count += (sum & 255) + ((sum >> 8) & 255) + ((sum >> 16) & 255) + (sum >> 24);
  }
  for (let index = words.length * 4; index < data.length; index++) count += data[index] ?? 0;
  return count;
}

/**
 * Sets the pixels of a part of a box whose centres are inside the polygon (unit coordinates of the box), by the non-zero rule, like
 * canvas fills.
 */
function fillPolygon(data: Uint8Array, { width, height }: Extent, part: Box, polygon: readonly number[]): void {
  const crossings: { x: number; direction: number }[] = [];
  for (let row = 0; row < part.height; row++) {
    const y = (row + part.y + 0.5) / height;
    crossings.length = 0;
    for (let index = 0; index < polygon.length; index += 2) {
      const x0 = polygon[index] ?? 0;
      const y0 = polygon[index + 1] ?? 0;
      const next = (index + 2) % polygon.length;
      const x1 = polygon[next] ?? 0;
      const y1 = polygon[next + 1] ?? 0;
      if (y0 <= y === y1 <= y) continue;
      crossings.push({ x: (x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) * width, direction: y1 > y0 ? 1 : -1 });
    }
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    for (let index = 0; index + 1 < crossings.length; index++) {
      const crossing = crossings[index];
      const following = crossings[index + 1];
      if (!crossing || !following) continue;
      winding += crossing.direction;
      if (winding === 0) continue;
      const from = Math.max(0, Math.ceil(crossing.x - 0.5) - part.x);
      const to = Math.min(part.width, Math.ceil(following.x - 0.5) - part.x);
      if (to > from) data.fill(1, row * part.width + from, row * part.width + to);
    }
  }
}
