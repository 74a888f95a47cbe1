import { parseNumber } from "../read/text";
import type { TextSample } from "../read/sniff";

/** YOLO: five to seven numbers with blanks between them. */
export function looksLikeYolo({ rows: [row = ""] }: TextSample): boolean {
  const columns = row.split(/\s+/);
  return columns.length >= 5 && columns.length <= 7 && columns.slice(0, 5).every((column) => !Number.isNaN(parseNumber(column)));
}
