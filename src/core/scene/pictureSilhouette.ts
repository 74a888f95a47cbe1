import type { Asset } from "../document/schema";
import type { Box } from "./frameStateTypes";
import { keepMask, maskKey, wholeOf, type Extent, type SilhouetteMask } from "./silhouetteMask";

/** Which part of a picture is opaque, and the silhouette within it; stored with the picture when it is imported. */
export type PictureSilhouette = NonNullable<Asset["silhouette"]>;

/** A picture's alpha counts as opaque from this value on, out of 255. */
const OPAQUE = 128;
/** Cells of the stored silhouette along its longer side: finer than actors are drawn, and only a few kilobytes of runs. */
const MOST_CELLS = 256;
/** Sampling points along each side of a pixel when a silhouette is scaled. */
const SAMPLES = 4;

/** Reads `count` rows from `top` onwards as RGBA, 4 bytes per pixel. */
export type RowReader = (top: number, count: number) => ArrayLike<number>;
const BAND = 64;

/** The silhouette of a picture from its alpha; null if every pixel is opaque, so that the box itself is the silhouette. */
export function silhouetteOfPicture(width: number, height: number, readRows: RowReader): PictureSilhouette | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  let transparent = false;
  eachPixel(width, { x: 0, y: 0, width, height }, readRows, (x, y, alpha) => {
    if (alpha < OPAQUE) transparent = true;
    else [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
  });
  if (!transparent) return null;
  const area = right > left ? { x: left, y: top, width: right - left, height: bottom - top } : { x: 0, y: 0, width, height };
  const shrink = Math.min(1, MOST_CELLS / Math.max(area.width, area.height));
  const columns = Math.max(1, Math.round(area.width * shrink));
  const rows = Math.max(1, Math.round(area.height * shrink));
  const sums = new Float64Array(columns * rows);
  const counts = new Uint32Array(columns * rows);
  eachPixel(width, area, readRows, (x, y, alpha) => {
    const cell = Math.floor(((y - area.y) * rows) / area.height) * columns + Math.floor(((x - area.x) * columns) / area.width);
    sums[cell] = (sums[cell] ?? 0) + alpha;
    counts[cell] = (counts[cell] ?? 0) + 1;
  });
  return { ...area, columns, rows, runs: encodedRuns(sums.map((sum, cell) => (sum / (counts[cell] ?? 1) >= OPAQUE ? 1 : 0))) };
}

/**
 * The silhouette of a picture drawn into a box of this size in whole pixels, in a part of the box. The mask is shared: do not write to
 * it.
 */
export function pictureMask(silhouette: PictureSilhouette, mirrored: boolean, size: Extent, part: Box = wholeOf(size)): SilhouetteMask {
  return keepMask(`${silhouette.columns}|${silhouette.runs}|${mirrored}|${maskKey(size, part)}`, () => {
    const { width, height } = part;
    const { columns, rows } = silhouette;
    const cells = cellsOf(silhouette);
    const data = new Uint8Array(width * height);
    let area = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        let covered = 0;
        for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
          const row = Math.floor(((y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES + part.y) * rows) / size.height);
          const column = Math.floor(((x + ((sample % SAMPLES) + 0.5) / SAMPLES + part.x) * columns) / size.width);
          covered += cells[row * columns + (mirrored ? columns - 1 - column : column)] ?? 0;
        }
        if (covered * 2 < SAMPLES * SAMPLES) continue;
        data[y * width + x] = 1;
        area++;
      }
    return { width, height, data, area };
  });
}

function eachPixel(
  pictureWidth: number,
  area: { x: number; y: number; width: number; height: number },
  readRows: RowReader,
  visit: (x: number, y: number, alpha: number) => void,
): void {
  for (let top = area.y; top < area.y + area.height; top += BAND) {
    const count = Math.min(BAND, area.y + area.height - top);
    const rows = readRows(top, count);
    for (let y = 0; y < count; y++)
      for (let x = area.x; x < area.x + area.width; x++) visit(x, top + y, rows[(y * pictureWidth + x) * 4 + 3] ?? 0);
  }
}

/** Lengths of alternating runs, row by row, starting with an uncovered one. */
function encodedRuns(cells: ArrayLike<number>): string {
  const runs: number[] = [];
  let value = 0;
  let length = 0;
  for (let index = 0; index < cells.length; index++) {
    if (cells[index] === value) length++;
    else {
      runs.push(length);
      value = 1 - value;
      length = 1;
    }
  }
  return [...runs, length].join(" ");
}

function cellsOf({ columns, rows, runs }: PictureSilhouette): Uint8Array {
  const cells = new Uint8Array(columns * rows);
  let start = 0;
  runs.split(" ").forEach((run, index) => {
    const end = start + Number(run);
    if (index % 2 === 1) cells.fill(1, start, end);
    start = end;
  });
  return cells;
}
