import type { TruthObject } from "../types";
import { type Comparison, joined, matchClasses } from "./comparison";
import { type CountedTruth, countedDetections } from "./hidden";
import { counts } from "./ratios";
import type { EvaluationReport } from "./reportTypes";
import type { PlacedDetection } from "./samples";

const CONFIDENCE_LEVELS = Array.from({ length: 21 }, (_, level) => level / 20);
const TOLERANCE_LEVELS_MS = [10, 25, 50, 75, 100, 150, 200, 250, 300, 400, 500];

/** The scores that would result if only detections of at least each confidence were kept. */
export function confidenceCurve(
  truth: CountedTruth,
  detections: readonly PlacedDetection[],
  comparison: Comparison,
): EvaluationReport["curves"]["confidence"] {
  let scored = { count: -1, scores: counts(0, 0, 0) };
  return CONFIDENCE_LEVELS.map((level) => {
    const kept = detections.filter(({ confidence }) => confidence >= level);
    // If no detection is between two levels, their scores are the same.
    if (kept.length !== scored.count)
      scored = { count: kept.length, scores: score(truth.counted, countedDetections(truth, kept, comparison).counted, comparison) };
    return { confidence_threshold: level, ...scored.scores };
  });
}

/** Scores by time alone over the usual tolerances. */
export function toleranceCurve(
  truth: readonly TruthObject[],
  detections: readonly PlacedDetection[],
): EvaluationReport["curves"]["tolerance"] {
  return TOLERANCE_LEVELS_MS.map((level) => ({
    tolerance_ms: level,
    ...score(truth, detections, { by: "times", toleranceSeconds: level / 1000 }),
  }));
}

function score(truth: readonly TruthObject[], detections: readonly PlacedDetection[], comparison: Comparison) {
  const { matches, missed, spurious } = joined(matchClasses(truth, detections, comparison).values());
  return counts(matches.length, spurious.length, missed.length);
}
