// The light of lamps on four samples at a time. The layout of a lamp is that of ../lamps.ts.
import { isGround, isReflector } from "./surface";

export const LAMP_BYTES: usize = 96;
const POOL: i32 = 1;

/** Illuminance in red, green and blue, as shares of full light. */
export let red: v128 = f32x4.splat(0);
export let green: v128 = f32x4.splat(0);
export let blue: v128 = f32x4.splat(0);

/**
 * Adds up the light of the lamps that a mask selects.
 * @param ahead, aside, up the ray of each sample for a depth of 1 metre, in the ground frame
 */
export function addLamps(lamps: usize, mask: u32, ahead: v128, aside: v128, up: v128, depth: v128, colors: v128): void {
  red = green = blue = f32x4.splat(0);
  if (mask == 0) return;
  const x = f32x4.mul(ahead, depth);
  const y = f32x4.mul(aside, depth);
  const z = f32x4.mul(up, depth);
  const ground = isGround(colors);
  const reflectors = isReflector(colors);
  for (; mask != 0; mask &= mask - 1) addLamp(lamps + usize(ctz(mask)) * LAMP_BYTES, x, y, z, ground, reflectors);
}

function addLamp(p: usize, x: v128, y: v128, z: v128, ground: v128, reflectors: v128): void {
  const one = f32x4.splat(1);
  const dx = f32x4.add(v128.load32_splat(p, 0), x);
  const dy = f32x4.add(v128.load32_splat(p, 4), y);
  const dz = f32x4.add(v128.load32_splat(p, 8), z);
  const square = f32x4.pmax(f32x4.add(f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy)), f32x4.mul(dz, dz)), f32x4.splat(0.25));
  // Fades out at the end of its reach, so that nobody sees where it stops being computed.
  const near = f32x4.mul(square, v128.load32_splat(p, 20));
  const rest = f32x4.pmax(f32x4.splat(0), f32x4.sub(one, f32x4.mul(near, near)));
  if (!v128.any_true(f32x4.gt(rest, f32x4.splat(0)))) return;
  const inWindow = f32x4.div(f32x4.mul(rest, rest), square);
  let light: v128;
  if (load<i32>(p, 24) == POOL) {
    const cosine = f32x4.div(f32x4.sub(f32x4.splat(0), dz), f32x4.sqrt(square));
    const cone = f32x4.pmax(f32x4.splat(0), f32x4.pmin(one, f32x4.mul(f32x4.sub(cosine, v128.load32_splat(p, 28)), f32x4.splat(4))));
    // It throws more light to the sides than straight down, so that the ground is lit evenly.
    const thrown = f32x4.div(cone, f32x4.pmax(f32x4.mul(cosine, cosine), f32x4.splat(0.16)));
    light = f32x4.mul(f32x4.mul(inWindow, thrown), v128.bitselect(cosine, f32x4.splat(0.5), ground));
  } else light = f32x4.mul(inWindow, beam(p, dx, dy, dz, ground));
  light = v128.bitselect(f32x4.mul(light, v128.load32_splat(p, 32)), light, reflectors);
  red = f32x4.add(red, f32x4.mul(light, v128.load32_splat(p, 36)));
  green = f32x4.add(green, f32x4.mul(light, v128.load32_splat(p, 40)));
  blue = f32x4.add(blue, f32x4.mul(light, v128.load32_splat(p, 44)));
}

/** The share of a low beam's greatest intensity in a direction, and of that what a surface there receives. */
function beam(p: usize, dx: v128, dy: v128, dz: v128, ground: v128): v128 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const cosine = v128.load32_splat(p, 12);
  const sine = v128.load32_splat(p, 16);
  const along = f32x4.add(f32x4.mul(dx, cosine), f32x4.mul(dy, sine));
  const inverse = f32x4.div(one, f32x4.pmax(along, f32x4.splat(0.2)));
  const side = f32x4.mul(f32x4.sub(f32x4.mul(dy, cosine), f32x4.mul(dx, sine)), inverse);
  const slope = f32x4.mul(dz, inverse);
  // The edge between light and dark lies below the lamp's own height, and rises on the side of the kerb.
  const rise = f32x4.mul(f32x4.pmax(zero, f32x4.mul(side, v128.load32_splat(p, 48))), f32x4.splat(0.268));
  const edge = f32x4.add(v128.load32_splat(p, 52), f32x4.pmin(rise, v128.load32_splat(p, 56)));
  const below = f32x4.sub(edge, slope);
  const cut = f32x4.pmax(
    v128.load32_splat(p, 60),
    f32x4.pmin(one, f32x4.add(f32x4.splat(0.5), f32x4.mul(below, v128.load32_splat(p, 64)))),
  );
  const deep = f32x4.mul(f32x4.pmax(zero, below), v128.load32_splat(p, 68));
  const across = f32x4.mul(f32x4.mul(side, side), v128.load32_splat(p, 72));
  const wide = f32x4.pmax(zero, f32x4.sub(one, f32x4.mul(f32x4.mul(side, side), v128.load32_splat(p, 76))));
  const spread = f32x4.mul(f32x4.add(one, f32x4.mul(deep, deep)), f32x4.add(one, across));
  const strength = f32x4.div(f32x4.mul(f32x4.mul(wide, wide), cut), spread);
  // The ground receives it at a grazing angle; its grains stand more upright.
  const grain = v128.load32_splat(p, 80);
  const grazing = f32x4.div(grain, f32x4.add(grain, f32x4.pmax(along, zero)));
  const received = v128.bitselect(grazing, one, ground);
  return v128.and(f32x4.mul(strength, received), f32x4.gt(along, f32x4.splat(0.2)));
}
