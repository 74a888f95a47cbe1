// BT.709 limited range in 16-bit fixed point, the conversion of every picture in Jaywalk: see the host's documentation.
import { height, picture, width } from "./memory";

/** Converts a rectangle of the picture with even sides to YUV 4:2:0. @param target a whole frame: luma, blue, red */
export function convert(target: usize, left: i32, top: i32, right: i32, bottom: i32): void {
  const lumaRG = i16x8(11966, 20127, 11966, 20127, 11966, 20127, 11966, 20127);
  const lumaGB = i16x8(20127, 4064, 20127, 4064, 20127, 4064, 20127, 4064);
  const blue = i16x8(-6596, -22188, 28784, 0, -6596, -22188, 28784, 0);
  const red = i16x8(28784, -26145, -2639, 0, 28784, -26145, -2639, 0);
  const lumaBias = i32x4.splat(1081344);
  const colorBias = i32x4.splat(33685504);
  const half = width >> 1;
  const lumas = width * height;
  const below = usize(width) << 2;
  for (let row = top; row < bottom; row += 2) {
    let p = picture + (usize(row * width + left) << 2);
    let y = target + usize(row * width + left);
    let u = target + usize(lumas + (row >> 1) * half + (left >> 1));
    for (let count = right - left; count > 0; count -= 4, p += 16, y += 4, u += 2) {
      const a = v128.load(p);
      const b = v128.load(p + below);
      const above = luma(a, lumaRG, lumaGB, lumaBias);
      const under = luma(b, lumaRG, lumaGB, lumaBias);
      const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(above, under), above);
      const low = i16x8.add(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(b));
      const high = i16x8.add(i16x8.extend_high_i8x16_u(a), i16x8.extend_high_i8x16_u(b));
      const sums = i16x8.add(
        i8x16.shuffle(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23),
        i8x16.shuffle(low, high, 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31),
      );
      const us = chroma(sums, blue, colorBias);
      const vs = chroma(sums, red, colorBias);
      const v = u + usize(lumas >> 2);
      if (count >= 4) {
        v128.store32_lane(y, bytes, 0);
        v128.store32_lane(y + usize(width), bytes, 1);
        store<u8>(u, u8(i32x4.extract_lane(us, 2)), 1);
        store<u8>(v, u8(i32x4.extract_lane(vs, 2)), 1);
      } else {
        v128.store16_lane(y, bytes, 0);
        v128.store16_lane(y + usize(width), bytes, 2);
      }
      store<u8>(u, u8(i32x4.extract_lane(us, 0)));
      store<u8>(v, u8(i32x4.extract_lane(vs, 0)));
    }
  }
}

/** Luma of four pixels. Green's factor exceeds 16 bits and is therefore split in two. */
function luma(pixels: v128, rg: v128, gb: v128, bias: v128): v128 {
  const zero = i32x4.splat(0);
  const one = i8x16.shuffle(pixels, zero, 0, 16, 1, 16, 4, 16, 5, 16, 8, 16, 9, 16, 12, 16, 13, 16);
  const two = i8x16.shuffle(pixels, zero, 1, 16, 2, 16, 5, 16, 6, 16, 9, 16, 10, 16, 13, 16, 14, 16);
  return i32x4.shr_u(i32x4.add(i32x4.add(i32x4.dot_i16x8_s(one, rg), i32x4.dot_i16x8_s(two, gb)), bias), 16);
}

/** Chroma of two blocks, in lanes 0 and 2. @param sums over four pixels: red, green, blue, unused; twice */
function chroma(sums: v128, factors: v128, bias: v128): v128 {
  const parts = i32x4.dot_i16x8_s(sums, factors);
  const other = i8x16.shuffle(parts, parts, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
  return i32x4.shr_s(i32x4.add(i32x4.add(parts, other), bias), 18);
}
