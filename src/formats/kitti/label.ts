import type { ImportedBox } from "../read/imported";
import { parseNumber } from "../read/text";
import type { UnmappedParts } from "../read/unmapped";

/** Columns of a label without a score, from the type on. */
export const LABEL_COLUMNS = 15;

const FLAT = "a scenario is 2-D; keep the original file for its 3-D data";

export type KittiLabel = {
  /** In the words of the class list; null: a region to ignore. */
  label: string | null;
  box: Omit<ImportedBox, "frame">;
};

/**
 * A label's type and box: type, truncated, occluded, alpha, left, top, right, bottom and seven of 3-D, then perhaps a score.
 * Counts what a scenario cannot keep.
 */
export function kittiLabel(columns: readonly string[], unmapped: UnmappedParts): KittiLabel {
  const [type = ""] = columns;
  const numbers = columns.map(parseNumber);
  const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = numbers.slice(4, 8);
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  if (type === "DontCare") return { label: null, box };
  const known = (from: number, to: number, unknown: number) =>
    numbers.slice(from, to).some((value) => Number.isFinite(value) && value !== unknown);
  if (known(8, 11, -1)) unmapped.count("3-D size", FLAT);
  if (known(11, 14, -1000)) unmapped.count("3-D position", FLAT);
  if (known(14, 15, -10) || known(3, 4, -10)) unmapped.count("3-D rotation (alpha, rotation_y)", FLAT);
  if (columns.length > LABEL_COLUMNS) unmapped.count("score", "actors have no detection scores; to score a detector, use evaluate instead");
  if (known(1, 2, 0)) unmapped.countMeasured("truncated");
  if (known(2, 3, 0)) unmapped.countMeasured("occluded");
  return { label: type === "Person" || type === "Person_sitting" ? "person sitting" : type, box };
}
