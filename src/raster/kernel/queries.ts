// Queries for the ground truth: which ids are visible where, and the whole silhouette of each.
import { height, ids, width } from "./memory";
import { RECORD_BYTES } from "./record";
import { Cover, fill, firstAt } from "./fill";

/** An entry: pixels (i32), and the box: left, top, right, bottom (i32), right and bottom exclusive. */
const ENTRY: usize = 20;

function reset(entry: usize): void {
  store<i32>(entry, 0);
  store<i32>(entry, i32.MAX_VALUE, 4);
  store<i32>(entry, i32.MAX_VALUE, 8);
  store<i32>(entry, i32.MIN_VALUE, 12);
  store<i32>(entry, i32.MIN_VALUE, 16);
}

function add(entry: usize, pixels: i32, left: i32, top: i32, right: i32, bottom: i32): void {
  store<i32>(entry, load<i32>(entry) + pixels);
  store<i32>(entry, min(load<i32>(entry, 4), left), 4);
  store<i32>(entry, min(load<i32>(entry, 8), top), 8);
  store<i32>(entry, max(load<i32>(entry, 12), right), 12);
  store<i32>(entry, max(load<i32>(entry, 16), bottom), 16);
}

/** Empties a table with an entry for each id from 0 to `most`. */
export function resetSeen(table: usize, most: i32): void {
  for (let id = 0; id <= most; id++) reset(table + usize(id) * ENTRY);
}

/** Adds to the table what is visible in a rectangle: the number of pixels of each id, and their box. */
export function countSeen(table: usize, left: i32, top: i32, right: i32, bottom: i32): void {
  for (let row = top; row < bottom; row++) {
    const start = ids + (usize(row * width) << 1);
    let column = left;
    while (column < right) {
      const id = load<u16>(start + (usize(column) << 1));
      const end = runEnd(start, column, right, id);
      add(table + usize(id) * ENTRY, end - column, column, row, end, row + 1);
      column = end;
    }
  }
}

/** The column at which a run of one id ends. */
function runEnd(start: usize, column: i32, right: i32, id: u16): i32 {
  const same = i16x8.splat(id);
  for (; column + 8 <= right; column += 8) if (!i16x8.all_true(i16x8.eq(v128.load(start + (usize(column) << 1)), same))) break;
  while (column < right && load<u16>(start + (usize(column) << 1)) == id) column++;
  return column;
}

/** The box in whole pixels that contains all pixel centres of a set of records: left, top, right, bottom. */
export function extent(records: usize, count: i32, box: usize): void {
  let left = i32.MAX_VALUE;
  let top = i32.MAX_VALUE;
  let right = i32.MIN_VALUE;
  let bottom = i32.MIN_VALUE;
  for (let i = 0, t = records; i < count; i++, t += RECORD_BYTES) {
    const x0 = load<i32>(t);
    const x1 = load<i32>(t, 8);
    const x2 = load<i32>(t, 16);
    left = min(left, firstAt<Cover>(min(x0, min(x1, x2))));
    right = max(right, firstAt<Cover>(max(x0, max(x1, x2))));
    top = min(top, firstAt<Cover>(load<i32>(t, 4)));
    bottom = max(bottom, firstAt<Cover>(load<i32>(t, 20)));
  }
  store<i32>(box, left);
  store<i32>(box, top, 4);
  store<i32>(box, right, 8);
  store<i32>(box, bottom, 12);
}

/** Marks the pixels of a rectangle, which may be outside the picture, whose centres a set of records covers: one byte each. */
export function cover(records: usize, count: i32, left: i32, top: i32, right: i32, bottom: i32, target: usize): void {
  for (let i = 0, t = records; i < count; i++, t += RECORD_BYTES) fill<Cover>(t, left, top, right, bottom, top, target, right - left);
}

/**
 * Counts what `cover` marked.
 * @param entry their number and their box
 * @param inFront for each id, the number of marked pixels in which it is the visible one
 */
export function countCovered(target: usize, left: i32, top: i32, right: i32, bottom: i32, entry: usize, inFront: usize): void {
  const stride = right - left;
  for (let row = top; row < bottom; row++) {
    const inside = row >= 0 && row < height;
    const seen = ids + (usize(row * width) << 1);
    let pixels = 0;
    let first = right;
    let last = left;
    // Neighbours usually have the same id, so counts are written only when it changes.
    let id = 0;
    let run = 0;
    let p = target + usize((row - top) * stride);
    for (let column = left; column < right; column++, p++) {
      if (column + 16 <= right) {
        const sixteen = v128.load(p);
        const isBeside = !inside || column + 16 <= 0 || column >= width;
        const isWhole = isBeside && i8x16.all_true(sixteen);
        if (isWhole) {
          pixels += 16;
          first = min(first, column);
          last = column + 16;
        }
        if (isWhole || !v128.any_true(sixteen)) {
          column += 15;
          p += 15;
          continue;
        }
      }
      if (column + 8 <= right) {
        const eight = load<u64>(p);
        if (eight == 0) {
          column += 7;
          p += 7;
          continue;
        }
        // Eight more of a run.
        if (eight == ALL_COVERED && inside && run > 0 && column >= 0 && column + 8 <= width && isRun(seen, column, id)) {
          pixels += 8;
          run += 8;
          first = min(first, column);
          last = column + 8;
          column += 7;
          p += 7;
          continue;
        }
      }
      if (load<u8>(p) == 0) continue;
      pixels++;
      first = min(first, column);
      last = column + 1;
      if (!inside || column < 0 || column >= width) continue;
      const nearest = i32(load<u16>(seen + (usize(column) << 1)));
      if (nearest != id) {
        count(inFront, id, run);
        id = nearest;
        run = 0;
      }
      run++;
    }
    if (pixels > 0) add(entry, pixels, first, row, last, row + 1);
    count(inFront, id, run);
  }
}

const ALL_COVERED: u64 = 0x0101010101010101;

/** Whether eight pixels from a column on have one id. */
function isRun(seen: usize, column: i32, id: i32): bool {
  return i16x8.all_true(i16x8.eq(v128.load(seen + (usize(column) << 1)), i16x8.splat(i16(id))));
}

function count(table: usize, id: i32, pixels: i32): void {
  const at = table + (usize(id) << 2);
  store<i32>(at, load<i32>(at) + pixels);
}

export { reset as resetEntry };
