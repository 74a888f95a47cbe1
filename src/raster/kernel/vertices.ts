// Corners, before and after projection.

/** Triangles are clipped at this many pixels from the picture's origin, so that coordinates fit into 23 bits. */
export const GUARD: f64 = 16384;
/** Larger numbers count as infinite: their triangles are left out. */
const HUGE: f64 = 1e100;

export const BEHIND: i32 = 1;
export const LEFT: i32 = 2;
export const RIGHT: i32 = 4;
export const ABOVE: i32 = 8;
export const BELOW: i32 = 16;
const UNUSABLE: i32 = 32;

/** A projected corner: x, y (i32, 1/256 pixel), the planes that it is outside of (i32), 1/w (f64 at 16). */
export const CORNER_BYTES: i32 = 24;

let positions: usize = 0;
let corners: usize = 0;
let matrix: usize = 0;
export let near: f64 = 0;

// A corner in homogeneous coordinates: pixels times w, w, and the value that becomes 1/w.
export let hx: f64 = 0;
export let hy: f64 = 0;
export let hw: f64 = 1;
export let hq: f64 = 1;

/** Projects `count` positions. @param matrixAt address of 3 × 4 numbers; 0 if positions are pixels and w already */
export function project(positionsAt: usize, count: i32, matrixAt: usize, nearest: f64, cornersAt: usize): void {
  positions = positionsAt;
  corners = cornersAt;
  matrix = matrixAt;
  near = matrixAt ? nearest : 0.5;
  for (let i = 0; i < count; i++) projectCorner(i);
}

/** From now on, corners are those of positions in pixels and w. */
export function useProjected(positionsAt: usize, cornersAt: usize): void {
  project(positionsAt, 0, 0, 0, cornersAt);
}

export function projectCorner(i: u32): void {
  homogeneous(i);
  const at = corners + usize(i) * CORNER_BYTES;
  const beyond = beyondPlanes();
  store<i32>(at, beyond, 8);
  if (beyond == 0) {
    const inverse = 1.0 / hw;
    store<i32>(at, snapped(hx * inverse));
    store<i32>(at, snapped(hy * inverse), 4);
    store<f64>(at, hq * inverse, 16);
  }
}

export function cornerAt(index: u32): usize {
  return corners + usize(index) * CORNER_BYTES;
}

/** Sets hx, hy, hw, hq. */
export function homogeneous(index: u32): void {
  const at = positions + usize(index) * 12;
  const x = f64(load<f32>(at));
  const y = f64(load<f32>(at, 4));
  const z = f64(load<f32>(at, 8));
  if (matrix) {
    hx = load<f64>(matrix) * x + load<f64>(matrix, 8) * y + load<f64>(matrix, 16) * z + load<f64>(matrix, 24);
    hy = load<f64>(matrix, 32) * x + load<f64>(matrix, 40) * y + load<f64>(matrix, 48) * z + load<f64>(matrix, 56);
    hw = load<f64>(matrix, 64) * x + load<f64>(matrix, 72) * y + load<f64>(matrix, 80) * z + load<f64>(matrix, 88);
    hq = 1;
  } else {
    hx = x;
    hy = y;
    hw = 1;
    hq = 1.0 / z;
  }
}

function beyondPlanes(): i32 {
  if (!(abs(hx) <= HUGE && abs(hy) <= HUGE && abs(hw) <= HUGE && hq >= 0 && hq <= HUGE)) return UNUSABLE;
  return (
    (hw < near ? BEHIND : 0) |
    (hx + GUARD * hw < 0 ? LEFT : 0) |
    (GUARD * hw - hx < 0 ? RIGHT : 0) |
    (hy + GUARD * hw < 0 ? ABOVE : 0) |
    (GUARD * hw - hy < 0 ? BELOW : 0)
  );
}

/** A triangle with such a corner cannot be drawn. */
export function isUnusable(beyond: i32): bool {
  return (beyond & UNUSABLE) != 0;
}

/** Rounds to the nearest 1/256 pixel, halves up. */
export function snapped(pixels: f64): i32 {
  return i32(floor(min(max(pixels, -GUARD), GUARD) * 256.0 + 0.5));
}
