import type { TruthObject } from "../types";
import { type Comparison, grouped, matchAll, matchClasses } from "./comparison";
import type { PlacedDetection } from "./samples";

export type CountedTruth = { counted: TruthObject[]; hidden: TruthObject[] };

/** Divides the truth into what counts and what does not: objects that cannot be seen at all, or are less visible than required. */
export function countedTruth(truth: readonly TruthObject[], minVisibility: number): CountedTruth {
  const counts = ({ visibility }: TruthObject) => visibility > 0 && visibility >= minVisibility;
  return { counted: truth.filter(counts), hidden: truth.filter((record) => !counts(record)) };
}

export type CountedDetections = {
  counted: readonly PlacedDetection[];
  /** `counted`, plus those excused only by a region to ignore: average precision judges these again at each overlap. */
  judged: readonly PlacedDetection[];
  /** Indices of the detections left out, in the caller's list. */
  ignored: ReadonlySet<number>;
};

/**
 * Removes the detections that found only what does not count: objects that cannot be seen, regions to ignore. Which ones depends on all
 * that are given: those below a threshold must be left out before, or they would influence the others.
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

/** Whether a detection that found nothing is inside a region to ignore, by the share of its box that is required of an overlap. */
export function isExcused({ ignoredShare }: PlacedDetection, comparison: Comparison): boolean {
  return comparison.by === "boxes" && ignoredShare > 0 && ignoredShare >= comparison.overlap;
}
