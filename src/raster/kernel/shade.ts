// Light and air on the samples of a band: every sample's colour changes by what it is and how far away, before samples become pixels.
//
// Four values at a time: mostly those of four pixels, each of whose samples are all of one colour; at edges the four samples of one
// pixel. A pixel's result does not depend on its neighbours, so that parts of a picture equal the whole.
import { bandColors, bandDepths, picture, width } from "./memory";

/** Where the settings lie; 0 for none. Their layout is that of shading.ts. */
export let shading: usize = 0;

/** Rays are given at every so many pixels. */
const CELL: i32 = 16;
const SKY_ENTRIES: f32 = 1023;

export function setShading(settings: usize): void {
  shading = settings;
}

// The rays of four values, each part of them in its own vector.
let ahead: v128 = f32x4.splat(0);
let aside: v128 = f32x4.splat(0);
let up: v128 = f32x4.splat(0);
let length: v128 = f32x4.splat(0);

// The rays along a row of a cell.
let start: v128 = f32x4.splat(0);
let step: v128 = f32x4.splat(0);

/** Shades rows of a band, and makes the picture of them; left and right are even. @param origin the picture's row at which the band begins */
export function resolveShaded(left: i32, top: i32, right: i32, bottom: i32, origin: i32): void {
  const below = usize(width) << 3;
  for (let row = top; row < bottom; row++) {
    const first = usize((row - origin) * 4 * width) << 2;
    let cell = -1;
    let column = left;
    while (column < right) {
      if (column / CELL != cell) {
        cell = column / CELL;
        enterCell(row, cell);
      }
      const place = column - cell * CELL;
      const at = first + (usize(column) << 3);
      // Fours begin at multiples of four, so that none lies in two cells.
      const pixel = picture + (usize(row * width + column) << 2);
      if ((column & 3) == 0 && column + 4 <= right) {
        shadePixels(bandColors + at, bandDepths + at, below, place, pixel);
        column += 4;
      } else {
        shadePixel(bandColors + at, bandDepths + at, below, place, pixel);
        column++;
      }
    }
  }
}

function enterCell(row: i32, cell: i32): void {
  const columns = load<i32>(shading, 4);
  const gridRow = row / CELL;
  const down = f32x4.splat((f32(row - gridRow * CELL) + 0.5) / f32(CELL));
  const upper = usize(load<u32>(shading)) + (usize(gridRow * columns + cell) << 4);
  const lower = upper + (usize(columns) << 4);
  start = between(upper, lower, down);
  step = f32x4.mul(f32x4.sub(between(upper + 16, lower + 16, down), start), f32x4.splat(1.0 / f32(CELL)));
}

function between(a: usize, b: usize, share: v128): v128 {
  const from = v128.load(a);
  return f32x4.add(from, f32x4.mul(f32x4.sub(v128.load(b), from), share));
}

/** Sets the rays of values at these places in the cell. */
function aim(places: v128): void {
  up = f32x4.add(i32x4.shuffle(start, start, 2, 2, 2, 2), f32x4.mul(i32x4.shuffle(step, step, 2, 2, 2, 2), places));
  length = f32x4.add(i32x4.shuffle(start, start, 3, 3, 3, 3), f32x4.mul(i32x4.shuffle(step, step, 3, 3, 3, 3), places));
  if (load<f32>(shading, 124) == 0) return;
  ahead = f32x4.add(i32x4.shuffle(start, start, 0, 0, 0, 0), f32x4.mul(i32x4.shuffle(step, step, 0, 0, 0, 0), places));
  aside = f32x4.add(i32x4.shuffle(start, start, 1, 1, 1, 1), f32x4.mul(i32x4.shuffle(step, step, 1, 1, 1, 1), places));
}

/** Four pixels: at once, if the samples of each are of one colour. */
function shadePixels(color: usize, depth: usize, below: usize, place: i32, target: usize): void {
  const upperOne = v128.load(color);
  const upperTwo = v128.load(color, 16);
  const one = i32x4.shuffle(upperOne, upperOne, 0, 0, 2, 2);
  const two = i32x4.shuffle(upperTwo, upperTwo, 0, 0, 2, 2);
  const same = v128.and(
    v128.and(i32x4.eq(upperOne, one), i32x4.eq(upperTwo, two)),
    v128.and(i32x4.eq(v128.load(color + below), one), i32x4.eq(v128.load(color + below, 16), two)),
  );
  const upperNear = v128.load(depth);
  const upperFar = v128.load(depth, 16);
  const lowerNear = v128.load(depth + below);
  const lowerFar = v128.load(depth + below, 16);
  const zero = f32x4.splat(0);
  const nothing =
    i32x4.bitmask(f32x4.eq(upperNear, zero)) |
    (i32x4.bitmask(f32x4.eq(upperFar, zero)) << 4) |
    (i32x4.bitmask(f32x4.eq(lowerNear, zero)) << 8) |
    (i32x4.bitmask(f32x4.eq(lowerFar, zero)) << 12);
  if (!i32x4.all_true(same) || (nothing != 0 && nothing != 0xffff)) {
    for (let pixel = 0; pixel < 4; pixel++) {
      const at = usize(pixel) << 3;
      shadePixel(color + at, depth + at, below, place + pixel, target + (usize(pixel) << 2));
    }
    return;
  }
  aim(f32x4.add(f32x4.splat(f32(place)), f32x4(0.5, 1.5, 2.5, 3.5)));
  if (nothing != 0) v128.store(target, sky());
  else {
    const near = f32x4.add(upperNear, lowerNear);
    const far = f32x4.add(upperFar, lowerFar);
    const sums = f32x4.add(i32x4.shuffle(near, far, 0, 2, 4, 6), i32x4.shuffle(near, far, 1, 3, 5, 7));
    v128.store(target, shaded(i32x4.shuffle(one, two, 0, 2, 4, 6), f32x4.mul(sums, f32x4.splat(0.25))));
  }
}

/** The four samples of a pixel, and the mean of those above each other, then of both. */
function shadePixel(color: usize, depth: usize, below: usize, place: i32, target: usize): void {
  const colors = v128.load64_lane(color + below, v128.load64_zero(color), 1);
  let depths = v128.load64_lane(depth + below, v128.load64_zero(depth), 1);
  const empty = f32x4.eq(depths, f32x4.splat(0));
  const nothing = i32x4.bitmask(empty);
  aim(f32x4.splat(f32(place) + 0.5));
  let result: v128;
  if (nothing == 15) result = sky();
  else {
    if (nothing == 0 && i32x4.all_true(i32x4.eq(colors, i32x4.splat(i32x4.extract_lane(colors, 0))))) {
      // As of four pixels: rows first, then columns.
      const rows = f32x4.add(depths, i32x4.shuffle(depths, depths, 2, 3, 0, 1));
      depths = f32x4.splat((f32x4.extract_lane(rows, 0) + f32x4.extract_lane(rows, 1)) * 0.25);
    }
    result = shaded(colors, depths);
    if (nothing != 0) result = v128.bitselect(sky(), result, empty);
  }
  const columns = i8x16.avgr_u(result, i32x4.shuffle(result, result, 2, 3, 0, 1));
  store<i32>(target, i32x4.extract_lane(i8x16.avgr_u(columns, i32x4.shuffle(columns, columns, 1, 0, 3, 2)), 0));
}

/** What is seen where nothing is: by the height of the rays. */
function sky(): v128 {
  const height = f32x4.pmax(f32x4.splat(0), f32x4.pmin(f32x4.splat(1), f32x4.div(up, length)));
  const entries = i32x4.trunc_sat_f32x4_s(f32x4.mul(height, f32x4.splat(SKY_ENTRIES)));
  const table = usize(load<u32>(shading, 8));
  let colors = i32x4.splat(load<i32>(table + (usize(i32x4.extract_lane(entries, 0)) << 2)));
  colors = i32x4.replace_lane(colors, 1, load<i32>(table + (usize(i32x4.extract_lane(entries, 1)) << 2)));
  colors = i32x4.replace_lane(colors, 2, load<i32>(table + (usize(i32x4.extract_lane(entries, 2)) << 2)));
  return i32x4.replace_lane(colors, 3, load<i32>(table + (usize(i32x4.extract_lane(entries, 3)) << 2)));
}

/** Colours at inverse depths, in their light and through the air. */
function shaded(colors: v128, inverse: v128): v128 {
  const depth = f32x4.div(f32x4.splat(1), inverse);
  const left = powerOfTwo(f32x4.mul(f32x4.mul(length, depth), v128.load32_splat(shading, 12)));
  if (load<f32>(shading, 124) == 0)
    return v128.or(
      v128.or(part(colors, 0, left), i32x4.shl(part(i32x4.shr_u(colors, 8), 4, left), 8)),
      v128.or(i32x4.shl(part(i32x4.shr_u(colors, 16), 8, left), 16), i32x4.splat(0xff000000)),
    );
  const spot = spotAt(depth);
  return v128.or(
    v128.or(partInSpot(colors, 0, left, spot), i32x4.shl(partInSpot(i32x4.shr_u(colors, 8), 4, left, spot), 8)),
    v128.or(i32x4.shl(partInSpot(i32x4.shr_u(colors, 16), 8, left, spot), 16), i32x4.splat(0xff000000)),
  );
}

/** Red, green or blue of colours. @param at 0, 4 or 8: where it is in each of the settings */
function part(colors: v128, at: usize, left: v128): v128 {
  const settings = shading + at;
  const value = f32x4.convert_i32x4_u(v128.and(colors, i32x4.splat(255)));
  return toBytes(f32x4.add(f32x4.mul(value, v128.load32_splat(settings, 16)), v128.load32_splat(settings, 32)), settings, left);
}

/** The same where a lamp shines, too. */
function partInSpot(colors: v128, at: usize, left: v128, spot: v128): v128 {
  const settings = shading + at;
  const value = f32x4.convert_i32x4_u(v128.and(colors, i32x4.splat(255)));
  const ambient = f32x4.add(f32x4.mul(value, v128.load32_splat(settings, 16)), v128.load32_splat(settings, 32));
  const lit = f32x4.add(f32x4.mul(value, v128.load32_splat(settings, 48)), v128.load32_splat(settings, 80));
  return toBytes(f32x4.add(ambient, f32x4.mul(lit, spot)), settings, left);
}

/** What is left of values less the air's own light, and that light. */
function toBytes(value: v128, settings: usize, left: v128): v128 {
  const sum = f32x4.add(f32x4.mul(value, left), v128.load32_splat(settings, 64));
  return i32x4.min_u(i32x4.trunc_sat_f32x4_u(sum), i32x4.splat(255));
}

/** 2 to powers of 0 and below: by a polynomial for the share of a whole power, which is off by less than a 10,000th. */
function powerOfTwo(power: v128): v128 {
  const limited = f32x4.pmax(power, f32x4.splat(-100));
  const whole = f32x4.floor(limited);
  const x = f32x4.sub(limited, whole);
  let value = f32x4.add(f32x4.splat(0.22483), f32x4.mul(x, f32x4.splat(0.07944)));
  value = f32x4.add(f32x4.splat(0.69573), f32x4.mul(x, value));
  value = f32x4.add(f32x4.splat(1), f32x4.mul(x, value));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  return f32x4.mul(value, exponent);
}

/** The light of a lamp that shines ahead, wide to the sides, and only a little above its own height. */
function spotAt(depth: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const along = f32x4.add(f32x4.splat(load<f32>(shading, 96)), f32x4.mul(ahead, depth));
  const inverse = f32x4.div(one, f32x4.pmax(along, f32x4.splat(0.1)));
  const across = f32x4.mul(f32x4.add(f32x4.splat(load<f32>(shading, 100)), f32x4.mul(aside, depth)), inverse);
  const above = f32x4.mul(f32x4.add(f32x4.splat(load<f32>(shading, 104)), f32x4.mul(up, depth)), inverse);
  const wide = f32x4.pmax(zero, f32x4.sub(one, f32x4.mul(f32x4.mul(across, across), f32x4.splat(load<f32>(shading, 112)))));
  const slope = f32x4.sub(f32x4.splat(0.5), f32x4.mul(above, f32x4.splat(load<f32>(shading, 116))));
  const cut = f32x4.pmax(f32x4.splat(load<f32>(shading, 120)), f32x4.pmin(one, slope));
  const spread = f32x4.add(one, f32x4.mul(f32x4.mul(along, along), f32x4.splat(load<f32>(shading, 124))));
  const light = f32x4.div(f32x4.mul(f32x4.mul(wide, wide), cut), spread);
  return v128.and(light, f32x4.gt(along, f32x4.splat(0.1)));
}
