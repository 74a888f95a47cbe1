import type { Box } from "@/core/scene";

/**
 * The frame stamp: a strip of square cells in the frame's top-left corner. One black and one white cell mark its start, then 20 cells
 * encode the frame number, highest bit first (white is 1), then 2 cells the count of white ones modulo 4.
 */
const NUMBER_CELLS = 20;
const CHECK_CELLS = 2;
const CELLS = 2 + NUMBER_CELLS + CHECK_CELLS;

/** Edge of a cell in pixels, even and at least 2; the strip takes at most half the width of a frame. */
function cellSize(frameWidth: number): number {
  return Math.max(2, Math.min(16, Math.floor(frameWidth / (2 * CELLS)) & ~1));
}

/** The whole strip. */
export function frameStampBox(frameWidth: number): Box {
  const size = cellSize(frameWidth);
  return { x: 0, y: 0, width: CELLS * size, height: size };
}

/** The cells from left to right; `white` or black. @throws RangeError for a number of more than 20 bits */
export function frameStampCells(frame: number, frameWidth: number): (Box & { white: boolean })[] {
  if (!Number.isInteger(frame) || frame < 0 || frame >= 2 ** NUMBER_CELLS)
    throw new RangeError(`a frame stamp can only hold numbers of ${NUMBER_CELLS} bits, not ${frame}`);
  const bits: boolean[] = [];
  for (let bit = NUMBER_CELLS - 1; bit >= 0; bit--) bits.push(((frame >> bit) & 1) === 1);
  const check = bits.filter(Boolean).length % 4;
  const size = cellSize(frameWidth);
  return [false, true, ...bits, check >= 2, check % 2 === 1].map((white, index) => ({
    x: index * size,
    y: 0,
    width: size,
    height: size,
    white,
  }));
}

/**
 * Reads a stamp back from decoded brightness.
 * @param brightnessAt 0 (black) to 255 (white) at a pixel
 * @returns the frame number, or null if there is no intact stamp
 */
export function readFrameStamp(frameWidth: number, brightnessAt: (x: number, y: number) => number): number | null {
  const size = cellSize(frameWidth);
  const white = Array.from({ length: CELLS }, (_, index) => brightnessAt(index * size + size / 2, size / 2) > 127);
  if (white[0] || !white[1]) return null;
  const bits = white.slice(2, 2 + NUMBER_CELLS);
  const [high, low] = white.slice(2 + NUMBER_CELLS);
  if (bits.filter(Boolean).length % 4 !== (high ? 2 : 0) + (low ? 1 : 0)) return null;
  return bits.reduce((number, bit) => number * 2 + (bit ? 1 : 0), 0);
}
