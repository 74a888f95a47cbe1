import { COLUMNS, withWholeType } from "./label";
import type { TextSample } from "../read/textSample";
import { parseNumber } from "../read/text";

/** KITTI tracking: frame, track id, then a label. */
export function looksLikeKitti({ rows: [row = ""] }: TextSample): boolean {
  const columns = row.split(/\s+/);
  return !row.includes(",") && columns.length >= 15 && /^[A-Za-z]/.test(columns[2] ?? "");
}

/** KITTI object: a label from the first column onwards, a word and 14 or 15 numbers. */
export function looksLikeKittiObject({ rows: [row = ""] }: TextSample): boolean {
  const [type = "", ...numbers] = withWholeType(row.split(/\s+/), 0, COLUMNS);
  return (
    /^[A-Za-z]/.test(type) &&
    (numbers.length === 14 || numbers.length === 15) &&
    numbers.slice(0, 7).every((column) => !Number.isNaN(parseNumber(column)))
  );
}
