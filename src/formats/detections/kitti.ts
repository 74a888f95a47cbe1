import { counted } from "@/core/text";
import type { Detection } from "@/detection/types";
import { MAX_FAULTS, type DetectionFault } from "./fault";
import { shown } from "./record";

/** Our class of each type of KITTI. */
export type KittiRules = { readonly classes: Readonly<Record<string, string>> };

/** Columns of a label; results have a score after them. */
const LABEL_COLUMNS = 17;

/** Whether a text begins with a row of KITTI's tracking form: frame, id, type. */
export function isKitti(text: string): boolean {
  return /^-?\d+\s+-?\d+\s+[A-Za-z_]+\s+\S/.test(text);
}

/**
 * KITTI tracking results: `frame id type truncated occluded alpha left top right bottom … score` with frames from 0, 17 columns and a
 * score. An id of -1 means that nothing was tracked. Rows of `DontCare` are not detections.
 */
export function readKittiRows(
  text: string,
  { classes }: KittiRules,
): { detections: Detection[]; faults: DetectionFault[]; notes: string[] } {
  const detections: Detection[] = [];
  const faults: DetectionFault[] = [];
  let withoutScore = 0;
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    if (faults.length >= MAX_FAULTS) break;
    if (row.trim() === "") continue;
    const refuse = (message: string) => void faults.push({ line: index + 1, message });
    const cells = row.trim().split(/\s+/);
    const type = cells[2] ?? "";
    if (type === "DontCare") continue;
    const [frame = Number.NaN, id = Number.NaN, left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = [
      0, 1, 6, 7, 8, 9,
    ].map((column) => Number(cells[column]));
    const score = cells.length > LABEL_COLUMNS ? Number(cells[LABEL_COLUMNS]) : null;
    if (cells.length < LABEL_COLUMNS || cells.length > LABEL_COLUMNS + 1)
      refuse(`has ${counted(cells.length, "column")}; KITTI tracking results have ${LABEL_COLUMNS} plus a score`);
    else if (!Number.isSafeInteger(frame) || frame < 0) refuse(`frame ${shown(cells[0])} must be a whole number, 0 or more`);
    else if (!Number.isSafeInteger(id)) refuse(`id ${shown(cells[1])} must be a whole number`);
    else if (![left, top, right, bottom].every(Number.isFinite)) refuse("columns 7 to 10 (left, top, right, bottom) must be numbers");
    else if (right < left || bottom < top) refuse("the box ends before it starts; columns 7 to 10 are left, top, right, bottom");
    else if (score !== null && !(score >= 0 && score <= 1))
      refuse(`score ${shown(cells[LABEL_COLUMNS])} must be between 0 and 1; rescale the scores`);
    else {
      if (score === null) withoutScore++;
      detections.push({
        frame,
        timestamp: null,
        // A class that is not one of ours is kept as a separate class: its reports are wrong here, but the file is valid.
        class_label: classes[type] ?? type,
        confidence: score ?? 1,
        bounding_box: { x: left, y: top, width: right - left, height: bottom - top },
        track_id: id < 0 ? null : id,
      });
    }
  }
  const notes =
    withoutScore === 0
      ? []
      : [
          `${counted(withoutScore, "row gives", "rows give")} no score; ` +
            "1 was assumed, so they count at every threshold and average precision cannot rank them.",
        ];
  return { detections, faults, notes };
}
