import type { TextSample } from "../read/textSample";
import { parseNumber } from "../read/text";

const NUMBERS_BEFORE_SPECIES = [0, 2, 3, 4, 5, 6, 7, 8];

/** VIAME CSV: comments with `#`, then rows of nine columns (track, image, frame, box, confidence, length) and species with confidences. */
export function looksLikeViame({ rows }: TextSample): boolean {
  const data = rows.filter((row) => !row.startsWith("#"));
  if (data.length === 0) return rows.some((row) => /^#.*\bdetection or track/i.test(row));
  return data.every((row) => {
    const columns = row.replace(/"(?:[^"]|"")*"/g, "x").split(",");
    return (
      columns.length >= 9 &&
      NUMBERS_BEFORE_SPECIES.every((index) => !Number.isNaN(parseNumber(columns[index]?.trim()))) &&
      // Other tables with numbers only are MOTChallenge and the like.
      (Number.isNaN(parseNumber(columns[1]?.trim())) || (columns.length > 9 && Number.isNaN(parseNumber(columns[9]?.trim()))))
    );
  });
}
