import { csvRows, csvSeparator } from "../read/csvRows";
import type { TextSample } from "../read/textSample";
import { parseNumber } from "../read/text";
import { columnsOf, haveBoxes } from "./columns";

/** A table with a header whose names say where boxes are. */
export function looksLikeTable({ rows: [head = ""] }: TextSample): boolean {
  const [row] = csvRows(head, csvSeparator(head));
  if (!row || row.cells.some((cell) => !Number.isNaN(parseNumber(cell.trim())))) return false;
  return haveBoxes(columnsOf(row.cells).columns);
}
