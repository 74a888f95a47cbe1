import type { Detection, TruthObject } from "../types";
import { type Comparison, joined, matchClasses } from "./comparison";
import type { Matching } from "./matching";
import type { PlacedDetection } from "./samples";

/** Boxes that overlap by less are not taken for one and the same. */
const SAME_OBJECT_OVERLAP = 0.1;

type Compared = {
  truth: readonly TruthObject[];
  detections: readonly Detection[];
  counted: readonly PlacedDetection[];
  all: Matching;
  comparison: Comparison;
};

/** A hint where every box is off by exactly one pixel each way: the two sides count pixels from different numbers. */
export function originNote({ truth, detections, counted, all, comparison }: Compared): string[] {
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
  const [means, origin] =
    shift < 0
      ? ["was read as counting pixels from 1, and seems to count from 0", 0]
      : ["was read as counting pixels from 0, and seems to count from 1", 1];
  return [
    `Every box is off by exactly (${shift}, ${shift}) pixels: the detector's file ${means}. ` +
      `For MOTChallenge results choose the first pixel ${origin} (--mot-origin ${origin}); otherwise shift the boxes by one.`,
  ];
}
