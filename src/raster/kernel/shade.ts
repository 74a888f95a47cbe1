// Applies light and air to the samples of a band, before samples are averaged to pixels.
//
// Four values are processed at a time: usually four pixels whose samples all have one colour; at edges, the four samples of one
// pixel. A pixel's result does not depend on its neighbours, so regions of a picture are the same as in the whole.
import { addLamps, blue, green, red } from "./lamps";
import { CELL, ROUND, resolvePlain } from "./plain";
import { bandColors, bandDepths, height, picture, width } from "./memory";
import { isLamp, isWet } from "./surface";

/** Address of the settings; 0 for none. Their layout is that of shading.ts. */
export let shading: usize = 0;

const SKY_ENTRIES: f32 = 1023;

// What there is to compute besides ambient light and air.
/** Lamps shine on things. */
const LAMPS: u32 = 1;
/** Something itself gives light. */
const LIT: u32 = 2;
/** Some ground is wet, and mirrors the sky. */
const WET: u32 = 4;
/** Light that is scattered in the camera veils the picture. */
const VEIL: u32 = 8;
let mode: u32 = 0;

export function setShading(settings: usize): void {
  shading = settings;
  mode = settings == 0 ? 0 : load<u32>(settings, 112);
}

// The rays of four values, one vector for each component.
let ahead: v128 = f32x4.splat(0);
let aside: v128 = f32x4.splat(0);
let up: v128 = f32x4.splat(0);
let length: v128 = f32x4.splat(0);

// The rays along a row of a cell.
let start: v128 = f32x4.splat(0);
let step: v128 = f32x4.splat(0);
let veilStart: f32 = 0;
let veilStep: f32 = 0;
/** The share of the veil at four values. */
let veil: v128 = f32x4.splat(0);
/** The lamps that shine into a cell, one bit each. */
let lamps: u32 = 0;

/** Shades rows of a band and averages them to pixels; left and right are even. @param origin the picture's row at which the band begins */
export function resolveShaded(left: i32, top: i32, right: i32, bottom: i32, origin: i32): void {
  if (mode == 0) {
    resolvePlain(shading, left, top, right, bottom, origin);
    return;
  }
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
      // Groups of four start at multiples of four, so that none spans two cells.
      const pixel = usize(row * width + column) << 2;
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
  if (mode == 0) return;
  const corner = usize(gridRow * columns + cell) << 2;
  lamps = load<u32>(usize(load<u32>(shading, 116)) + corner);
  if ((mode & VEIL) == 0) return;
  const top = usize(load<u32>(shading, 124)) + corner;
  const bottom = top + (usize(columns) << 2);
  const share = f32x4.extract_lane(down, 0);
  veilStart = load<f32>(top) + (load<f32>(bottom) - load<f32>(top)) * share;
  veilStep = (load<f32>(top, 4) + (load<f32>(bottom, 4) - load<f32>(top, 4)) * share - veilStart) / f32(CELL);
}

function between(a: usize, b: usize, share: v128): v128 {
  const from = v128.load(a);
  return f32x4.add(from, f32x4.mul(f32x4.sub(v128.load(b), from), share));
}

/** Interpolates the rays at these positions in the cell, as far as light and air need them. */
function aim(places: v128): void {
  length = f32x4.add(i32x4.shuffle(start, start, 3, 3, 3, 3), f32x4.mul(i32x4.shuffle(step, step, 3, 3, 3, 3), places));
  if ((mode & (LAMPS | WET)) == 0) return;
  ahead = f32x4.add(i32x4.shuffle(start, start, 0, 0, 0, 0), f32x4.mul(i32x4.shuffle(step, step, 0, 0, 0, 0), places));
  aside = f32x4.add(i32x4.shuffle(start, start, 1, 1, 1, 1), f32x4.mul(i32x4.shuffle(step, step, 1, 1, 1, 1), places));
  up = f32x4.add(i32x4.shuffle(start, start, 2, 2, 2, 2), f32x4.mul(i32x4.shuffle(step, step, 2, 2, 2, 2), places));
}

/** Interpolates the veil at these positions in the cell. */
function aimVeil(places: v128): void {
  if ((mode & VEIL) != 0) veil = share(f32x4.add(f32x4.splat(veilStart), f32x4.mul(f32x4.splat(veilStep), places)));
}

/** Fills a plane of the picture's size with the sky. It can be reused until the sky or the elevations of the rays change. */
export function paintSky(): void {
  const table = usize(load<u32>(shading, 8));
  let at = usize(load<u32>(shading, 108));
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++, at += 4) {
      const cell = column / CELL;
      if (cell * CELL == column) enterCell(row, cell);
      const place = f32(column - cell * CELL) + 0.5;
      const rise = f32x4.extract_lane(start, 2) + f32x4.extract_lane(step, 2) * place;
      const distance = f32x4.extract_lane(start, 3) + f32x4.extract_lane(step, 3) * place;
      const entry = i32(max(f32(0), min(f32(1), rise / distance)) * SKY_ENTRIES);
      store<u32>(at, load<u32>(table + (usize(entry) << 2)));
    }
}

/** Shades four pixels: together, if the samples of each have one colour. @param pixel their offset in the picture and in the sky */
function shadePixels(color: usize, depth: usize, below: usize, place: i32, pixel: usize): void {
  const upperNear = v128.load(depth);
  const upperFar = v128.load(depth, 16);
  const lowerNear = v128.load(depth + below);
  const lowerFar = v128.load(depth + below, 16);
  const least = f32x4.pmin(f32x4.pmin(upperNear, lowerNear), f32x4.pmin(upperFar, lowerFar));
  const upperOne = v128.load(color);
  const upperTwo = v128.load(color, 16);
  const one = i32x4.shuffle(upperOne, upperOne, 0, 0, 2, 2);
  const two = i32x4.shuffle(upperTwo, upperTwo, 0, 0, 2, 2);
  const others = v128.or(
    v128.or(v128.xor(upperOne, one), v128.xor(upperTwo, two)),
    v128.or(v128.xor(v128.load(color + below), one), v128.xor(v128.load(color + below, 16), two)),
  );
  // Inverse depths are 0 where there is nothing, and positive elsewhere.
  if (i32x4.all_true(least) && !v128.any_true(others)) {
    aim(f32x4.add(f32x4.splat(f32(place)), f32x4(0.5, 1.5, 2.5, 3.5)));
    const near = f32x4.add(upperNear, lowerNear);
    const far = f32x4.add(upperFar, lowerFar);
    const sums = f32x4.add(i32x4.shuffle(near, far, 0, 2, 4, 6), i32x4.shuffle(near, far, 1, 3, 5, 7));
    aimVeil(f32x4.add(f32x4.splat(f32(place)), f32x4(0.5, 1.5, 2.5, 3.5)));
    v128.store(picture + pixel, shaded(i32x4.shuffle(one, two, 0, 2, 4, 6), f32x4.mul(sums, f32x4.splat(0.25))));
    return;
  }
  if (!v128.any_true(v128.or(v128.or(upperNear, lowerNear), v128.or(upperFar, lowerFar)))) {
    aimVeil(f32x4.add(f32x4.splat(f32(place)), f32x4(0.5, 1.5, 2.5, 3.5)));
    v128.store(picture + pixel, veiled(v128.load(usize(load<u32>(shading, 108)) + pixel)));
    return;
  }
  for (let index = 0; index < 4; index++) {
    const at = usize(index) << 3;
    shadePixel(color + at, depth + at, below, place + index, pixel + (usize(index) << 2));
  }
}

/** Shades the four samples of a pixel and averages them: rows first, then columns. */
function shadePixel(color: usize, depth: usize, below: usize, place: i32, pixel: usize): void {
  const colors = v128.load64_lane(color + below, v128.load64_zero(color), 1);
  let depths = v128.load64_lane(depth + below, v128.load64_zero(depth), 1);
  const empty = f32x4.eq(depths, f32x4.splat(0));
  const nothing = i32x4.bitmask(empty);
  aimVeil(f32x4.splat(f32(place) + 0.5));
  const sky = veiled(v128.load32_splat(usize(load<u32>(shading, 108)) + pixel));
  if (nothing == 15) {
    v128.store32_lane(picture + pixel, sky, 0);
    return;
  }
  if (nothing == 0 && i32x4.all_true(i32x4.eq(colors, i32x4.splat(i32x4.extract_lane(colors, 0))))) {
    // In the same order as for four pixels: rows first, then columns.
    const rows = f32x4.add(depths, i32x4.shuffle(depths, depths, 2, 3, 0, 1));
    depths = f32x4.splat((f32x4.extract_lane(rows, 0) + f32x4.extract_lane(rows, 1)) * 0.25);
  }
  aim(f32x4.splat(f32(place) + 0.5));
  const result = v128.bitselect(sky, shaded(colors, depths), empty);
  const columns = i8x16.avgr_u(result, i32x4.shuffle(result, result, 2, 3, 0, 1));
  v128.store32_lane(picture + pixel, i8x16.avgr_u(columns, i32x4.shuffle(columns, columns, 1, 0, 3, 2)), 0);
}

/** Colours at inverse depths, lit and seen through the air. */
function shaded(colors: v128, inverse: v128): v128 {
  const left = share(powerOfTwo(f32x4.div(f32x4.mul(length, v128.load32_splat(shading, 12)), inverse)));
  const one = i16x8.extend_low_i8x16_u(colors);
  const other = i16x8.extend_high_i8x16_u(colors);
  let low: v128;
  let high: v128;
  if ((mode & LAMPS) != 0) {
    addLamps(usize(load<u32>(shading, 120)), lamps, ahead, aside, up, f32x4.div(f32x4.splat(1), inverse), colors);
    const reds = lightOf(red, 128);
    const rg = v128.or(v128.and(reds, i32x4.splat(0xffff)), i32x4.shl(lightOf(green, 132), 16));
    const b = v128.and(lightOf(blue, 136), i32x4.splat(0xffff));
    low = inLight(one, i32x4.shuffle(rg, b, 0, 4, 1, 5));
    high = inLight(other, i32x4.shuffle(rg, b, 2, 6, 3, 7));
  } else {
    low = inAmbient(one);
    high = inAmbient(other);
  }
  if ((mode & LIT) != 0) {
    const lit = isLamp(colors);
    if (v128.any_true(lit)) {
      low = v128.bitselect(unlit(one), low, i32x4.shuffle(lit, lit, 0, 0, 1, 1));
      high = v128.bitselect(unlit(other), high, i32x4.shuffle(lit, lit, 2, 2, 3, 3));
    }
  }
  if ((mode & WET) != 0) {
    const wet = isWet(colors);
    if (v128.any_true(wet)) {
      const mirrored = share(v128.and(mirroring(), wet));
      low = withSky(low, ofFirstTwo(mirrored));
      high = withSky(high, ofLastTwo(mirrored));
    }
  }
  low = throughAir(low, ofFirstTwo(left));
  high = throughAir(high, ofLastTwo(left));
  if ((mode & VEIL) != 0) {
    low = behindVeil(low, ofFirstTwo(veil));
    high = behindVeil(high, ofLastTwo(veil));
  }
  return i8x16.narrow_i16x8_u(i16x8.shr_s(low, 6), i16x8.shr_s(high, 6));
}

// Red, green, blue and alpha of two values are eight 16-bit numbers, in 64ths of a colour value, which are multiplied by shares of 2^15.

/** Only the lower halves are used. */
function share(values: v128): v128 {
  return f32x4.add(f32x4.mul(values, f32x4.splat(32767)), f32x4.splat(ROUND));
}

function ofFirstTwo(shares: v128): v128 {
  return i8x16.shuffle(shares, shares, 0, 1, 0, 1, 0, 1, 0, 1, 4, 5, 4, 5, 4, 5, 4, 5);
}

function ofLastTwo(shares: v128): v128 {
  return i8x16.shuffle(shares, shares, 8, 9, 8, 9, 8, 9, 8, 9, 12, 13, 12, 13, 12, 13, 12, 13);
}

/** Lit by ambient light, minus the air's own light, which `throughAir` adds again. */
function inAmbient(colors: v128): v128 {
  return i16x8.add_sat_s(i16x8.q15mulr_sat_s(i16x8.shl(colors, 7), v128.load(shading, 16)), v128.load(shading, 32));
}

/** Lit by ambient light and lamps, likewise; 16,384 is full light. */
function inLight(colors: v128, light: v128): v128 {
  const base = i16x8.add_sat_s(i16x8.q15mulr_sat_s(i16x8.shl(colors, 7), v128.load(shading, 48)), v128.load(shading, 64));
  const half = i16x8.q15mulr_sat_s(base, light);
  return i16x8.sub_sat_s(i16x8.add_sat_s(half, half), v128.load(shading, 144));
}

/** The share of light on one component: colour values follow the square root of light. Of lamps, much light saturates. */
function lightOf(ofLamps: v128, ambient: usize): v128 {
  const saturating = f32x4.div(ofLamps, f32x4.add(f32x4.splat(1), f32x4.mul(ofLamps, f32x4.splat(0.35))));
  const sum = f32x4.add(v128.load32_splat(shading + ambient), saturating);
  return f32x4.add(f32x4.mul(f32x4.sqrt(sum), f32x4.splat(16384)), f32x4.splat(ROUND));
}

/** A colour as it is, minus the air's own light. */
function unlit(colors: v128): v128 {
  return i16x8.sub_sat_s(i16x8.shl(colors, 6), v128.load(shading, 144));
}

/** The share of the sky's light that wet ground mirrors (Schlick's approximation), which its grains reduce. */
function mirroring(): v128 {
  const rest = f32x4.pmax(f32x4.splat(0), f32x4.add(f32x4.splat(1), f32x4.div(up, length)));
  const square = f32x4.mul(rest, rest);
  const fifth = f32x4.mul(f32x4.mul(square, square), rest);
  return f32x4.mul(f32x4.add(f32x4.splat(0.02), f32x4.mul(f32x4.splat(0.98), fifth)), v128.load32_splat(shading, 140));
}

function withSky(values: v128, part: v128): v128 {
  return i16x8.add_sat_s(values, i16x8.q15mulr_sat_s(i16x8.sub_sat_s(v128.load(shading, 160), values), part));
}

/** The transmitted share of values minus the air's light, plus that light. */
function throughAir(values: v128, left: v128): v128 {
  return i16x8.add_sat_s(i16x8.q15mulr_sat_s(values, left), v128.load(shading, 80));
}

function behindVeil(values: v128, part: v128): v128 {
  return i16x8.add_sat_s(values, i16x8.q15mulr_sat_s(i16x8.sub_sat_s(v128.load(shading, 176), values), part));
}

/** Finished colours behind the veil. */
function veiled(colors: v128): v128 {
  if ((mode & VEIL) == 0) return colors;
  const half = i16x8.splat(32);
  const low = i16x8.add(i16x8.shl(i16x8.extend_low_i8x16_u(colors), 6), half);
  const high = i16x8.add(i16x8.shl(i16x8.extend_high_i8x16_u(colors), 6), half);
  return i8x16.narrow_i16x8_u(i16x8.shr_s(behindVeil(low, ofFirstTwo(veil)), 6), i16x8.shr_s(behindVeil(high, ofLastTwo(veil)), 6));
}

/** 2 to a power of at most 0: a polynomial for the fractional part, with an error below 1/5000. */
function powerOfTwo(power: v128): v128 {
  const limited = f32x4.pmax(power, f32x4.splat(-100));
  const rounded = f32x4.add(limited, f32x4.splat(ROUND));
  const x = f32x4.sub(limited, f32x4.sub(rounded, f32x4.splat(ROUND)));
  let value = f32x4.add(f32x4.splat(0.2426395), f32x4.mul(x, f32x4.splat(0.0558383)));
  value = f32x4.add(f32x4.splat(0.6931367), f32x4.mul(x, value));
  value = f32x4.add(f32x4.splat(0.9999246), f32x4.mul(x, value));
  return i32x4.add(value, i32x4.shl(rounded, 23));
}
