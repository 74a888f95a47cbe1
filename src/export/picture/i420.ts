import type { Box } from "@/core/scene";

/** Order of the bytes of a pixel in memory. */
export type PixelOrder = "rgba" | "bgra";

/** 32-bit pixels row by row; `left`, `top`: where the block is in the frame. */
export type PixelBlock = Box & { pixels: Uint32Array; order: PixelOrder };

/** Bytes of one YUV 4:2:0 frame: a plane of luma, two of chroma at half the width and height. */
export function i420Bytes(width: number, height: number): number {
  return (width * height * 3) / 2;
}

/** Extended to even edges, since chroma is shared by 2×2 pixels; stays inside a frame of even size. */
export function growToEven({ x, y, width, height }: Box): Box {
  const left = x & ~1;
  const top = y & ~1;
  return { x: left, y: top, width: (x + width + 1 - left) & ~1, height: (y + height + 1 - top) & ~1 };
}

/**
 * Converts a region to BT.709 limited range, YUV 4:2:0 (ITU-R BT.709-6, items 3.2 to 3.5), in 16-bit fixed point; chroma is the mean of
 * 2×2 pixels.
 * @param region even box in frame coordinates, inside `block`
 * @param target a whole I420 frame of `frameWidth` × `frameHeight`
 */
export function convertRegion(block: PixelBlock, region: Box, target: Uint8Array, frameWidth: number, frameHeight: number): void {
  const { pixels, width: stride } = block;
  const redShift = block.order === "rgba" ? 0 : 16;
  const blueShift = 16 - redShift;
  const lumaBytes = frameWidth * frameHeight;
  const halfWidth = frameWidth >> 1;
  const bottom = region.y + region.height;
  for (let y = region.y; y < bottom; y += 2) {
    let source = (y - block.y) * stride + region.x - block.x;
    let luma = y * frameWidth + region.x;
    let blue = lumaBytes + (y >> 1) * halfWidth + (region.x >> 1);
    let red = blue + (lumaBytes >> 2);
    const end = source + region.width;
    for (; source < end; source += 2, luma += 2) {
      const a = pixels[source] ?? 0;
      const b = pixels[source + 1] ?? 0;
      const c = pixels[source + stride] ?? 0;
      const d = pixels[source + stride + 1] ?? 0;
      const ar = (a >>> redShift) & 255;
      const ag = (a >>> 8) & 255;
      const ab = (a >>> blueShift) & 255;
      const br = (b >>> redShift) & 255;
      const bg = (b >>> 8) & 255;
      const bb = (b >>> blueShift) & 255;
      const cr = (c >>> redShift) & 255;
      const cg = (c >>> 8) & 255;
      const cb = (c >>> blueShift) & 255;
      const dr = (d >>> redShift) & 255;
      const dg = (d >>> 8) & 255;
      const db = (d >>> blueShift) & 255;
      target[luma] = (11966 * ar + 40254 * ag + 4064 * ab + 1081344) >> 16;
      target[luma + 1] = (11966 * br + 40254 * bg + 4064 * bb + 1081344) >> 16;
      target[luma + frameWidth] = (11966 * cr + 40254 * cg + 4064 * cb + 1081344) >> 16;
      target[luma + frameWidth + 1] = (11966 * dr + 40254 * dg + 4064 * db + 1081344) >> 16;
      const r = ar + br + cr + dr;
      const g = ag + bg + cg + dg;
      const bSum = ab + bb + cb + db;
      target[blue++] = (-6596 * r - 22188 * g + 28784 * bSum + 33685504) >> 18;
      target[red++] = (28784 * r - 26145 * g - 2639 * bSum + 33685504) >> 18;
    }
  }
}

/** Whether two I420 frames are equal in a region. @param region even box in frame coordinates */
export function equalIn(
  { x, y, width, height }: Box,
  one: Uint8Array,
  other: Uint8Array,
  frameWidth: number,
  frameHeight: number,
): boolean {
  const rowsEqual = (start: number, stride: number, columns: number, rows: number): boolean => {
    for (let row = 0; row < rows; row++)
      for (let index = start + row * stride; index < start + row * stride + columns; index++) if (one[index] !== other[index]) return false;
    return true;
  };
  const luma = frameWidth * frameHeight;
  const halfWidth = frameWidth >> 1;
  const blue = luma + (y >> 1) * halfWidth + (x >> 1);
  return (
    rowsEqual(y * frameWidth + x, frameWidth, width, height) &&
    rowsEqual(blue, halfWidth, width >> 1, height >> 1) &&
    rowsEqual(blue + (luma >> 2), halfWidth, width >> 1, height >> 1)
  );
}
