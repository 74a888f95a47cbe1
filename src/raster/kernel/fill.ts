// Fills a triangle row by row.
//
// A sample belongs to a triangle if top ≤ y < bottom and left ≤ x < right. Edge crossings are exact, so each sample on an edge shared by
// two triangles belongs to exactly one of them. A sample's value depends on the sample and the triangle alone, not on where filling
// began, so regions of a picture are the same as in the whole.
import { bandColors, bandDepths, depths, ids, picture, width } from "./memory";
import { MIDDLE_RIGHT, MIRROR, PAINTED, SHADOW } from "./record";
import { MIRRORED, SHADOWABLE, isWet } from "./surface";

// What is filled is selected at compile time, by the size of a type parameter.
/** Four samples per pixel, in a band: depth and colour. */
export type Samples = u64;
/** The centre of each pixel: depth and id. */
export type Middles = u16;
/** The centre of each pixel: depth, id and colour. */
export type ColoredMiddles = u32;
/** The centre of each pixel: whether it is covered, one byte each. */
export type Cover = u8;

/** First row or column at or after a coordinate. Samples are at 64 + 128 n, pixel centres at 128 + 256 n. */
export function firstAt<Plane>(coordinate: i32): i32 {
  return sizeof<Plane>() == 8 ? (coordinate + 63) >> 7 : (coordinate + 127) >> 8;
}

/** The edge from (x, y) at a row, as a numerator: divided by the edge's height and rounded up, it is the first column at or after it. */
function edgeAt<Plane>(x: i32, y: i32, dx: f64, dy: f64, row: i32): f64 {
  // Minus one half, which does not change the result for integers and keeps the division from rounding up past one.
  return sizeof<Plane>() == 8
    ? f64(x - 64) * dy + f64((row << 7) + 64 - y) * dx - 0.5
    : f64(x - 128) * dy + f64((row << 8) + 128 - y) * dx - 0.5;
}

/** Fills the part of a triangle inside a rectangle. @param origin the row at which the plane begins; `cover` is used by Cover only */
export function fill<Plane>(t: usize, left: i32, top: i32, right: i32, bottom: i32, origin: i32, cover: usize, stride: i32): void {
  const SPACING: f64 = sizeof<Plane>() == 8 ? 128 : 256;
  const y0 = load<i32>(t, 4);
  const y1 = load<i32>(t, 12);
  const y2 = load<i32>(t, 20);
  let row = max(firstAt<Plane>(y0), top);
  const end = min(firstAt<Plane>(y2), bottom);
  if (row >= end) return;
  const x0 = load<i32>(t);
  const x1 = load<i32>(t, 8);
  const x2 = load<i32>(t, 16);
  const leftmost = firstAt<Plane>(min(x0, min(x1, x2)));
  if (leftmost >= right || firstAt<Plane>(max(x0, max(x1, x2))) <= left) return;

  const flags = i32(load<u16>(t, 30));
  const painted = (flags & PAINTED) != 0;
  const shadow = (flags & SHADOW) != 0;
  const mirror = (flags & MIRROR) != 0;
  if (sizeof<Plane>() != 8 && (shadow || mirror)) return;
  const middle = firstAt<Plane>(y1);
  const longX = f64(x2 - x0);
  const longY = f64(y2 - y0);
  // Of both edges, the long one first: numerators, what they grow by from row to row, and what they are multiplied by.
  let numerators = f64x2.splat(edgeAt<Plane>(x0, y0, longX, longY, row));
  let steps = f64x2.splat(longX * SPACING);
  let inverses = f64x2.splat(1.0 / (longY * SPACING));
  if (row < middle) {
    const shortX = f64(x1 - x0);
    const shortY = f64(y1 - y0);
    inverses = f64x2.replace_lane(inverses, 1, 1.0 / (shortY * SPACING));
    steps = f64x2.replace_lane(steps, 1, shortX * SPACING);
    numerators = f64x2.replace_lane(numerators, 1, edgeAt<Plane>(x0, y0, shortX, shortY, row));
  }
  let isLower = false;
  const isMiddleRight = (flags & MIDDLE_RIGHT) != 0;

  // 1/w along a row is computed from the triangle's leftmost column, so that column offsets are small integers, which are exact.
  const zy = load<f64>(t, 48) * SPACING;
  const zx = load<f64>(t, 40);
  const half: f64 = SPACING * 0.5;
  const zStart = load<f64>(t, 32) + zx * (f64(leftmost) * SPACING + half) + load<f64>(t, 48) * half;
  const step = f32x4.splat(f32(zx * SPACING));
  const least = f32x4.splat(load<f32>(t, 56));
  const most = f32x4.splat(load<f32>(t, 60));
  const color = i32x4.splat(sizeof<Plane>() == 8 && load<u16>(t, 28) != 0 ? load<u32>(t, 24) & UNSHADED : load<u32>(t, 24));
  const id = i16x8.splat(load<u16>(t, 28));
  const four = f32x4.splat(4);
  const lanes = i32x4(0, 1, 2, 3);
  const firstLanes = f32x4(0, 1, 2, 3);

  for (; row < end; row++, numerators = f64x2.add(numerators, steps)) {
    if (!isLower && row >= middle) {
      isLower = true;
      const shortX = f64(x2 - x1);
      const shortY = f64(y2 - y1);
      inverses = f64x2.replace_lane(inverses, 1, 1.0 / (shortY * SPACING));
      steps = f64x2.replace_lane(steps, 1, shortX * SPACING);
      numerators = f64x2.replace_lane(numerators, 1, edgeAt<Plane>(x1, y1, shortX, shortY, row));
    }
    const edges = i32x4.trunc_sat_f64x2_s_zero(f64x2.ceil(f64x2.mul(numerators, inverses)));
    const atLong = i32x4.extract_lane(edges, 0);
    const atShort = i32x4.extract_lane(edges, 1);
    const from = max(isMiddleRight ? atLong : atShort, left);
    let count = min(isMiddleRight ? atShort : atLong, right) - from;
    if (count <= 0) continue;

    if (sizeof<Plane>() == 1) {
      let p = cover + usize((row - origin) * stride + from - left);
      for (; count >= 16; count -= 16, p += 16) v128.store(p, i8x16.splat(1));
      for (; count >= 8; count -= 8, p += 8) store<u64>(p, 0x0101010101010101);
      for (; count > 0; count--, p++) store<u8>(p, 1);
    } else {
      const start = f32x4.splat(f32(zStart + zy * f64(row)));
      let index = f32x4.add(firstLanes, f32x4.splat(f32(from - leftmost)));
      const at = sizeof<Plane>() == 8 ? usize((row - origin) * 2 * width + from) : usize(row * width + from);
      if (sizeof<Plane>() == 8 && shadow) {
        darken(bandColors + (at << 2), count, load<u8>(t, 24));
        continue;
      }
      if (sizeof<Plane>() == 8 && mirror) {
        reflect(bandColors + (at << 2), count, load<u32>(t, 24));
        continue;
      }
      let z = (sizeof<Plane>() == 8 ? bandDepths : depths) + (at << 2);
      let c = (sizeof<Plane>() == 8 ? bandColors : picture) + (at << 2);
      let k = ids + (at << 1);
      if (painted) {
        if (count >= 16 && isWithin(start, step, index, count, least, most)) {
          for (; count >= 16; count -= 16) {
            v128.store(z, f32x4.add(start, f32x4.mul(step, index)));
            index = f32x4.add(index, four);
            v128.store(z, f32x4.add(start, f32x4.mul(step, index)), 16);
            index = f32x4.add(index, four);
            v128.store(z, f32x4.add(start, f32x4.mul(step, index)), 32);
            index = f32x4.add(index, four);
            v128.store(z, f32x4.add(start, f32x4.mul(step, index)), 48);
            index = f32x4.add(index, four);
            if (sizeof<Plane>() >= 4) {
              v128.store(c, color);
              v128.store(c, color, 16);
              v128.store(c, color, 32);
              v128.store(c, color, 48);
            }
            if (sizeof<Plane>() <= 4) {
              v128.store(k, id);
              v128.store(k, id, 16);
            }
            z += 64;
            c += 64;
            k += 32;
          }
        }
        for (; count >= 4; count -= 4) {
          v128.store(z, clamped(start, step, index, least, most));
          if (sizeof<Plane>() >= 4) v128.store(c, color);
          if (sizeof<Plane>() <= 4) v128.store64_lane(k, id, 0);
          index = f32x4.add(index, four);
          z += 16;
          c += 16;
          k += 8;
        }
      } else {
        for (; count >= 4; count -= 4) {
          const value = clamped(start, step, index, least, most);
          const before = v128.load(z);
          const mask = f32x4.gt(value, before);
          if (v128.any_true(mask)) put<Plane>(z, c, k, value, before, color, id, mask);
          index = f32x4.add(index, four);
          z += 16;
          c += 16;
          k += 8;
        }
      }
      if (count > 0) {
        const value = clamped(start, step, index, least, most);
        const before = v128.load(z);
        const inside = i32x4.lt_s(lanes, i32x4.splat(count));
        const mask = painted ? inside : v128.and(f32x4.gt(value, before), inside);
        if (v128.any_true(mask)) put<Plane>(z, c, k, value, before, color, id, mask);
      }
    }
  }
}

/** No shadow falls on what has an id. */
const UNSHADED: u32 = ~(SHADOWABLE << 24);

/** Darkens samples that are not in shadow yet. @param left the share of light that remains, of 255 */
function darken(color: usize, count: i32, left: u8): void {
  const share = i16x8.splat(i16(left) + 1);
  for (; count > 0; count -= 4, color += 16) {
    const before = v128.load(color);
    const free = i32x4.shl(before, 7);
    const mask = v128.and(i32x4.lt_s(free, i32x4.splat(0)), i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count)));
    if (!v128.any_true(mask)) continue;
    const low = i16x8.shr_u(i16x8.mul(i16x8.extend_low_i8x16_u(before), share), 8);
    const high = i16x8.shr_u(i16x8.mul(i16x8.extend_high_i8x16_u(before), share), 8);
    const alpha = v128.and(before, i32x4.splat(0xff000000 & UNSHADED));
    const dark = v128.or(v128.and(i8x16.narrow_i16x8_u(low, high), i32x4.splat(0xffffff)), alpha);
    v128.store(color, v128.bitselect(dark, before, mask));
  }
}

/** Blends the first mirror image into wet samples. @param image its colour; in its alpha, its share of 255 */
function reflect(color: usize, count: i32, image: u32): void {
  const share = i16x8.splat(i16(image >> 24) + 1);
  const there = i16x8.extend_low_i8x16_u(i32x4.splat(image));
  for (; count > 0; count -= 4, color += 16) {
    const before = v128.load(color);
    const mask = v128.and(isWet(before), i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count)));
    if (!v128.any_true(mask)) continue;
    const low = i16x8.extend_low_i8x16_u(before);
    const high = i16x8.extend_high_i8x16_u(before);
    const blended = i8x16.narrow_i16x8_u(between(low, there, share), between(high, there, share));
    v128.store(color, v128.bitselect(v128.or(v128.and(blended, i32x4.splat(0xffffff)), i32x4.splat(MIRRORED)), before, mask));
  }
}

function between(from: v128, to: v128, share: v128): v128 {
  // A difference of at most 255 times at most 256 needs 17 bits; half the share and then twice the result does not.
  const half = i16x8.shr_s(i16x8.mul(i16x8.sub(to, from), i16x8.shr_u(share, 1)), 7);
  return i16x8.add(from, half);
}

/** Whether no 1/w of a row needs to be clamped: it only rises or only falls along the row. */
function isWithin(start: v128, step: v128, index: v128, count: i32, least: v128, most: v128): bool {
  const ends = f32x4.add(start, f32x4.mul(step, f32x4.replace_lane(index, 1, f32x4.extract_lane(index, 0) + f32(count - 1))));
  const both = v128.and(f32x4.ge(ends, least), f32x4.le(ends, most));
  return (i32x4.bitmask(both) & 3) == 3;
}

/** 1/w of four neighbours, clamped to the range of the corners. */
function clamped(start: v128, step: v128, index: v128, least: v128, most: v128): v128 {
  return f32x4.pmin(f32x4.pmax(f32x4.add(start, f32x4.mul(step, index)), least), most);
}

/** Writes the neighbours, of four, that a mask selects. */
function put<Plane>(z: usize, c: usize, k: usize, value: v128, before: v128, color: v128, id: v128, mask: v128): void {
  v128.store(z, v128.bitselect(value, before, mask));
  if (sizeof<Plane>() >= 4) v128.store(c, v128.bitselect(color, v128.load(c), mask));
  if (sizeof<Plane>() <= 4) v128.store64_lane(k, v128.bitselect(id, v128.load64_zero(k), i16x8.narrow_i32x4_s(mask, mask)), 0);
}
