import type { TextSample } from "../read/sniff";

/** KITTI tracking: at least 15 columns, the third a word. */
export function looksLikeKitti({ rows: [row = ""] }: TextSample): boolean {
  const columns = row.split(/\s+/);
  return !row.includes(",") && columns.length >= 15 && /^[A-Za-z]/.test(columns[2] ?? "");
}
