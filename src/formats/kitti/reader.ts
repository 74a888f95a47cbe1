import type { ReaderInput, ReaderResult } from "../read/input";
import { decodeText, linesOf, parseNumber } from "../read/text";

const COLUMNS = 17;

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
        mend: "a row is frame, track id, type, truncated, occluded, alpha, left, top, right, bottom and seven of 3-D; it was left out",
      });
      continue;
    }
    const type = columns[2] ?? "";
    const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = columns.slice(6, 10).map(parseNumber);
    const box = { frame: parseNumber(columns[0]), x: left, y: top, width: right - left, height: bottom - top };
    if (type === "DontCare") {
      ignored.add({ ...box, label: null }, { file: main.path, place });
      continue;
    }
    const numbers = columns.map(parseNumber);
    const known = (from: number, to: number, unknown: number) => numbers.slice(from, to).some((value) => Number.isFinite(value) && value !== unknown);
    const flat = "a scenario is a flat picture; keep the original file for what is 3-D";
    if (known(10, 13, -1)) unmapped.count("3-D size", flat);
    if (known(13, 16, -1000)) unmapped.count("3-D position", flat);
    if (known(16, 17, -10) || known(5, 6, -10)) unmapped.count("3-D rotation (alpha, rotation_y)", flat);
    if (columns.length > COLUMNS) unmapped.count("score", "actors have no detector's score; to judge detections, evaluate them instead");
    if (known(3, 4, 0)) unmapped.countMeasured("truncated");
    if (known(4, 5, 0)) unmapped.countMeasured("occluded");
    const id = parseNumber(columns[1]);
    collector.add(
      Number.isNaN(id) || id < 0 ? null : id,
      type === "Person" || type === "Person_sitting" ? "person sitting" : type,
      box,
      { file: main.path, place },
    );
  }
  return { video: {} };
}
