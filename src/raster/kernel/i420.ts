// BT.709 limited range in 16-bit fixed point, the conversion of every picture in Jaywalk: see the host's documentation.
import { height, picture, width } from "./memory";

// A pixel's four bytes are taken apart into red and blue, and green and alpha, as pairs of 16-bit numbers. All sums are exact.
const RED_AND_BLUE: i32 = 0x00ff00ff;
/** Twice green, from a pixel shifted by 7: luma's factor of green exceeds 16 bits, half of it does not. */
const TWICE_GREEN: i32 = 0x000001fe;

/** Converts a rectangle of the picture with even sides to YUV 4:2:0. @param target a whole frame: luma, blue, red */
export function convert(target: usize, left: i32, top: i32, right: i32, bottom: i32): void {
  const half = width >> 1;
  const lumas = width * height;
  const below = usize(width) << 2;
  for (let row = top; row < bottom; row += 2) {
    let p = picture + (usize(row * width + left) << 2);
    let y = target + usize(row * width + left);
    let u = target + usize(lumas + (row >> 1) * half + (left >> 1));
    let count = right - left;
    for (; count >= 8; count -= 8, p += 32, y += 8, u += 4) {
      const a = v128.load(p);
      const b = v128.load(p, 16);
      const c = v128.load(p + below);
      const d = v128.load(p + below, 16);
      const lumasOfEight = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(luma(a), luma(b)), i16x8.narrow_i32x4_s(luma(c), luma(d)));
      v128.store64_lane(y, lumasOfEight, 0);
      v128.store64_lane(y + usize(width), lumasOfEight, 1);
      storeChroma<u32>(u, u + usize(lumas >> 2), a, b, c, d);
    }
    for (; count > 0; count -= 2, p += 8, y += 2, u++) {
      const a = v128.load64_zero(p);
      const c = v128.load64_zero(p + below);
      const lumasOfTwo = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(luma(a), a), i16x8.narrow_i32x4_s(luma(c), c));
      v128.store16_lane(y, lumasOfTwo, 0);
      v128.store16_lane(y + usize(width), lumasOfTwo, 4);
      storeChroma<u8>(u, u + usize(lumas >> 2), a, a, c, c);
    }
  }
}

/** Luma of four pixels. */
function luma(pixels: v128): v128 {
  const redAndBlue = i32x4.dot_i16x8_s(v128.and(pixels, i32x4.splat(RED_AND_BLUE)), i32x4.splat(11966 | (4064 << 16)));
  const green = i32x4.dot_i16x8_s(v128.and(i32x4.shr_u(pixels, 7), i32x4.splat(TWICE_GREEN)), i32x4.splat(20127));
  return i32x4.shr_u(i32x4.add(i32x4.add(redAndBlue, green), i32x4.splat(1081344)), 16);
}

/** Stores the chroma of blocks of two rows, a and b above c and d: of the type's size, so many blocks. */
function storeChroma<Blocks>(u: usize, v: usize, a: v128, b: v128, c: v128, d: v128): void {
  const mask = i32x4.splat(RED_AND_BLUE);
  const one = i16x8.add(v128.and(a, mask), v128.and(c, mask));
  const two = i16x8.add(v128.and(b, mask), v128.and(d, mask));
  const greenOne = i16x8.add(v128.and(i32x4.shr_u(a, 8), mask), v128.and(i32x4.shr_u(c, 8), mask));
  const greenTwo = i16x8.add(v128.and(i32x4.shr_u(b, 8), mask), v128.and(i32x4.shr_u(d, 8), mask));
  const blues = chroma(one, two, greenOne, greenTwo, i32x4.splat((-6596 & 0xffff) | (28784 << 16)), i32x4.splat(-22188 & 0xffff));
  const reds = chroma(one, two, greenOne, greenTwo, i32x4.splat(28784 | (-2639 << 16)), i32x4.splat(-26145 & 0xffff));
  const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(blues, reds), blues);
  if (sizeof<Blocks>() == 4) {
    v128.store32_lane(u, bytes, 0);
    v128.store32_lane(v, bytes, 1);
  } else {
    v128.store8_lane(u, bytes, 0);
    v128.store8_lane(v, bytes, 4);
  }
}

/** Chroma of four blocks, from sums over their columns. */
function chroma(one: v128, two: v128, greenOne: v128, greenTwo: v128, ofRedAndBlue: v128, ofGreen: v128): v128 {
  const first = i32x4.add(i32x4.dot_i16x8_s(one, ofRedAndBlue), i32x4.dot_i16x8_s(greenOne, ofGreen));
  const second = i32x4.add(i32x4.dot_i16x8_s(two, ofRedAndBlue), i32x4.dot_i16x8_s(greenTwo, ofGreen));
  const sums = i32x4.add(i32x4.shuffle(first, second, 0, 2, 4, 6), i32x4.shuffle(first, second, 1, 3, 5, 7));
  return i32x4.shr_s(i32x4.add(sums, i32x4.splat(33685504)), 18);
}
