import type { Detection } from "../types";
import { type DetectionFault, MAX_FAULTS } from "./fault";
import { shown } from "./record";

export type MotRules = {
  /** Class of each number in the eighth column. */
  classes: Readonly<Record<number, string>>;
  /** What the frame's first pixel is called: the benchmark says 1, many converters write 0. */
  pixelOrigin: 0 | 1;
  /** Class of rows that name none (-1, as the benchmark's results do). */
  classLabel: string | undefined;
};

const COLUMNS = ["frame", "id", "left", "top", "width", "height", "confidence"] as const;

/**
 * MOTChallenge results: `frame, id, left, top, width, height, confidence, class, …` with frames from 1. An id of -1 means
 * that nothing was tracked. Confidence outside 0..1 is refused, since thresholds would mean nothing.
 */
export function readMotRows(
  text: string,
  { classes, pixelOrigin, classLabel }: MotRules,
): { detections: Detection[]; faults: DetectionFault[] } {
  const detections: Detection[] = [];
  const faults: DetectionFault[] = [];
  let line = 0;
  for (const row of text.split("\n")) {
    line++;
    if (faults.length >= MAX_FAULTS) break;
    const cells = row.trim().split(/\s*,\s*|\s+/);
    if (row.trim() === "") continue;
    const refuse = (message: string) => void faults.push({ line, message });
    if (cells.length < COLUMNS.length) {
      refuse(`has ${cells.length} columns; a row is frame, id, left, top, width, height, confidence and more`);
      continue;
    }
    const values = cells.map((cell) => (cell === "" ? NaN : Number(cell)));
    const bad = COLUMNS.findIndex((_, column) => !Number.isFinite(values[column]));
    if (bad >= 0) {
      refuse(`column ${bad + 1} (${COLUMNS[bad] ?? ""}) must be a number, is ${shown(cells[bad])}`);
      continue;
    }
    const [frame = 0, id = 0, left = 0, top = 0, width = 0, height = 0, confidence = 0, classNumber = -1] = values;
    // A class that is not ours is one of its own: what is reported of it is wrong here, but the file is not.
    const class_label = classNumber === -1 ? classLabel : (classes[classNumber] ?? `class ${classNumber}`);
    if (!Number.isInteger(frame) || frame < 1) refuse(`frame ${frame}: frames count from 1`);
    else if (!Number.isSafeInteger(id)) refuse(`id ${id} must be a whole number`);
    else if (width < 0 || height < 0) refuse(`the box is ${width} × ${height}; sizes cannot be negative`);
    else if (confidence < 0 || confidence > 1)
      refuse(`confidence ${confidence} must be between 0 and 1; rescale the scores`);
    else if (!Number.isInteger(classNumber)) refuse(`class ${shown(cells[7])} must be a whole number`);
    else if (class_label === undefined)
      refuse("the row names no class (column 8 is -1); say which class the file is about, with --class-label NAME or by \"No class is\" in the panel");
    else
      detections.push({
        frame: frame - 1,
        timestamp: null,
        class_label,
        confidence,
        bounding_box: { x: left - pixelOrigin, y: top - pixelOrigin, width, height },
        track_id: id === -1 ? null : id,
      });
  }
  return { detections, faults };
}
