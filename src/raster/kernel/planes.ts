// Fills the planes of a picture from records.
import { bandColors, bandDepths, bandRows, depths, height, ids, picture, width } from "./memory";
import { RECORD_BYTES } from "./record";
import { resolveShaded, shading } from "./shade";
import { ColoredMiddles, Middles, Samples, fill, firstAt } from "./fill";

/** Counts the records that touch each band of the picture. @returns the sum over all bands */
export function countInBands(records: usize, count: i32, left: i32, top: i32, right: i32, bottom: i32, counts: usize): i32 {
  const bands = (height + bandRows - 1) / bandRows;
  memory.fill(counts, 0, usize(bands + 1) << 2);
  let sum = 0;
  for (let i = 0, t = records; i < count; i++, t += RECORD_BYTES) {
    const first = firstBand(t, top);
    const last = lastBand(t, bottom);
    if (first > last || !meets(t, left, right)) continue;
    sum += last - first + 1;
    for (let band = first; band <= last; band++) {
      const at = counts + (usize(band) << 2);
      store<i32>(at, load<i32>(at) + 1);
    }
  }
  return sum;
}

function firstBand(t: usize, top: i32): i32 {
  return (max(firstAt<Samples>(load<i32>(t, 4)), top << 1) >> 1) / bandRows;
}

/** Before the first band if there is no sample between top and bottom. */
function lastBand(t: usize, bottom: i32): i32 {
  const from = firstAt<Samples>(load<i32>(t, 4));
  const end = min(firstAt<Samples>(load<i32>(t, 20)), bottom << 1);
  return end <= from || end <= 0 ? -1 : ((end - 1) >> 1) / bandRows;
}

function meets(t: usize, left: i32, right: i32): bool {
  const x0 = load<i32>(t);
  const x1 = load<i32>(t, 8);
  const x2 = load<i32>(t, 16);
  return firstAt<Samples>(min(x0, min(x1, x2))) < right << 1 && firstAt<Samples>(max(x0, max(x1, x2))) > left << 1;
}

/**
 * Draws a rectangle of the picture with even sides, antialiased, in bands that fit into a processor's cache.
 * @param counts from `countInBands`; @param order room for as many addresses as it returned
 */
export function drawSamples(
  records: usize,
  count: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  background: u32,
  counts: usize,
  order: usize,
): void {
  sortIntoBands(records, count, left, top, right, bottom, counts, order);
  const lastOfAll = (bottom - 1) / bandRows;
  for (let band = top / bandRows; band <= lastOfAll; band++) {
    const origin = band * bandRows;
    const from = max(origin, top);
    const end = min(origin + bandRows, bottom);
    // Shading treats everything at infinity as sky, whatever its colour.
    clear(
      bandDepths,
      shading != 0 ? 0 : bandColors,
      width << 1,
      (from - origin) << 1,
      (end - origin) << 1,
      left << 1,
      right << 1,
      background,
    );
    const last = order + (usize(load<i32>(counts + (usize(band) << 2))) << 2);
    let entry = order + (band == 0 ? 0 : usize(load<i32>(counts + (usize(band - 1) << 2))) << 2);
    for (; entry < last; entry += 4) fill<Samples>(usize(load<u32>(entry)), left << 1, from << 1, right << 1, end << 1, origin << 1, 0, 0);
    if (shading != 0) resolveShaded(left, from, right, end, origin);
    else resolve(left, from, right, end, origin);
  }
}

/** Lists the addresses of each band's records in order; `counts` then contains where each band's list ends. */
function sortIntoBands(records: usize, count: i32, left: i32, top: i32, right: i32, bottom: i32, counts: usize, order: usize): void {
  const bands = (height + bandRows - 1) / bandRows;
  let start = 0;
  for (let band = 0; band < bands; band++) {
    const at = counts + (usize(band) << 2);
    const own = load<i32>(at);
    store<i32>(at, start);
    start += own;
  }
  for (let i = 0, t = records; i < count; i++, t += RECORD_BYTES) {
    const first = firstBand(t, top);
    const last = lastBand(t, bottom);
    if (first > last || !meets(t, left, right)) continue;
    for (let band = first; band <= last; band++) {
      const at = counts + (usize(band) << 2);
      const place = load<i32>(at);
      store<u32>(order + (usize(place) << 2), u32(t));
      store<i32>(at, place + 1);
    }
  }
}

/** Clears a rectangle of a plane to infinite depth and one colour. */
function clear(z: usize, c: usize, stride: i32, top: i32, bottom: i32, left: i32, right: i32, background: u32): void {
  const color = i32x4.splat(background);
  const bytes = usize(right - left) << 2;
  for (let row = top; row < bottom; row++) {
    const at = usize(row * stride + left) << 2;
    memory.fill(z + at, 0, bytes);
    if (c == 0) continue;
    let p = c + at;
    const end = p + bytes;
    for (; p + 16 <= end; p += 16) v128.store(p, color);
    for (; p < end; p += 4) store<u32>(p, background);
  }
}

/** Averages four samples to a pixel: rows first, then columns, rounding halves up. */
function resolve(left: i32, top: i32, right: i32, bottom: i32, origin: i32): void {
  for (let row = top; row < bottom; row++) {
    let a = bandColors + (usize((row - origin) * 4 * width + left * 2) << 2);
    let p = picture + (usize(row * width + left) << 2);
    const b = usize(width) << 3;
    for (let count = right - left; count > 0; count -= 4, a += 32, p += 16) {
      const one = i8x16.avgr_u(v128.load(a), v128.load(a + b));
      const two = i8x16.avgr_u(v128.load(a, 16), v128.load(a + b, 16));
      const even = i8x16.shuffle(one, two, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
      const odd = i8x16.shuffle(one, two, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
      const mean = v128.or(i8x16.avgr_u(even, odd), i32x4.splat(0xff000000));
      if (count >= 4) v128.store(p, mean);
      else v128.store64_lane(p, mean, 0);
    }
  }
}

/** Ids and depths at the pixel centres of a rectangle. */
export function drawMiddles(records: usize, count: i32, left: i32, top: i32, right: i32, bottom: i32): void {
  clear(depths, 0, width, top, bottom, left, right, 0);
  for (let row = top; row < bottom; row++) memory.fill(ids + (usize(row * width + left) << 1), 0, usize(right - left) << 1);
  for (let i = 0, t = records; i < count; i++, t += RECORD_BYTES) fill<Middles>(t, left, top, right, bottom, 0, 0, 0);
}

/** The same, plus the picture with one sample per pixel. */
export function drawColoredMiddles(records: usize, count: i32, left: i32, top: i32, right: i32, bottom: i32, background: u32): void {
  clear(depths, picture, width, top, bottom, left, right, background);
  for (let row = top; row < bottom; row++) memory.fill(ids + (usize(row * width + left) << 1), 0, usize(right - left) << 1);
  for (let i = 0, t = records; i < count; i++, t += RECORD_BYTES) fill<ColoredMiddles>(t, left, top, right, bottom, 0, 0, 0);
}
