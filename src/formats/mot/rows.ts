import { decodeText, linesOf, parseNumber } from "../read/text";
import type { InputFile } from "../read/imported";

/** A row of numbers; NaN where a column contains none. */
export type MotRow = { line: number; numbers: readonly number[] };

/**
 * The column separator: the benchmark's comma, a spreadsheet's semicolon (commas may then be decimal), or spaces, as some trackers write.
 */
export type Separator = "," | ";" | " ";

const DECIMAL_COMMA = /^-?\d+,\d+$/;

/** What separates the columns of these rows. */
export function separatorOf(rows: readonly string[]): Separator {
  if (rows.some((row) => row.includes(";"))) return ";";
  return rows.some((row) => row.includes(",")) ? "," : " ";
}

/** Whether numbers separated by spaces have decimal commas (0,5): such rows are not a table with commas as separators. */
export function hasDecimalCommas(row: string): boolean {
  return (
    !row.includes(";") && row.split(/\s+/).some((column) => DECIMAL_COMMA.test(column)) && !/,(\s|$)/.test(row) && /\s/.test(row.trim())
  );
}

/** A row's numbers. Empty columns at the end do not count. */
export function numbersOf(row: string, separator: Separator): number[] {
  const columns = (separator === " " ? row.split(/\s+/) : row.split(separator)).map((column) => column.trim());
  while (columns.length > 6 && columns.at(-1) === "") columns.pop();
  return columns.map((column) => parseNumber(separator === ";" && DECIMAL_COMMA.test(column) ? column.replace(",", ".") : column));
}

/** All rows of a file, read again each time. */
export function* motRows(file: InputFile): Generator<MotRow, void, undefined> {
  const text = decodeText(file);
  let separator: Separator | null = null;
  for (const { line, content } of linesOf(text)) {
    separator ??= separatorOf([content]);
    yield { line, numbers: numbersOf(content, separator) };
  }
}
