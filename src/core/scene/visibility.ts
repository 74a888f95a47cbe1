import { intersectBoxes } from "./projection";
import type { Box } from "./frameStateTypes";
import type { SilhouetteMask } from "./silhouetteMask";

/** Something with a place in the picture; `mask` is asked for only where it matters. */
export type Silhouette = {
  readonly id: number | string;
  readonly box: Box;
  readonly mask: () => SilhouetteMask;
};

/** Pixels of a silhouette: all of them, those inside the frame, and those seen. */
export type Sight = {
  readonly whole: number;
  readonly inFrame: number;
  readonly seen: number;
  /** Tight box of the seen pixels, null where there are none. */
  readonly visibleBox: Box | null;
  readonly occludedBy: (number | string)[];
};

/**
 * What can be seen of a silhouette that has `inFront` before it (from back to front), in a frame of the given size.
 * Pixels are counted only where something meets it.
 */
export function sightOf(silhouette: Silhouette, inFront: readonly Silhouette[], width: number, height: number): Sight {
  const mask = silhouette.mask();
  const remaining = remainingPixels(silhouette, inFront, width, height);
  if (!remaining)
    return { whole: mask.area, inFrame: mask.area, seen: mask.area, visibleBox: tightBox(mask, silhouette.box), occludedBy: [] };
  return {
    whole: mask.area,
    inFrame: remaining.inFrame,
    seen: remaining.mask.area,
    visibleBox: tightBox(remaining.mask, silhouette.box),
    occludedBy: remaining.occludedBy,
  };
}

/** The seen pixels of a silhouette as a mask of its box. */
export function visibleMask(silhouette: Silhouette, inFront: readonly Silhouette[], width: number, height: number): SilhouetteMask {
  return remainingPixels(silhouette, inFront, width, height)?.mask ?? silhouette.mask();
}

/** Null where nothing meets the silhouette: all of it is seen. */
function remainingPixels({ box, mask }: Silhouette, inFront: readonly Silhouette[], width: number, height: number) {
  const framed = intersectBoxes(box, { x: 0, y: 0, width, height });
  const meeting = framed ? inFront.filter((other) => intersectBoxes(framed, other.box)) : [];
  const inside = framed?.width === box.width && framed.height === box.height;
  if (inside && meeting.length === 0) return null;

  const whole = mask();
  const data = new Uint8Array(whole.data.length);
  let inFrame = 0;
  if (framed) {
    for (let y = framed.y - box.y; y < framed.y - box.y + framed.height; y++) {
      for (let x = framed.x - box.x; x < framed.x - box.x + framed.width; x++) {
        const index = y * box.width + x;
        const covered = whole.data[index] ?? 0;
        data[index] = covered;
        inFrame += covered;
      }
    }
  }
  const occludedBy: (number | string)[] = [];
  let seen = inFrame;
  for (const other of meeting) {
    const overlap = framed && intersectBoxes(framed, other.box);
    if (!overlap) continue;
    const otherMask = other.mask();
    let hides = false;
    for (let y = overlap.y; y < overlap.y + overlap.height; y++) {
      let index = (y - box.y) * box.width + overlap.x - box.x;
      let otherIndex = (y - other.box.y) * other.box.width + overlap.x - other.box.x;
      for (let x = 0; x < overlap.width; x++, index++, otherIndex++) {
        if (otherMask.data[otherIndex] !== 1 || whole.data[index] !== 1) continue;
        hides = true;
        if (data[index] === 1) {
          data[index] = 0;
          seen--;
        }
      }
    }
    if (hides) occludedBy.push(other.id);
  }
  return { inFrame, occludedBy, mask: { width: box.width, height: box.height, data, area: seen } };
}

/** The tight box of a mask's pixels, in picture coordinates. */
function tightBox({ data, width, height, area }: SilhouetteMask, box: Box): Box | null {
  if (area === 0) return null;
  const rowHasPixels = (y: number) => data.indexOf(1, y * width) < (y + 1) * width && data.indexOf(1, y * width) >= 0;
  const columnHasPixels = (x: number) => {
    for (let y = 0; y < height; y++) if (data[y * width + x] === 1) return true;
    return false;
  };
  let top = 0;
  while (!rowHasPixels(top)) top++;
  let bottom = height - 1;
  while (!rowHasPixels(bottom)) bottom--;
  let left = 0;
  while (!columnHasPixels(left)) left++;
  let right = width - 1;
  while (!columnHasPixels(right)) right--;
  return { x: box.x + left, y: box.y + top, width: right - left + 1, height: bottom - top + 1 };
}
