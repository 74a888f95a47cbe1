// Applies ambient light and air to the samples of a band, and averages them to pixels: what most pictures need, and nothing else.
// The result is the same as that of shade.ts.
//
// Engines make a constant vector anew from integers wherever it is used, also in a loop, and so they do for shuffles of bytes. Therefore
// constants are read from memory once for each call, and lanes are moved by shuffles of 32 bits.
import { bandColors, bandDepths, picture, width } from "./memory";

/** Distance between given rays, in pixels. */
export const CELL: i32 = 16;
/** Adding this to a number of at most 22 bits leaves the rounded number in the lowest bits. */
export const ROUND: f32 = 12582912;

const CONSTANTS = memory.data<f32>([
  // Half a pixel and its neighbours.
  0.5, 1.5, 2.5, 3.5,
  // Of a polynomial for a power of two, see shade.ts; its least argument.
  0.2426395, 0.0558383, 0.6931367, 0.9999246, -100,
  // From a share of 1 to one of 2^15.
  32767, 12582912,
  // The next four pixels; their mean.
  4, 0.25,
]);

/** @param shading address of the settings @param origin the picture's row at which the band begins; left and right are even */
export function resolvePlain(shading: usize, left: i32, top: i32, right: i32, bottom: i32, origin: i32): void {
  const below = usize(width) << 3;
  const sky = usize(load<u32>(shading, 108));
  const gain = v128.load(shading, 16);
  const offset = v128.load(shading, 32);
  const air = v128.load(shading, 80);
  // What is divided by the sum of four depths instead of their mean.
  const extinction = v128.load32_splat(shading, 12);
  const four = v128.load32_splat(CONSTANTS, 44);
  const extinctionOfFour = f32x4.mul(extinction, four);
  const middles = v128.load(CONSTANTS);
  const square = v128.load32_splat(CONSTANTS, 16);
  const cubic = v128.load32_splat(CONSTANTS, 20);
  const linear = v128.load32_splat(CONSTANTS, 24);
  const constant = v128.load32_splat(CONSTANTS, 28);
  const least = v128.load32_splat(CONSTANTS, 32);
  const full = v128.load32_splat(CONSTANTS, 36);
  const rounding = v128.load32_splat(CONSTANTS, 40);
  const quarter = v128.load32_splat(CONSTANTS, 48);
  const columns = load<i32>(shading, 4);
  for (let row = top; row < bottom; row++) {
    const first = usize((row - origin) * 4 * width) << 2;
    const gridRow = row / CELL;
    const down = (f32(row - gridRow * CELL) + 0.5) / f32(CELL);
    // The distance to the lens's picture plane along each ray is the fourth of its numbers.
    const upper = usize(load<u32>(shading)) + (usize(gridRow * columns) << 4) + 12;
    const lower = upper + (usize(columns) << 4);
    for (let column = left; column < right;) {
      const cell = column / CELL;
      const end = min(right, (cell + 1) * CELL);
      const at = usize(cell) << 4;
      const from = load<f32>(upper + at) + (load<f32>(lower + at) - load<f32>(upper + at)) * down;
      const to = load<f32>(upper + at, 16) + (load<f32>(lower + at, 16) - load<f32>(upper + at, 16)) * down;
      const start = f32x4.splat(from);
      const step = f32x4.splat((to - from) * f32(1.0 / f32(CELL)));
      let places = f32x4.add(f32x4.splat(f32(column - cell * CELL)), middles);
      while (column < end) {
        const color = bandColors + first + (usize(column) << 3);
        const depth = bandDepths + first + (usize(column) << 3);
        const pixel = usize(row * width + column) << 2;
        // Groups of four start at multiples of four, so that none spans two cells.
        if ((column & 3) != 0 || column + 4 > end) {
          const place = f32(column - cell * CELL) + 0.5;
          shadePixel(shading, color, depth, below, f32x4.mul(f32x4.add(start, f32x4.mul(step, f32x4.splat(place))), extinction), pixel);
          places = f32x4.add(f32x4.splat(f32(column + 1 - cell * CELL)), middles);
          column++;
          continue;
        }
        const upperNear = v128.load(depth);
        const upperFar = v128.load(depth, 16);
        const lowerNear = v128.load(depth + below);
        const lowerFar = v128.load(depth + below, 16);
        const near = f32x4.add(upperNear, lowerNear);
        const far = f32x4.add(upperFar, lowerFar);
        // Inverse depths are 0 where there is nothing, and positive elsewhere.
        if (!v128.any_true(v128.or(near, far))) {
          v128.store(picture + pixel, v128.load(sky + pixel));
          places = f32x4.add(places, four);
          column += 4;
          continue;
        }
        const sums = f32x4.add(i32x4.shuffle(near, far, 0, 2, 4, 6), i32x4.shuffle(near, far, 1, 3, 5, 7));
        const upperOne = v128.load(color);
        const upperTwo = v128.load(color, 16);
        const lowerOne = v128.load(color + below);
        const lowerTwo = v128.load(color + below, 16);
        const colors = i32x4.shuffle(upperOne, upperTwo, 0, 2, 4, 6);
        const distance = f32x4.mul(f32x4.add(start, f32x4.mul(step, places)), extinctionOfFour);
        const limited = f32x4.pmax(f32x4.div(distance, sums), least);
        const rounded = f32x4.add(limited, rounding);
        const x = f32x4.sub(limited, f32x4.sub(rounded, rounding));
        const value = f32x4.add(constant, f32x4.mul(x, f32x4.add(linear, f32x4.mul(x, f32x4.add(square, f32x4.mul(x, cubic))))));
        const power = i32x4.add(value, i32x4.shl(rounded, 23));
        const remains = i32x4.shl(f32x4.add(f32x4.mul(power, full), rounding), 16);
        const twice = v128.or(remains, i32x4.shr_u(remains, 16));
        const low = i16x8.add_sat_s(i16x8.q15mulr_sat_s(i16x8.shl(i16x8.extend_low_i8x16_u(colors), 7), gain), offset);
        const high = i16x8.add_sat_s(i16x8.q15mulr_sat_s(i16x8.shl(i16x8.extend_high_i8x16_u(colors), 7), gain), offset);
        const nearer = i16x8.add_sat_s(i16x8.q15mulr_sat_s(low, i32x4.shuffle(twice, twice, 0, 0, 1, 1)), air);
        const farther = i16x8.add_sat_s(i16x8.q15mulr_sat_s(high, i32x4.shuffle(twice, twice, 2, 2, 3, 3)), air);
        v128.store(picture + pixel, i8x16.narrow_i16x8_u(i16x8.shr_s(nearer, 6), i16x8.shr_s(farther, 6)));
        places = f32x4.add(places, four);
        column += 4;
        const one = i32x4.shuffle(upperOne, upperOne, 0, 0, 2, 2);
        const two = i32x4.shuffle(upperTwo, upperTwo, 0, 0, 2, 2);
        const inOne = v128.or(v128.xor(upperOne, one), v128.xor(lowerOne, one));
        const inTwo = v128.or(v128.xor(upperTwo, two), v128.xor(lowerTwo, two));
        const leastOne = f32x4.pmin(upperNear, lowerNear);
        const leastTwo = f32x4.pmin(upperFar, lowerFar);
        if (i32x4.all_true(f32x4.pmin(leastOne, leastTwo)) && !v128.any_true(v128.or(inOne, inTwo))) continue;
        // Pixels at edges, by their four samples.
        const leasts = f32x4.pmin(i32x4.shuffle(leastOne, leastTwo, 0, 2, 4, 6), i32x4.shuffle(leastOne, leastTwo, 1, 3, 5, 7));
        const differing = v128.or(i32x4.shuffle(inOne, inTwo, 0, 2, 4, 6), i32x4.shuffle(inOne, inTwo, 1, 3, 5, 7));
        const none = i32x4.splat(0);
        let edges = i32x4.bitmask(v128.or(i32x4.ne(differing, none), i32x4.eq(leasts, none)));
        const mean = f32x4.mul(distance, quarter);
        for (; edges != 0; edges &= edges - 1) {
          const index = usize(ctz(edges));
          const ofPixel =
            index == 0
              ? i32x4.shuffle(mean, mean, 0, 0, 0, 0)
              : index == 1
                ? i32x4.shuffle(mean, mean, 1, 1, 1, 1)
                : index == 2
                  ? i32x4.shuffle(mean, mean, 2, 2, 2, 2)
                  : i32x4.shuffle(mean, mean, 3, 3, 3, 3);
          shadePixel(shading, color + (index << 3), depth + (index << 3), below, ofPixel, pixel + (index << 2));
        }
      }
    }
  }
}

/** Shades the four samples of a pixel and averages them: rows first, then columns. @param distance of its ray, times extinction, in all lanes */
function shadePixel(shading: usize, color: usize, depth: usize, below: usize, distance: v128, pixel: usize): void {
  const colors = v128.load64_lane(color + below, v128.load64_zero(color), 1);
  let depths = v128.load64_lane(depth + below, v128.load64_zero(depth), 1);
  const none = i32x4.splat(0);
  const empty = f32x4.eq(depths, none);
  const sky = v128.load32_splat(usize(load<u32>(shading, 108)) + pixel);
  const nothing = i32x4.bitmask(empty);
  if (nothing == 15) {
    v128.store32_lane(picture + pixel, sky, 0);
    return;
  }
  if (nothing == 0 && i32x4.all_true(i32x4.eq(colors, i32x4.shuffle(colors, colors, 0, 0, 0, 0)))) {
    // In the same order as for four pixels: rows first, then columns.
    const rows = f32x4.add(depths, i32x4.shuffle(depths, depths, 2, 3, 0, 1));
    depths = f32x4.mul(f32x4.add(rows, i32x4.shuffle(rows, rows, 1, 0, 3, 2)), v128.load32_splat(CONSTANTS, 48));
  }
  const rounding = v128.load32_splat(CONSTANTS, 40);
  const limited = f32x4.pmax(f32x4.div(distance, depths), v128.load32_splat(CONSTANTS, 32));
  const rounded = f32x4.add(limited, rounding);
  const x = f32x4.sub(limited, f32x4.sub(rounded, rounding));
  let value = f32x4.add(v128.load32_splat(CONSTANTS, 16), f32x4.mul(x, v128.load32_splat(CONSTANTS, 20)));
  value = f32x4.add(v128.load32_splat(CONSTANTS, 24), f32x4.mul(x, value));
  value = f32x4.add(v128.load32_splat(CONSTANTS, 28), f32x4.mul(x, value));
  const power = i32x4.add(value, i32x4.shl(rounded, 23));
  const remains = i32x4.shl(f32x4.add(f32x4.mul(power, v128.load32_splat(CONSTANTS, 36)), rounding), 16);
  const twice = v128.or(remains, i32x4.shr_u(remains, 16));
  const gain = v128.load(shading, 16);
  const offset = v128.load(shading, 32);
  const air = v128.load(shading, 80);
  const low = i16x8.add_sat_s(i16x8.q15mulr_sat_s(i16x8.shl(i16x8.extend_low_i8x16_u(colors), 7), gain), offset);
  const high = i16x8.add_sat_s(i16x8.q15mulr_sat_s(i16x8.shl(i16x8.extend_high_i8x16_u(colors), 7), gain), offset);
  const upper = i16x8.add_sat_s(i16x8.q15mulr_sat_s(low, i32x4.shuffle(twice, twice, 0, 0, 1, 1)), air);
  const lower = i16x8.add_sat_s(i16x8.q15mulr_sat_s(high, i32x4.shuffle(twice, twice, 2, 2, 3, 3)), air);
  const result = v128.bitselect(sky, i8x16.narrow_i16x8_u(i16x8.shr_s(upper, 6), i16x8.shr_s(lower, 6)), empty);
  const columns = i8x16.avgr_u(result, i32x4.shuffle(result, result, 2, 3, 0, 1));
  v128.store32_lane(picture + pixel, i8x16.avgr_u(columns, i32x4.shuffle(columns, columns, 1, 0, 3, 2)), 0);
}
