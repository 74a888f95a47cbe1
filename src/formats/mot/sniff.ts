import type { TextSample } from "../read/textSample";
import { hasDecimalCommas, numbersOf, separatorOf } from "./rows";

const FEWEST_COLUMNS = 6;
const MOST_COLUMNS = 10;

/**
 * MOTChallenge: six to ten numbers separated by commas, semicolons or spaces. YOLO has spaces too: its numbers after the class are
 * fractions, and rows with fewer columns than a box and its id need are YOLO's.
 */
export function looksLikeMot({ rows }: TextSample): boolean {
  if (rows.some(hasDecimalCommas)) return false;
  const separator = separatorOf(rows);
  const numbers = rows.map((row) => numbersOf(row, separator));
  if (separator === ",") return numbers.some((row) => row.length >= FEWEST_COLUMNS && row.some((value) => !Number.isNaN(value)));
  const [heading, ...rest] = numbers;
  const table = heading?.every(Number.isNaN) ? rest : numbers;
  if (table.length === 0 || !table.every((row) => row.length >= FEWEST_COLUMNS && row.length <= MOST_COLUMNS && !row.some(Number.isNaN)))
    return false;
  return (
    separator === ";" ||
    table.every(([frame, id, left = 0, top = 0, width = 0, height = 0]) => {
      return Number.isInteger(frame) && Number.isInteger(id) && height > 1 && Math.max(left, top, width) > 1;
    })
  );
}

/**
 * Whether rows that look like MOTChallenge's may be YOLO's in pixels instead: class, centre, size and track id are six numbers too. Not
 * if an id recurs in a second frame.
 */
export function mayBeYoloInPixels({ rows }: TextSample): boolean {
  if (separatorOf(rows) !== " ") return false;
  const frames = new Map<number, number>();
  return rows.every((row) => {
    const [frame = Number.NaN, id = Number.NaN, ...rest] = numbersOf(row, " ");
    const known = frames.get(id);
    frames.set(id, frame);
    return rest.length === FEWEST_COLUMNS - 2 && (known === undefined || known === frame);
  });
}
