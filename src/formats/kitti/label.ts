import { counted } from "@/core/text";
import type { ImportedBox } from "../read/imported";
import type { ReaderInput } from "../read/input";
import { parseNumber } from "../read/text";
import type { UnmappedParts } from "../read/unmapped";

/** Columns of a label without a score, from the type on. */
export const COLUMNS = 15;

const FLAT = "a scenario is 2-D; keep the original file for its 3-D data";

/** `Person` is a sitting person, and so are drivers in our own files; `Person_sitting` is what the benchmark calls one at the roadside. */
const LABELS: Readonly<Record<string, string>> = { Person: "sitting person", Person_sitting: "person sitting" };

type KittiLabel = {
  /** In the words of the class list; null: a region to ignore. */
  label: string | null;
  box: Omit<ImportedBox, "frame">;
};

/**
 * A label's type and box: type, truncated, occluded, alpha, left, top, right, bottom and seven of 3-D, then perhaps a score. Counts what
 * a scenario cannot keep.
 */
function kittiLabel(columns: readonly string[], unmapped: UnmappedParts): KittiLabel {
  const [type = ""] = columns;
  const numbers = columns.map(parseNumber);
  const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = numbers.slice(4, 8);
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  if (type === "DontCare") return { label: null, box };
  const known = (from: number, to: number, unknown: number) =>
    numbers.slice(from, to).some((value) => Number.isFinite(value) && value !== unknown);
  if (known(8, 11, -1)) unmapped.count("3-D size", FLAT);
  if (known(11, 14, -1000)) unmapped.count("3-D position", FLAT);
  if (known(14, 15, -10) || known(3, 4, -10)) unmapped.count("3-D rotation (alpha, rotation_y)", FLAT);
  if (columns.length > COLUMNS) unmapped.count("score", "actors have no detection scores; to score a detector, use evaluate instead");
  if (known(1, 2, 0)) unmapped.countMeasured("truncated");
  if (known(2, 3, 0)) unmapped.countMeasured("occluded");
  return { label: LABELS[type] ?? type, box };
}

/** Columns of a row in which spaces within the type (`traffic light`) do not separate. @param at the type's column */
export function withWholeType(columns: readonly string[], at: number, wanted: number): readonly string[] {
  if (columns.length <= wanted) return columns;
  let end = at;
  while (end < columns.length && Number.isNaN(parseNumber(columns[end]))) end++;
  const left = columns.length - (end - at - 1);
  if (end <= at + 1 || (left !== wanted && left !== wanted + 1)) return columns;
  return [...columns.slice(0, at), columns.slice(at, end).join(" "), ...columns.slice(end)];
}

/**
 * Adds the labels in a file's lines to the import. An invalid row is left out, with a finding.
 * @param before names of the columns before each label
 * @param placeOf frame and track id of a row, from its columns
 */
export function addLabels(
  { file, lines, before }: { file: string; lines: Iterable<{ line: number; content: string }>; before: readonly string[] },
  placeOf: (columns: readonly string[]) => { frame: number; trackId: number | null },
  { collector, ignored, findings, unmapped }: ReaderInput,
): void {
  const wanted = before.length + COLUMNS;
  for (const { line, content } of lines) {
    const columns = withWholeType(content.split(/\s+/), before.length, wanted);
    const place = () => `line ${line}`;
    if (columns.length !== wanted && columns.length !== wanted + 1) {
      findings.add({
        severity: "error",
        file,
        place: place(),
        message: `${counted(columns.length, "column")} instead of ${wanted} (or ${wanted + 1} with a score)`,
        advice:
          `a row is ${[...before, "type"].join(", ")}, truncated, occluded, alpha, left, top, right, bottom and seven 3-D values; ` +
          "it was left out",
      });
      continue;
    }
    const { frame, trackId } = placeOf(columns);
    const { label, box } = kittiLabel(columns.slice(before.length), unmapped);
    if (label === null) ignored.add({ frame, ...box, label: null }, { file, place });
    else collector.add(trackId, label, { frame, ...box }, { file, place });
  }
}
