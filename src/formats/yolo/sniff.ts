import { parseNumber } from "../read/text";
import type { TextSample } from "../read/textSample";

const FEWEST_COLUMNS = 5;
/** The column of the class in DOTA's rows: after four corners. */
const DOTA_CLASS = 8;

/** YOLO: rows of at least five numbers separated by spaces, the first an integer, no quoted text, and no DOTA class after eight numbers. */
export function looksLikeYolo({ rows }: TextSample): boolean {
  return rows.some((row) => {
    const columns = row.split(/\s+/);
    const numbers = columns.slice(0, FEWEST_COLUMNS).map(parseNumber);
    return (
      columns.length >= FEWEST_COLUMNS &&
      !row.includes('"') &&
      !/^[A-Za-z]/.test(columns[DOTA_CLASS] ?? "") &&
      numbers.every((number) => !Number.isNaN(number)) &&
      Number.isInteger(numbers[0])
    );
  });
}

/** YOLO's label files whose rows all lack numbers, so that they can be named: a class, then numbers or what stands for none. */
export function looksLikeBrokenYolo({ rows }: TextSample): boolean {
  return rows.every((row) => {
    const [first, ...others] = row.split(/\s+/);
    return (
      /^\d+$/.test(first ?? "") && others.every((other) => !Number.isNaN(parseNumber(other)) || /^[+-]?(nan|inf(inity)?)$/i.test(other))
    );
  });
}
