import { counted } from "@/core/text";
import type { Detection } from "@/detection/types";
import { namesClass } from "../mot/columns";
import { type DetectionFault, MAX_FAULTS } from "./fault";
import { shown } from "./record";

export type MotRules = {
  /** Class of each number in the eighth column. */
  classes: Readonly<Record<number, string>>;
  /** The pixel origin: the benchmark uses 1, many converters write 0. */
  pixelOrigin: 0 | 1;
  /** Class of rows without one (-1 in column 8, or world coordinates there). */
  classLabel: string | undefined;
};

export type MotRows = {
  detections: Detection[];
  faults: DetectionFault[];
  /** What was assumed, in sentences. */
  notes: string[];
};

const COLUMNS = ["frame", "id", "left", "top", "width", "height", "confidence"] as const;

/**
 * MOTChallenge results: `frame, id, left, top, width, height, confidence, class, …` with frames from 1. An id of -1 means that nothing
 * was tracked, a confidence of -1 that none is given. Other confidence outside 0..1 is refused, since thresholds would be meaningless.
 * Ten columns whose last three are world coordinates (since 2015) have no class.
 */
export function readMotRows(text: string, { classes, pixelOrigin, classLabel }: MotRules): MotRows {
  const detections: Detection[] = [];
  const faults: DetectionFault[] = [];
  const worldCoordinates = holdsWorldCoordinates(text);
  let withoutConfidence = 0;
  let line = 0;
  for (const row of text.split("\n")) {
    line++;
    if (faults.length >= MAX_FAULTS) break;
    const cells = cellsOf(row);
    if (row.trim() === "" || (line === 1 && hasMotHeading(row))) continue;
    const refuse = (message: string) => void faults.push({ line, message });
    if (cells.length < COLUMNS.length) {
      refuse(`has ${counted(cells.length, "column")}; a row is frame, id, left, top, width, height, confidence and so on`);
      continue;
    }
    const values = cells.map((cell) => (cell === "" ? NaN : Number(cell)));
    const bad = COLUMNS.findIndex((_, column) => !Number.isFinite(values[column]));
    if (bad >= 0) {
      refuse(`column ${bad + 1} (${COLUMNS[bad] ?? ""}) must be a number, not ${shown(cells[bad])}`);
      continue;
    }
    const [frame = 0, id = 0, left = 0, top = 0, width = 0, height = 0, confidence = 0, classNumber = -1] = values;
    // A class that is not one of ours is kept as a separate class: its reports are wrong here, but the file is valid.
    const class_label = classNumber === -1 || worldCoordinates ? classLabel : (classes[classNumber] ?? `class ${classNumber}`);
    if (!Number.isInteger(frame) || frame < 1)
      refuse(`frame ${frame}: MOTChallenge counts frames from 1; if this file counts from 0, add 1 to every frame`);
    else if (!Number.isSafeInteger(id)) refuse(`id ${id} must be a whole number`);
    else if (width < 0 || height < 0) refuse(`the box is ${width} × ${height}; sizes cannot be negative`);
    else if (confidence !== -1 && (confidence < 0 || confidence > 1))
      refuse(`confidence ${confidence} must be between 0 and 1; rescale the scores`);
    else if (!worldCoordinates && !Number.isInteger(classNumber)) refuse(`class ${shown(cells[7])} must be a whole number`);
    else if (class_label === undefined)
      refuse(
        `the row names no class (column 8 is ${worldCoordinates ? "a world position" : "-1"}); ` +
          `say which class it is, with --class-label NAME or with "Rows without a class are" in the panel`,
      );
    else {
      if (confidence === -1) withoutConfidence++;
      detections.push({
        frame: frame - 1,
        timestamp: null,
        class_label,
        // Not given: all are alike, so there is no order among them.
        confidence: confidence === -1 ? 1 : confidence,
        bounding_box: { x: left - pixelOrigin, y: top - pixelOrigin, width, height },
        track_id: id === -1 ? null : id,
      });
    }
  }
  const notes =
    withoutConfidence === 0
      ? []
      : [
          `${counted(withoutConfidence, "row gives", "rows give")} no confidence (-1); ` +
            "1 was assumed, so they count at every threshold and " +
            "average precision cannot rank them.",
        ];
  return { detections, faults, notes };
}

/** A row's cells, separated by commas or spaces; or by semicolons, and then numbers may have decimal commas. */
const cellsOf = (row: string): string[] =>
  row.includes(";")
    ? row
        .trim()
        .split(/\s*;\s*/)
        .map((cell) => cell.replace(",", "."))
    : row.trim().split(/\s*,\s*|\s+/);

/** Whether a text starts with the names of the columns, as tables saved by pandas do. */
export const hasMotHeading = (text: string): boolean =>
  /^#?\s*"?frame(_?(id|index|number))?"?\s*[,;\s]\s*"?(track_?)?id\b/i.test(text.trimStart());

/** Whether columns 8 to 10 are x, y and z in metres in any row of ten. Broken numbers are refused elsewhere. */
function holdsWorldCoordinates(text: string): boolean {
  return text.split("\n").some((row) => {
    const cells = cellsOf(row);
    if (cells.length !== 10) return false;
    const [number = NaN, visibility = NaN, tenth = NaN] = cells.slice(7).map((cell) => (cell === "" ? NaN : Number(cell)));
    if (Number.isNaN(visibility) || Number.isNaN(tenth)) return false;
    return !namesClass([number, visibility, tenth], () => visibility === -1 || (Number.isInteger(number) && number >= 1));
  });
}
