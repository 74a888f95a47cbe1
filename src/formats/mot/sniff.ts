import { parseNumber } from "../read/text";
import type { TextSample } from "../read/sniff";

/** MOTChallenge: numbers with commas between them. */
export function looksLikeMot({ rows: [row = ""] }: TextSample): boolean {
  const columns = row.split(",");
  return columns.length >= 6 && columns.some((column) => !Number.isNaN(parseNumber(column.trim())));
}
