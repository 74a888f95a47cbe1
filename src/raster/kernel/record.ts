// A triangle ready to be filled, 64 bytes. Coordinates are integers in 1/256 pixel; corners are in order from top to bottom.
//
//   0  x0 y0 x1 y1 x2 y2   i32
//  24  colour              u32, RGBA in memory
//  28  id                  u16
//  30  flags               u16
//  32  a b c               f64: 1/w = a + b x + c y
//  56  smallest and largest 1/w  f32

export const RECORD_BYTES: i32 = 64;
/** The middle corner is to the right of the edge from the top to the bottom corner. */
export const MIDDLE_RIGHT: i32 = 1;
/** Drawn over everything drawn before, regardless of depth. */
export const PAINTED: i32 = 2;
/** Visible from behind as well. */
export const TWO_SIDED: i32 = 4;
/** Darkens the samples of what has no id, once. */
export const SHADOW: i32 = 8;
/** Blended into wet samples, once. */
export const MIRROR: i32 = 16;

let end: usize = 0;

/** Address of the next record: the end of the last one. */
export function recordsEnd(): usize {
  return end;
}

export function setRecordsEnd(address: usize): void {
  end = address;
}

/** Writes a triangle, unless it is degenerate or faces away. Front faces are counter-clockwise as seen by the camera. */
export function emit(
  x0: i32,
  y0: i32,
  z0: f64,
  x1: i32,
  y1: i32,
  z1: f64,
  x2: i32,
  y2: i32,
  z2: f64,
  color: u32,
  id: i32,
  flags: i32,
): void {
  const ax = f64(x1 - x0);
  const ay = f64(y1 - y0);
  const bx = f64(x2 - x0);
  const by = f64(y2 - y0);
  const area = ax * by - bx * ay;
  if (area == 0 || (area > 0 && (flags & TWO_SIDED) == 0)) return;
  const inverse = 1.0 / area;
  const zx = ((z1 - z0) * by - (z2 - z0) * ay) * inverse;
  const zy = ((z2 - z0) * ax - (z1 - z0) * bx) * inverse;
  store<f64>(end, z0 - zx * f64(x0) - zy * f64(y0), 32);
  store<f64>(end, zx, 40);
  store<f64>(end, zy, 48);
  store<f32>(end, f32(min(z0, min(z1, z2))), 56);
  store<f32>(end, f32(max(z0, max(z1, z2))), 60);
  let s: i32;
  if (y1 < y0) {
    s = x0;
    x0 = x1;
    x1 = s;
    s = y0;
    y0 = y1;
    y1 = s;
  }
  if (y2 < y0) {
    s = x0;
    x0 = x2;
    x2 = s;
    s = y0;
    y0 = y2;
    y2 = s;
  }
  if (y2 < y1) {
    s = x1;
    x1 = x2;
    x2 = s;
    s = y1;
    y1 = y2;
    y2 = s;
  }
  const side = f64(x1 - x0) * f64(y2 - y0) - f64(x2 - x0) * f64(y1 - y0);
  store<i32>(end, x0);
  store<i32>(end, y0, 4);
  store<i32>(end, x1, 8);
  store<i32>(end, y1, 12);
  store<i32>(end, x2, 16);
  store<i32>(end, y2, 20);
  store<u32>(end, color, 24);
  store<u16>(end, u16(id), 28);
  store<u16>(end, u16((flags & (PAINTED | SHADOW | MIRROR)) | (side > 0 ? MIDDLE_RIGHT : 0)), 30);
  end += RECORD_BYTES;
}
