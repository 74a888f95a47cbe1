import { parseNumber } from "../read/text";
import type { TextSample } from "../read/textSample";

const FEWEST_COLUMNS = 5;

/** YOLO: rows of at least five numbers separated by spaces, the first an integer, and no quoted text. */
export function looksLikeYolo({ rows }: TextSample): boolean {
  return rows.some((row) => {
    const columns = row.split(/\s+/);
    const numbers = columns.slice(0, FEWEST_COLUMNS).map(parseNumber);
    return (
      columns.length >= FEWEST_COLUMNS &&
      !row.includes('"') &&
      numbers.every((number) => !Number.isNaN(number)) &&
      Number.isInteger(numbers[0])
    );
  });
}
