import { parseNumber } from "../read/text";
import type { TextSample } from "../read/textSample";
import { CATEGORIES } from "./categories";

const IMAGE_COLUMNS = 8;
const SEQUENCE_COLUMNS = 10;

/**
 * VisDrone: eight integers separated by commas, or ten with frame and target before them; the last four are a flag, a category, and
 * levels of truncation and occlusion. MOTChallenge has visibilities or world coordinates there.
 */
export function looksLikeVisDrone({ rows }: TextSample): boolean {
  return rows.length > 0 && rows.every((row) => isVisDroneRow(visDroneColumns(row)));
}

/** A row's numbers; some files end each row with a comma. */
export function visDroneColumns(row: string): number[] {
  return row
    .replace(/,\s*$/, "")
    .split(",")
    .map((column) => parseNumber(column.trim()));
}

function isVisDroneRow(columns: readonly number[]): boolean {
  if ((columns.length !== IMAGE_COLUMNS && columns.length !== SEQUENCE_COLUMNS) || !columns.every(Number.isInteger)) return false;
  const [score = -1, category = -1, truncation = -1, occlusion = -1] = columns.slice(-4);
  return (
    [0, 1].includes(score) && category >= 0 && category < CATEGORIES.length && [0, 1].includes(truncation) && [0, 1, 2].includes(occlusion)
  );
}
