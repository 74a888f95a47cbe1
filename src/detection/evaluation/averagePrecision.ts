import type { PlacedDetection, Sample } from "./samples";
import type { TruthObject } from "../types";

/** Recall levels of COCO's interpolation, 0, 0.01, … 1: pycocotools' `recThrs = np.linspace(.0, 1.00, 101)`. */
export const RECALL_LEVELS = linspace(0, 1, 101);
/** Overlap thresholds of COCO's AP@[.5:.95]: pycocotools' `iouThrs = np.linspace(.5, 0.95, 10)`. */
export const OVERLAP_LEVELS = linspace(0.5, 0.95, 10);
/** COCO considers at most this many of the most confident detections of a class in a frame (pycocotools' `maxDets`). */
export const DETECTIONS_PER_FRAME = 100;

/** A detection's confidence and whether it counted as found. */
export type Judged = { confidence: number; correct: boolean };

/** Interpolated precision at each of `RECALL_LEVELS`, and their mean: the average precision. Null without any truth. */
export type PrecisionRecall = { precision: number[]; averagePrecision: number } | null;

/**
 * COCO's greedy matching (pycocotools `evaluateImg`): within a frame the most confident detection chooses first, and takes the free truth
 * it overlaps most, if by `threshold` or more. One that finds none and is inside a region to ignore, by `threshold` or more of its own
 * area, is not judged.
 */
export function judgeBoxes(samples: readonly Sample[], threshold: number): Judged[] {
  return samples.flatMap(({ truth, detections, overlap }) => {
    const taken = new Set<number>();
    return byConfidence(detections)
      .slice(0, DETECTIONS_PER_FRAME)
      .flatMap(({ detection, column }) => {
        let best = -1;
        // As in pycocotools, the later of two equally good truths is chosen.
        let bestOverlap = Math.min(threshold, 1 - 1e-10);
        truth.forEach((_, row) => {
          const value = overlap[row * detections.length + column] ?? 0;
          if (taken.has(row) || value <= 0 || value < bestOverlap) return;
          best = row;
          bestOverlap = value;
        });
        if (best >= 0) taken.add(best);
        else if (detection.ignoredShare > 0 && detection.ignoredShare >= Math.min(threshold, 1 - 1e-10)) return [];
        return [{ confidence: detection.confidence, correct: best >= 0 }];
      });
  });
}

/** The same by time: the most confident detection overall chooses first, and takes the free truth nearest in time. */
export function judgeTimes(truth: readonly TruthObject[], detections: readonly PlacedDetection[], toleranceSeconds: number): Judged[] {
  const events = [...truth].sort((a, b) => a.timestamp - b.timestamp);
  const taken = new Uint8Array(events.length);
  const reach = toleranceSeconds + 1e-6;
  return byConfidence(detections).map(({ detection }) => {
    let best = -1;
    let nearest = reach;
    for (let row = firstAtOrAfter(events, detection.timestamp - reach); row < events.length; row++) {
      const difference = (events[row]?.timestamp ?? Infinity) - detection.timestamp;
      if (difference > reach) break;
      if (taken[row] || Math.abs(difference) > nearest) continue;
      best = row;
      nearest = Math.abs(difference);
    }
    if (best >= 0) taken[best] = 1;
    return { confidence: detection.confidence, correct: best >= 0 };
  });
}

/**
 * COCO's interpolated precision (pycocotools `accumulate`): precision made non-increasing from the right, read at 101 recall levels; 0
 * beyond the recall reached. Without any truth there is no recall, and therefore no precision either (pycocotools: -1).
 */
export function precisionRecall(judged: readonly Judged[], truthCount: number): PrecisionRecall {
  if (truthCount === 0) return null;
  const ordered = [...judged].sort((a, b) => b.confidence - a.confidence);
  const recalls: number[] = [];
  const precisions: number[] = [];
  let correct = 0;
  ordered.forEach((detection, index) => {
    if (detection.correct) correct++;
    recalls.push(correct / truthCount);
    precisions.push(correct / (index + 1));
  });
  for (let index = precisions.length - 2; index >= 0; index--)
    precisions[index] = Math.max(precisions[index] ?? 0, precisions[index + 1] ?? 0);
  let place = 0;
  const precision = RECALL_LEVELS.map((level) => {
    while (place < recalls.length && (recalls[place] ?? 0) < level) place++;
    return precisions[place] ?? 0;
  });
  return { precision, averagePrecision: precision.reduce((sum, value) => sum + value, 0) / precision.length };
}

/**
 * The doubles of NumPy's `linspace`: index times step plus start, and the end itself. Some differ from the decimal (level 95 is
 * 0.9500000000000001), which decides whether a recall or an overlap exactly meets a level.
 */
function linspace(start: number, stop: number, count: number): number[] {
  const step = (stop - start) / (count - 1);
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? stop : index * step + start));
}

/** Most confident first; equal confidence keeps the order of the file. */
function byConfidence(detections: readonly PlacedDetection[]): { detection: PlacedDetection; column: number }[] {
  return detections.map((detection, column) => ({ detection, column })).sort((a, b) => b.detection.confidence - a.detection.confidence);
}

function firstAtOrAfter(events: readonly TruthObject[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.timestamp ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
