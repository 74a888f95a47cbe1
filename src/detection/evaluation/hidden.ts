import type { TruthObject } from "../types";
import { type Comparison, grouped, matchAll, matchClasses } from "./comparison";
import type { PlacedDetection } from "./samples";

export type CountedTruth = { counted: TruthObject[]; hidden: TruthObject[] };

/** Parts the truth into what counts and what does not: what cannot be seen at all, or is less visible than asked. */
export function countedTruth(truth: readonly TruthObject[], minVisibility: number): CountedTruth {
  const counts = ({ visibility }: TruthObject) => visibility > 0 && visibility >= minVisibility;
  return { counted: truth.filter(counts), hidden: truth.filter((record) => !counts(record)) };
}

export type CountedDetections = {
  counted: readonly PlacedDetection[];
  /** `counted`, and those that only a region to ignore excuses: average precision judges these at each overlap again. */
  judged: readonly PlacedDetection[];
  /** Places in the caller's list of those left out. */
  ignored: ReadonlySet<number>;
};

/**
 * Takes out the detections that found nothing but what does not count: objects that cannot be seen, regions to ignore.
 * Which ones follows from all that are given: those below a threshold must be left out before, else they would decide what
 * becomes of the others.
 */
export function countedDetections(
  { counted, hidden }: CountedTruth,
  detections: readonly PlacedDetection[],
  comparison: Comparison,
): CountedDetections {
  const ofHidden = new Set<number>();
  const ignored = new Set<number>();
  const anyInRegion = comparison.by === "boxes" && detections.some(({ ignoredShare }) => ignoredShare > 0);
  if (hidden.length === 0 && !anyInRegion) return { counted: detections, judged: detections, ignored };
  const hiddenByClass = grouped(hidden, ({ object_type }) => object_type);
  for (const [label, { spurious }] of matchClasses(counted, detections, comparison)) {
    const { matches, spurious: rest } = matchAll(hiddenByClass.get(label) ?? [], spurious, comparison);
    for (const { detection } of matches) ofHidden.add(detection.index);
    for (const detection of rest) if (isExcused(detection, comparison)) ignored.add(detection.index);
  }
  for (const index of ofHidden) ignored.add(index);
  return {
    counted: detections.filter(({ index }) => !ignored.has(index)),
    judged: detections.filter(({ index }) => !ofHidden.has(index)),
    ignored,
  };
}

/** Whether a detection that found nothing lies in a region to ignore, by the share of its box that is asked of an overlap. */
export function isExcused({ ignoredShare }: PlacedDetection, comparison: Comparison): boolean {
  return comparison.by === "boxes" && ignoredShare > 0 && ignoredShare >= comparison.overlap;
}
