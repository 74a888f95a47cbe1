// Converts a batch of triangles to records.
import { cornerAt, isUnusable } from "./vertices";
import { emitClipped } from "./clip";
import { RECORD_BYTES, emit, recordsEnd } from "./record";

/** The most records that one triangle can become: clipped by five planes, it has at most eight corners. */
const MOST_RECORDS: i32 = 6;

/**
 * Converts triangles to records while there is room for them.
 * @returns how many triangles are done; −1 − n if triangle n refers to a corner that does not exist
 */
export function append(indices: usize, colors: usize, first: i32, count: i32, corners: u32, id: i32, flags: i32, room: usize): i32 {
  const last = room - usize(MOST_RECORDS * RECORD_BYTES);
  for (let t = first; t < count; t++) {
    if (recordsEnd() > last) return t;
    const at = indices + usize(t) * 12;
    const ia = load<u32>(at);
    const ib = load<u32>(at, 4);
    const ic = load<u32>(at, 8);
    if (ia >= corners || ib >= corners || ic >= corners) return -1 - t;
    writeTriangle(ia, ib, ic, load<u32>(colors + (usize(t) << 2)), id, flags);
  }
  return count;
}

/** Converts a triangle, whose corners are projected, to records. */
export function writeTriangle(ia: u32, ib: u32, ic: u32, color: u32, id: i32, flags: i32): void {
  const a = cornerAt(ia);
  const b = cornerAt(ib);
  const c = cornerAt(ic);
  const beyondA = load<i32>(a, 8);
  const beyondB = load<i32>(b, 8);
  const beyondC = load<i32>(c, 8);
  const beyond = beyondA | beyondB | beyondC;
  if (beyond == 0)
    emit(
      load<i32>(a),
      load<i32>(a, 4),
      load<f64>(a, 16),
      load<i32>(b),
      load<i32>(b, 4),
      load<f64>(b, 16),
      load<i32>(c),
      load<i32>(c, 4),
      load<f64>(c, 16),
      color,
      id,
      flags,
    );
  else if (!isUnusable(beyond) && (beyondA & beyondB & beyondC) == 0) emitClipped(ia, ib, ic, beyond, color, id, flags);
}
