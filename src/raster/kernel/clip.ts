// Clips triangles at the near plane and at guard planes far outside the picture.
import { ABOVE, BEHIND, BELOW, GUARD, LEFT, RIGHT, homogeneous, hq, hw, hx, hy, near, snapped } from "./vertices";
import { emit } from "./record";

/** A corner is four f64: x, y, w, q. Clipping three corners at five planes gives at most eight. */
const CORNER: usize = 32;
const one: usize = memory.data(288, 16);
const other: usize = memory.data(288, 16);

/** Clips a triangle and writes what is left of it. @param beyond the planes that any of its corners is outside of */
export function emitClipped(a: u32, b: u32, c: u32, beyond: i32, color: u32, id: i32, flags: i32): void {
  keep(a, one);
  keep(b, one + CORNER);
  keep(c, one + 2 * CORNER);
  let from = one;
  let to = other;
  let count = 3;
  for (let plane = BEHIND; plane <= BELOW; plane <<= 1) {
    if ((beyond & plane) == 0) continue;
    count = cut(from, count, plane, to);
    const swap = from;
    from = to;
    to = swap;
  }
  for (let i = 2; i < count; i++) {
    const p = from;
    const q = from + usize(i - 1) * CORNER;
    const r = q + CORNER;
    emit(xOf(p), yOf(p), zOf(p), xOf(q), yOf(q), zOf(q), xOf(r), yOf(r), zOf(r), color, id, flags);
  }
}

function keep(index: u32, at: usize): void {
  homogeneous(index);
  store<f64>(at, hx);
  store<f64>(at, hy, 8);
  store<f64>(at, hw, 16);
  store<f64>(at, hq, 24);
}

function xOf(p: usize): i32 {
  return snapped(load<f64>(p) / load<f64>(p, 16));
}

function yOf(p: usize): i32 {
  return snapped(load<f64>(p, 8) / load<f64>(p, 16));
}

function zOf(p: usize): f64 {
  return load<f64>(p, 24) / load<f64>(p, 16);
}

/** Signed distance to a plane: 0 or more on the side that is kept. */
function distance(p: usize, plane: i32): f64 {
  const w = load<f64>(p, 16);
  if (plane == BEHIND) return w - near;
  if (plane == LEFT) return load<f64>(p) + GUARD * w;
  if (plane == RIGHT) return GUARD * w - load<f64>(p);
  if (plane == ABOVE) return load<f64>(p, 8) + GUARD * w;
  return GUARD * w - load<f64>(p, 8);
}

/** Clips a polygon at a plane. @returns the number of corners left */
function cut(from: usize, count: i32, plane: i32, to: usize): i32 {
  let kept = 0;
  let p = from + usize(count - 1) * CORNER;
  let dp = distance(p, plane);
  for (let i = 0; i < count; i++) {
    const q = from + usize(i) * CORNER;
    const dq = distance(q, plane);
    if (dp >= 0 != dq >= 0) {
      const at = to + usize(kept++) * CORNER;
      // Always computed from the kept side, so that neighbours cut a shared edge at the same point.
      if (dp >= 0) crossing(p, dp, q, dq, at);
      else crossing(q, dq, p, dp, at);
    }
    if (dq >= 0) memory.copy(to + usize(kept++) * CORNER, q, CORNER);
    p = q;
    dp = dq;
  }
  return kept;
}

function crossing(inside: usize, di: f64, outside: usize, d: f64, at: usize): void {
  const share = di / (di - d);
  for (let k: usize = 0; k < CORNER; k += 8) {
    const start = load<f64>(inside + k);
    store<f64>(at + k, start + (load<f64>(outside + k) - start) * share);
  }
}
