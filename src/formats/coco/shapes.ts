import type { ImportedBox } from "../read/imported";
import { extentAround } from "../read/extent";
import { arrayOf, isObject, numberOf } from "../read/json";
import { decompressRuns } from "./rle";
import { runsBox } from "./runsBox";

export type Box = Pick<ImportedBox, "x" | "y" | "width" | "height">;

/**
 * The box around an annotation's `segmentation`: polygons (also one flat list, or KWCOCO's `exterior`), or a mask in run lengths,
 * compressed or not. Null if there is none, or it is broken.
 */
export function segmentationBox(segmentation: unknown): Box | null {
  if (isObject(segmentation)) return Array.isArray(segmentation["size"]) ? maskBox(segmentation) : polygonsBox([segmentation]);
  const parts = arrayOf(segmentation);
  return parts.every((part) => typeof part === "number") ? polygonsBox([parts]) : polygonsBox(parts);
}

/** Whether there is any outline or mask. */
export function hasSegmentation(segmentation: unknown): boolean {
  return isObject(segmentation) ? Object.keys(segmentation).length > 0 : arrayOf(segmentation).length > 0;
}

function polygonsBox(polygons: readonly unknown[]): Box | null {
  const numbers = polygons.flatMap((polygon) =>
    arrayOf(isObject(polygon) ? polygon["exterior"] : polygon)
      .flat()
      .map(numberOf),
  );
  if (numbers.length % 2 === 1 || numbers.some(Number.isNaN)) return null;
  const points = numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? x] as const] : []));
  return plain(extentAround(points));
}

/** Runs go down the columns from the left, outside first. */
function maskBox({ size, counts }: Record<string, unknown>): Box | null {
  const [height = Number.NaN] = arrayOf(size).map(numberOf);
  const runs = typeof counts === "string" ? decompressRuns(counts) : arrayOf(counts).map(numberOf);
  if (!runs || !(height > 0) || !runs.every((run) => Number.isInteger(run) && run >= 0)) return null;
  return runsBox(runs, height);
}

function plain(extent: Box | null): Box | null {
  return extent && { x: extent.x, y: extent.y, width: extent.width, height: extent.height };
}
