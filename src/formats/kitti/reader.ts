import type { ReaderInput, ReaderResult } from "../read/input";
import { decodeText, linesOf, parseNumber } from "../read/text";
import { addLabels } from "./label";

/** KITTI tracking: 17 columns (18 with a score). `DontCare` is a region to ignore. */
export function readKitti(input: ReaderInput): ReaderResult {
  const { main } = input;
  const rows = { file: main.path, lines: linesOf(decodeText(main)), before: ["frame", "track id"] };
  addLabels(
    rows,
    (columns) => {
      const id = parseNumber(columns[1]);
      return { frame: parseNumber(columns[0]), trackId: Number.isNaN(id) || id < 0 ? null : id };
    },
    input,
  );
  return { video: {} };
}
