import type { TruthObject } from "../types";
import { type Comparison, grouped, matchAll, matchClasses } from "./comparison";
import type { PlacedDetection } from "./samples";

export type CountedTruth = { counted: TruthObject[]; hidden: TruthObject[] };

/** Parts the truth into what counts and what does not: what cannot be seen at all, or is less visible than asked. */
export function countedTruth(truth: readonly TruthObject[], minVisibility: number): CountedTruth {
  const counts = ({ visibility }: TruthObject) => visibility > 0 && visibility >= minVisibility;
  return { counted: truth.filter(counts), hidden: truth.filter((record) => !counts(record)) };
}

/**
 * Takes out the detections that found nothing but what does not count. Which ones follows from all that are given: those
 * below a threshold must be left out before, else they would decide what becomes of the others.
 */
export function countedDetections(
  { counted, hidden }: CountedTruth,
  detections: readonly PlacedDetection[],
  comparison: Comparison,
): { counted: readonly PlacedDetection[]; ignored: ReadonlySet<number> } {
  const ignored = new Set<number>();
  if (hidden.length === 0) return { counted: detections, ignored };
  const hiddenByClass = grouped(hidden, ({ object_type }) => object_type);
  for (const [label, { spurious }] of matchClasses(counted, detections, comparison))
    for (const { detection } of matchAll(hiddenByClass.get(label) ?? [], spurious, comparison).matches)
      ignored.add(detection.index);
  return { counted: detections.filter(({ index }) => !ignored.has(index)), ignored };
}
