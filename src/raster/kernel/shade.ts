// Light and air on the samples of a band: every sample's colour changes by what it is and how far away, before samples become pixels.
import { bandColors, bandDepths, width } from "./memory";

/** Where the settings lie; 0 for none. Their layout is that of shading.ts. */
export let shading: usize = 0;

/** Rays are given at every so many pixels. */
const CELL: i32 = 16;
const SKY_ENTRIES: f32 = 1023;
const HAZE_ENTRIES: f32 = 1022;

export function setShading(settings: usize): void {
  shading = settings;
}

/** Shades rows of a band. @param origin the picture's row at which the band begins */
export function shade(left: i32, top: i32, right: i32, bottom: i32, origin: i32): void {
  const rays = load<u32>(shading);
  const columns = load<i32>(shading, 4);
  const below = usize(width) << 3;
  for (let row = top; row < bottom; row++) {
    const gridRow = row / CELL;
    const down = f32x4.splat((f32(row - gridRow * CELL) + 0.5) / f32(CELL));
    const upper = usize(rays) + (usize(gridRow * columns) << 4);
    const lower = upper + (usize(columns) << 4);
    let cell = -1;
    let start = f32x4.splat(0);
    let step = f32x4.splat(0);
    const first = usize((row - origin) * 4 * width) << 2;
    for (let column = left; column < right; column++) {
      const at = column / CELL;
      if (at != cell) {
        cell = at;
        start = between(upper + (usize(at) << 4), lower + (usize(at) << 4), down);
        const end = between(upper + (usize(at + 1) << 4), lower + (usize(at + 1) << 4), down);
        step = f32x4.mul(f32x4.sub(end, start), f32x4.splat(1.0 / f32(CELL)));
      }
      // From the cell's edge each time, so that a region comes out as it does in the whole.
      const ray = f32x4.add(start, f32x4.mul(step, f32x4.splat(f32(column - at * CELL) + 0.5)));
      shadePixel(bandColors + first + (usize(column) << 3), bandDepths + first + (usize(column) << 3), below, ray);
    }
  }
}

function between(a: usize, b: usize, share: v128): v128 {
  const from = v128.load(a);
  return f32x4.add(from, f32x4.mul(f32x4.sub(v128.load(b), from), share));
}

/** The four samples of a pixel; mostly, they are of one triangle. */
function shadePixel(color: usize, depth: usize, below: usize, ray: v128): void {
  const colors = v128.load64_lane(color + below, v128.load64_zero(color), 1);
  const depths = v128.load64_lane(depth + below, v128.load64_zero(depth), 1);
  const nothing = i32x4.bitmask(f32x4.eq(depths, f32x4.splat(0)));
  const one = i32x4.splat(i32x4.extract_lane(colors, 0));
  let result: v128;
  if (nothing == 15) result = i32x4.splat(skyAt(ray));
  else if (nothing == 0 && i32x4.all_true(i32x4.eq(colors, one))) {
    const sum = f32x4.add(depths, i32x4.shuffle(depths, depths, 2, 3, 0, 1));
    result = i32x4.splat(shaded(i32x4.extract_lane(colors, 0), (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) * 0.25, ray));
  } else {
    result = i32x4.splat(sampleOf(i32x4.extract_lane(colors, 0), f32x4.extract_lane(depths, 0), ray));
    result = i32x4.replace_lane(result, 1, sampleOf(i32x4.extract_lane(colors, 1), f32x4.extract_lane(depths, 1), ray));
    result = i32x4.replace_lane(result, 2, sampleOf(i32x4.extract_lane(colors, 2), f32x4.extract_lane(depths, 2), ray));
    result = i32x4.replace_lane(result, 3, sampleOf(i32x4.extract_lane(colors, 3), f32x4.extract_lane(depths, 3), ray));
  }
  v128.store64_lane(color, result, 0);
  v128.store64_lane(color + below, result, 1);
}

function sampleOf(color: i32, inverse: f32, ray: v128): i32 {
  return inverse == 0 ? skyAt(ray) : shaded(color, inverse, ray);
}

/** What is seen where nothing is: by the height of the ray. */
function skyAt(ray: v128): i32 {
  const height = f32x4.extract_lane(ray, 2) / f32x4.extract_lane(ray, 3);
  const entry = i32(max<f32>(0, min<f32>(1, height)) * SKY_ENTRIES);
  return load<i32>(usize(load<u32>(shading, 8)) + (usize(entry) << 2));
}

/** A colour at an inverse depth, in its light and through the air. */
function shaded(color: i32, inverse: f32, ray: v128): i32 {
  const depth: f32 = 1.0 / inverse;
  let value = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(color))));
  value = f32x4.add(f32x4.mul(value, v128.load(shading, 16)), v128.load(shading, 32));
  let light = v128.load(shading, 48);
  if (load<f32>(shading, 124) > 0) light = f32x4.add(light, f32x4.mul(v128.load(shading, 80), f32x4.splat(spotAt(ray, depth))));
  value = f32x4.mul(value, light);
  const haze = v128.load(shading, 64);
  value = f32x4.add(haze, f32x4.mul(f32x4.sub(value, haze), f32x4.splat(through(f32x4.extract_lane(ray, 3) * depth))));
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(value, f32x4.splat(0.5)));
  const words = i16x8.narrow_i32x4_s(whole, whole);
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0) | i32(0xff000000);
}

/** What is left of a contrast after so many metres: from the table, between its entries. */
function through(distance: f32): f32 {
  const place = min<f32>(distance * load<f32>(shading, 128), HAZE_ENTRIES);
  const entry = i32(place);
  const at = usize(load<u32>(shading, 12)) + (usize(entry) << 2);
  const here = load<f32>(at);
  return here + (load<f32>(at, 4) - here) * (place - f32(entry));
}

/** The light of a lamp that shines ahead, wide to the sides, and only a little above its own height. */
function spotAt(ray: v128, depth: f32): f32 {
  const place = f32x4.add(v128.load(shading, 96), f32x4.mul(ray, f32x4.splat(depth)));
  const ahead = f32x4.extract_lane(place, 0);
  if (ahead < 0.1) return 0;
  const inverse: f32 = 1.0 / ahead;
  const aside = f32x4.extract_lane(place, 1) * inverse;
  const across: f32 = 1.0 - aside * aside * load<f32>(shading, 112);
  if (across <= 0) return 0;
  const above = f32x4.extract_lane(place, 2) * inverse;
  const cut = max<f32>(load<f32>(shading, 120), min<f32>(1, 0.5 - above * load<f32>(shading, 116)));
  return (across * across * cut) / (1.0 + ahead * ahead * load<f32>(shading, 124));
}
