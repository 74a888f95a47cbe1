import type { Detection, TruthObject } from "../types";
import { type Comparison, joined, matchClasses } from "./comparison";
import type { Matching } from "./matching";
import type { PlacedDetection } from "./samples";

/** Boxes that overlap by less are not considered the same. */
const SAME_OBJECT_OVERLAP = 0.1;

type Compared = {
  truth: readonly TruthObject[];
  detections: readonly Detection[];
  counted: readonly PlacedDetection[];
  all: Matching;
  comparison: Comparison;
  options: { readonly pixelOrigin?: 0 | 1 | null };
};

/** A hint if every box is off by exactly one pixel in each direction: the two sides have different pixel origins. */
export function originNote({ truth, detections, counted, all, comparison, options }: Compared): string[] {
  if (comparison.by === "times") return [];
  const { matches } =
    all.matches.length > 0 ? all : joined(matchClasses(truth, counted, { by: "boxes", overlap: SAME_OBJECT_OVERLAP }).values());
  const originals = new Map(truth.map((record) => [`${record.frame} ${record.track_id} ${record.object_type}`, record]));
  let shift = 0;
  for (const {
    truth: { frame, track_id, object_type },
    detection,
  } of matches) {
    const real = originals.get(`${frame} ${track_id} ${object_type}`)?.bounding_box;
    const reported = detections[detection.index]?.bounding_box;
    if (!real || !reported || reported.width !== real.width || reported.height !== real.height) return [];
    const by = reported.x - real.x;
    if (Math.abs(by) !== 1 || reported.y - real.y !== by || (shift !== 0 && by !== shift)) return [];
    shift = by;
  }
  if (shift === 0) return [];
  return [`Every box is off by exactly (${shift}, ${shift}) pixels: ${causeOf(shift, options.pixelOrigin ?? null)}`];
}

/** What the most likely cause is, and what to do. @param origin the pixel origin assumed when the detector's file was read */
function causeOf(shift: number, origin: 0 | 1 | null): string {
  const other = origin === 1 ? 0 : 1;
  if (origin === null)
    return (
      "the two sides count pixels from different numbers. Shift the detector's boxes by one, or, where the ground truth was " +
      "imported from MOTChallenge, import it again with the other first pixel."
    );
  // Boxes read with origin 1 are one less than boxes read with origin 0.
  if (shift < 0 === (origin === 1))
    return (
      `the detector's file was read as counting pixels from ${origin}, and seems to count from ${other}. ` +
      `Choose the first pixel ${other} (--mot-origin ${other}).`
    );
  return (
    `the detector's file was read as counting pixels from ${origin} already, so the ground truth seems to be off. Where it was ` +
    `imported from MOTChallenge, import it again with pixels from ${other} (--reading first-pixel=${other}).`
  );
}
