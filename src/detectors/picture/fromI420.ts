/** A table for each term of the conversion, in 16-bit fixed point, for sample values of 0 to 255. */
function terms(factor: number, middle: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, value) => factor * (value - middle));
}

/** ITU-R BT.709-6, limited range: 255 ÷ 219 for luma, 255 ÷ 224 times twice the primaries' weights for chroma. */
const LUMA = terms(76309, 16);
const RED_OF_V = terms(117489, 128);
const GREEN_OF_U = terms(-13975, 128);
const GREEN_OF_V = terms(-34925, 128);
const BLUE_OF_U = terms(138438, 128);
const HALF = 32768;

/**
 * A decoded frame (BT.709 limited range, YUV 4:2:0) as red, green, blue. Integers only, so that every engine and every decoder give the
 * same pixels; each 2 × 2 pixels share their chroma.
 */
export function rgbFromI420(yuv: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(width * height * 3);
  const half = width >> 1;
  const blue = width * height;
  const red = blue + half * (height >> 1);
  // Clamps to 0..255, as the type does.
  const clamped = new Uint8ClampedArray(rgb.buffer);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const chroma = (y >> 1) * half;
    for (let x = 0; x < width; x++) {
      const u = yuv[blue + chroma + (x >> 1)] ?? 0;
      const v = yuv[red + chroma + (x >> 1)] ?? 0;
      const luma = (LUMA[yuv[y * width + x] ?? 0] ?? 0) + HALF;
      clamped[at++] = (luma + (RED_OF_V[v] ?? 0)) >> 16;
      clamped[at++] = (luma + (GREEN_OF_U[u] ?? 0) + (GREEN_OF_V[v] ?? 0)) >> 16;
      clamped[at++] = (luma + (BLUE_OF_U[u] ?? 0)) >> 16;
    }
  }
  return rgb;
}
