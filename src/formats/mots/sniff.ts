import type { TextSample } from "../read/textSample";
import { parseNumber } from "../read/text";

const COLUMNS = 6;

/** MOTS: five integers and a run-length mask, separated by spaces. */
export function looksLikeMots({ rows }: TextSample): boolean {
  const table = rows.map((row) => row.split(/\s+/));
  const fits = (columns: readonly string[]) => {
    const [, , , height = 0, width = 0] = columns.map(parseNumber);
    return columns.length === COLUMNS && columns.slice(0, 5).every((column) => /^\d+$/.test(column)) && height > 1 && width > 1;
  };
  return table[0] !== undefined && fits(table[0]) && table.some((columns) => fits(columns) && Number.isNaN(parseNumber(columns[5])));
}
