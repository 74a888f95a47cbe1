import type { Detection, TruthObject } from "../types";
import { OVERLAP_LEVELS, type PrecisionRecall, precisionRecall } from "./averagePrecision";
import { bySize, byVisibility, byWeather } from "./breakdown";
import { type Comparison, classLabels, grouped, joined, judge, matchClasses } from "./comparison";
import { confidenceCurve, toleranceCurve } from "./curves";
import { confusionMatrix, falseAlarmTable, missTable } from "./faults";
import { countedDetections, countedTruth } from "./hidden";
import type { Matching } from "./matching";
import { evaluationNotes } from "./notes";
import type { EvaluationOptions } from "./options";
import { counts, mean } from "./ratios";
import { IgnoreRegions } from "./regions";
import type { EvaluationReport, Scores } from "./reportTypes";
import { type PlacedDetection, placeDetections, placeTruth } from "./samples";
import { trackingReport } from "./tracking";

/** Thrown if detections cannot be compared in the requested way; the message says how to fix it. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
}

/** `TP`, `FP`, or why a detection does not count. */
export type Outcome = "TP" | "FP" | "ignored" | "below_threshold";

export type Evaluation = {
  report: EvaluationReport;
  /** One for each detection, in the order given. */
  outcomes: Outcome[];
};

/**
 * Scores a detector's output against the truth. Objects of one class are compared with detections of the same class; if boxes are
 * missing, times are compared. Nothing is divided by zero: a perfect stream scores 1, an empty one 0.
 */
export function evaluateDetections(
  truth: readonly TruthObject[],
  detections: readonly Detection[],
  options: EvaluationOptions,
): Evaluation {
  const { fps, picture, iou = 0.5, toleranceMs = 100, confidenceThreshold = 0, minVisibility = 0, ignoreRegions = [] } = options;
  const weatherAt = options.weatherAt ?? (() => null);
  const onProgress = options.onProgress ?? (() => undefined);
  const haveBoxes = detections.every(({ bounding_box: box }) => box !== null);
  const haveTracks = detections.every(({ track_id: id }) => id !== null);
  const haveTimes = detections.some(({ timestamp }) => timestamp !== null);
  const matchBy = options.matchBy ?? "auto";
  if (matchBy === "boxes" && !haveBoxes)
    throw new EvaluationError("Some detections have no box, so boxes cannot be compared. Compare times, or add the boxes.");
  const comparison: Comparison =
    matchBy === "times" || !haveBoxes ? { by: "times", toleranceSeconds: toleranceMs / 1000 } : { by: "boxes", overlap: iou };

  const placed = placeDetections(detections, { fps, picture, regions: new IgnoreRegions(ignoreRegions, picture) });
  const parted = countedTruth(placeTruth(truth, picture), minVisibility);
  const keptTruth = parted.counted;
  const belowThreshold = placed.filter(({ confidence }) => confidence < confidenceThreshold);
  const reported = placed.filter(({ confidence }) => confidence >= confidenceThreshold);
  const { counted, judged, ignored } = countedDetections(parted, reported, comparison);

  const labels = classLabels(keptTruth, counted);
  const byClass = matchClasses(keptTruth, counted, comparison);
  const all = joined(byClass.values());
  onProgress(0.1);
  const { confusion, confused } = confusionMatrix(labels, all, comparison);
  onProgress(0.2);
  const precision = classPrecision(keptTruth, judged, labels, comparison);
  onProgress(0.5);
  const tracking = haveTracks && haveBoxes ? trackingReport(keptTruth, counted, labels, iou) : null;
  onProgress(0.7);

  const classes = labels.map((label) => {
    const ap = precision.find(({ class_label }) => class_label === label);
    return {
      class_label: label,
      ...scores(byClass.get(label) ?? EMPTY, haveTimes, ap?.average ?? null, ap?.average5095 ?? null),
    };
  });
  const overallAverage = meanOf(precision.map(({ average }) => average));
  const average5095 = meanOf(precision.flatMap(({ average5095: average }) => average ?? []));

  const report: EvaluationReport = {
    settings: {
      matched_by: comparison.by,
      iou_threshold: iou,
      tolerance_ms: toleranceMs,
      confidence_threshold: confidenceThreshold,
      min_visibility: minVisibility,
      fps,
    },
    notes: evaluationNotes({ truth, detections, counted, placed, all, comparison, haveTracks, options }),
    totals: {
      truth: keptTruth.length,
      detections: counted.length,
      truth_ignored: truth.length - keptTruth.length,
      detections_ignored: ignored.size,
      ignore_regions: ignoreRegions.length,
      detections_below_threshold: belowThreshold.length,
    },
    overall: scores(all, haveTimes, overallAverage, average5095),
    classes,
    tracking: tracking?.tracking ?? null,
    confusion,
    by_weather: byWeather(all, weatherAt),
    by_visibility: byVisibility(all),
    by_size: bySize(all, haveBoxes),
    curves: {
      confidence: confidenceCurve(parted, placed, comparison),
      tolerance: haveTimes || detections.length === 0 ? toleranceCurve(keptTruth, counted) : [],
      precision_recall: precision.map(({ class_label, curve }) => ({ class_label, precision: curve })),
      overlap:
        comparison.by === "boxes" && precision.length > 0
          ? OVERLAP_LEVELS.map((level, index) => ({
              iou_threshold: Number(level.toFixed(2)),
              average_precision: mean(
                precision.map(({ levels }) => levels[index] ?? 0),
                0,
              ),
            }))
          : [],
      hota: tracking?.hotaCurve ?? [],
    },
    misses: missTable(confused, belowThreshold, comparison, weatherAt),
    false_alarms: falseAlarmTable(all.spurious),
  };
  onProgress(1);
  return { report, outcomes: outcomesOf(placed, all, ignored, confidenceThreshold) };
}

const EMPTY: Matching = { matches: [], missed: [], spurious: [] };

/**
 * Average precision of each class that has truth, at the comparison's threshold and (for boxes) at COCO's ten. A class that only occurs
 * among detections has no recall, and therefore no average precision; COCO leaves it out of the mean too.
 */
function classPrecision(
  truth: readonly TruthObject[],
  detections: readonly PlacedDetection[],
  labels: readonly string[],
  comparison: Comparison,
) {
  const truthByClass = grouped(truth, ({ object_type }) => object_type);
  const detectionsByClass = grouped(detections, ({ class_label }) => class_label);
  return labels.flatMap((label) => {
    const ofClass = truthByClass.get(label) ?? [];
    const judged = (how: Comparison): PrecisionRecall =>
      precisionRecall(judge(ofClass, detectionsByClass.get(label) ?? [], label, how), ofClass.length);
    const atThreshold = judged(comparison);
    if (!atThreshold) return [];
    const levels =
      comparison.by === "boxes" ? OVERLAP_LEVELS.map((overlap) => judged({ by: "boxes", overlap })?.averagePrecision ?? 0) : [];
    return {
      class_label: label,
      curve: atThreshold.precision,
      average: atThreshold.averagePrecision,
      levels,
      average5095: comparison.by === "boxes" ? mean(levels, 0) : null,
    };
  });
}

const meanOf = (values: readonly number[]): number | null => (values.length === 0 ? null : mean(values, 0));

function scores(
  { matches, missed, spurious }: Matching,
  haveTimes: boolean,
  averagePrecision: number | null,
  averagePrecision5095: number | null,
): Scores {
  const overlaps = matches.flatMap(({ overlap }) => (overlap === null ? [] : [overlap]));
  const errors = matches.map(({ truth, detection }) => (detection.timestamp - truth.timestamp) * 1000);
  const absolute = errors.map(Math.abs).sort((a, b) => a - b);
  return {
    ...counts(matches.length, spurious.length, missed.length),
    truth: matches.length + missed.length,
    detections: matches.length + spurious.length,
    average_precision: averagePrecision,
    average_precision_50_95: averagePrecision5095,
    mean_iou: overlaps.length === 0 ? null : mean(overlaps, 0),
    time_error:
      haveTimes && errors.length > 0
        ? {
            mean_ms: mean(errors, 0),
            mean_absolute_ms: mean(absolute, 0),
            // Nearest rank: the smallest error that 95 % of the pairs do not exceed.
            p95_absolute_ms: absolute[Math.ceil(absolute.length * 0.95) - 1] ?? 0,
          }
        : null,
  };
}

function outcomesOf(
  placed: readonly PlacedDetection[],
  { matches }: Matching,
  ignored: ReadonlySet<number>,
  confidenceThreshold: number,
): Outcome[] {
  const found = new Set(matches.map(({ detection }) => detection.index));
  return placed.map(({ index, confidence }) => {
    if (confidence < confidenceThreshold) return "below_threshold";
    if (ignored.has(index)) return "ignored";
    return found.has(index) ? "TP" : "FP";
  });
}
