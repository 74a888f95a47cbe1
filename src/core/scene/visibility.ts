import { boxesMeet, intersectBoxes } from "./projection";
import type { Box } from "./frameStateTypes";
import { countPixels, runsOf, type SilhouetteMask } from "./silhouetteMask";

/** Something with a place in the picture; properties that are functions are computed only when needed. */
export type Silhouette = {
  readonly id: number | string;
  /** The part that is rasterised: the whole body, or the part of a large one that is in the picture. */
  readonly box: Box;
  readonly mask: () => SilhouetteMask;
  /** Pixels of the whole body. */
  readonly whole: () => number;
};

/** Pixels of a silhouette: all of them, those inside the frame, and those visible. */
export type Sight = {
  readonly whole: number;
  readonly inFrame: number;
  readonly seen: number;
  /** Tight box of the visible pixels, null if there are none. */
  readonly visibleBox: Box | null;
  readonly occludedBy: (number | string)[];
};

/**
 * The visible part of a silhouette that has `inFront` in front of it (from back to front), in a frame of the given size. Pixels are
 * counted only if something meets it.
 */
export function sightOf(silhouette: Silhouette, inFront: readonly Silhouette[], width: number, height: number): Sight {
  const mask = silhouette.mask();
  const whole = silhouette.whole();
  const remaining = remainingPixels(silhouette, inFront, width, height);
  if (!remaining) return { whole, inFrame: mask.area, seen: mask.area, visibleBox: tightBox(mask, silhouette.box), occludedBy: [] };
  return {
    whole,
    inFrame: remaining.inFrame,
    seen: remaining.mask.area,
    visibleBox: tightBox(remaining.mask, silhouette.box),
    occludedBy: remaining.occludedBy,
  };
}

/** Whether a pixel of the picture belongs to a silhouette. */
export function covers({ box, mask }: Silhouette, column: number, row: number): boolean {
  const [x, y] = [column - box.x, row - box.y];
  return x >= 0 && y >= 0 && x < box.width && y < box.height && mask().data[y * box.width + x] === 1;
}

/** The visible pixels of a silhouette as a mask of its box. */
export function visibleMask(silhouette: Silhouette, inFront: readonly Silhouette[], width: number, height: number): SilhouetteMask {
  return remainingPixels(silhouette, inFront, width, height)?.mask ?? silhouette.mask();
}

/** Null if nothing meets the silhouette: all of it is visible. */
function remainingPixels({ box, mask }: Silhouette, inFront: readonly Silhouette[], width: number, height: number) {
  const framed = intersectBoxes(box, { x: 0, y: 0, width, height });
  const meeting = framed ? inFront.filter((other) => boxesMeet(framed, other.box)) : [];
  const inside = framed?.width === box.width && framed.height === box.height;
  if (inside && meeting.length === 0) return null;

  const whole = mask();
  const data = inside ? whole.data.slice() : framedPixels(whole, box, framed);
  const inFrame = inside ? whole.area : countPixels(data);
  const occludedBy: (number | string)[] = [];
  for (const other of meeting) {
    const overlap = framed && intersectBoxes(framed, other.box);
    if (!overlap) continue;
    const { ends, bounds } = runsOf(other.mask());
    let hides = false;
    for (let y = overlap.y; y < overlap.y + overlap.height; y++) {
      const row = (y - box.y) * box.width - box.x;
      const otherRow = y - other.box.y;
      const end = ends[otherRow] ?? 0;
      for (let run = otherRow === 0 ? 0 : (ends[otherRow - 1] ?? 0); run < end; run += 2) {
        const from = row + Math.max(overlap.x, other.box.x + (bounds[run] ?? 0));
        const to = row + Math.min(overlap.x + overlap.width, other.box.x + (bounds[run + 1] ?? 0));
        if (to <= from) continue;
        // Whether a body hides something is decided against the whole silhouette: what others also hide is still hidden by it.
        hides ||= coversAPixel(whole.data, from, to);
        data.fill(0, from, to);
      }
    }
    if (hides) occludedBy.push(other.id);
  }
  const seen = occludedBy.length === 0 ? inFrame : countPixels(data);
  return { inFrame, occludedBy, mask: { width: box.width, height: box.height, data, area: seen } };
}

function coversAPixel(data: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (data[index] === 1) return true;
  return false;
}

/** The silhouette without its pixels outside the frame. */
function framedPixels({ data }: SilhouetteMask, box: Box, framed: Box | null): Uint8Array {
  const kept = new Uint8Array(data.length);
  if (!framed) return kept;
  for (let y = framed.y - box.y; y < framed.y - box.y + framed.height; y++) {
    const row = y * box.width + framed.x - box.x;
    kept.set(data.subarray(row, row + framed.width), row);
  }
  return kept;
}

/** The tight box of a mask's pixels, in picture coordinates. */
function tightBox({ data, width, area }: SilhouetteMask, box: Box): Box | null {
  if (area === 0) return null;
  const top = Math.floor(data.indexOf(1) / width);
  const bottom = Math.floor(data.lastIndexOf(1) / width);
  const columnHasPixels = (x: number) => {
    for (let y = top; y <= bottom; y++) if (data[y * width + x] === 1) return true;
    return false;
  };
  let left = 0;
  while (!columnHasPixels(left)) left++;
  let right = width - 1;
  while (!columnHasPixels(right)) right--;
  return { x: box.x + left, y: box.y + top, width: right - left + 1, height: bottom - top + 1 };
}
