import type { ReaderInput, ReaderResult } from "../read/input";
import { decodeText, linesOf, parseNumber } from "../read/text";
import { kittiLabel, LABEL_COLUMNS } from "./label";

/** Frame and track id go before a label. */
const COLUMNS = LABEL_COLUMNS + 2;

/** KITTI tracking: 17 columns (18 with a score). `DontCare` is a region to ignore. */
export function readKitti({ main, collector, ignored, findings, unmapped }: ReaderInput): ReaderResult {
  for (const { line, content } of linesOf(decodeText(main))) {
    const columns = content.split(/\s+/);
    const place = () => `line ${line}`;
    if (columns.length !== COLUMNS && columns.length !== COLUMNS + 1) {
      findings.add({
        severity: "error",
        file: main.path,
        place: place(),
        message: `${columns.length} columns instead of 17 (or 18 with a score)`,
        advice:
          "a row is frame, track id, type, truncated, occluded, alpha, left, top, right, bottom and seven 3-D values; it was left out",
      });
      continue;
    }
    const { label, box } = kittiLabel(columns.slice(2), unmapped);
    const frame = parseNumber(columns[0]);
    const id = parseNumber(columns[1]);
    if (label === null) ignored.add({ frame, ...box, label: null }, { file: main.path, place });
    else collector.add(Number.isNaN(id) || id < 0 ? null : id, label, { frame, ...box }, { file: main.path, place });
  }
  return { video: {} };
}
