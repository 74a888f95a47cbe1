// What a sample is made of, in its alpha, which is not part of the picture.

/** Set while no shadow has fallen on a sample without an id. */
export const SHADOWABLE: u32 = 1;
/** Where the kind is, in 32-bit colours; the kinds there: those from `GROUND` downwards lie on the ground. */
const KIND: u32 = 0x0e000000;
const LAMP: u32 = 0x0c000000;
const REFLECTOR: u32 = 0x0a000000;
const GROUND: u32 = 0x08000000;
const WET: u32 = 0x06000000;
/** Alpha of a wet sample that shows a mirror image. */
export const MIRRORED: u32 = 0xf5000000;

function kindOf(colors: v128): v128 {
  return v128.and(colors, i32x4.splat(KIND));
}

export function isLamp(colors: v128): v128 {
  return i32x4.eq(kindOf(colors), i32x4.splat(LAMP));
}

export function isReflector(colors: v128): v128 {
  return i32x4.eq(kindOf(colors), i32x4.splat(REFLECTOR));
}

export function isGround(colors: v128): v128 {
  return i32x4.le_s(kindOf(colors), i32x4.splat(GROUND));
}

export function isWet(colors: v128): v128 {
  return i32x4.eq(kindOf(colors), i32x4.splat(WET));
}
