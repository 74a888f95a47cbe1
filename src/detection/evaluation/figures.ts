import type { TruthObject } from "../types";
import { OVERLAP_LEVELS, type PrecisionRecall, precisionRecall } from "./averagePrecision";
import { bySize, byVisibility, byWeather } from "./breakdown";
import { type Comparison, classLabels, grouped, joined, judge, matchClasses } from "./comparison";
import { confidenceCurve, toleranceCurve } from "./curves";
import { confusionMatrix } from "./faults";
import { countedDetections, countedTruth } from "./hidden";
import type { Matching } from "./matching";
import { counts, mean } from "./ratios";
import type { EvaluationFigures, Scores } from "./reportTypes";
import type { PlacedDetection } from "./samples";
import { trackingReport } from "./tracking";

/** What is compared: the boxes are clipped, and every detection has its frame and time. */
export type Placed = {
  truth: readonly TruthObject[];
  detections: readonly PlacedDetection[];
  weatherAt: (frame: number) => string | null;
  /** Number of regions to ignore. */
  ignoreRegions: number;
};

/** With every default filled in. */
export type FigureOptions = {
  comparison: Comparison;
  iou: number;
  confidenceThreshold: number;
  minVisibility: number;
  onProgress: (share: number) => void;
};

/** The figures, and the pairs from which the tables of single faults are made. */
export type Compared = {
  figures: EvaluationFigures;
  /** Pairs of the same class, and what is left. */
  all: Matching;
  /** What `all` leaves, compared regardless of class. */
  confused: Matching;
  counted: readonly PlacedDetection[];
  belowThreshold: readonly PlacedDetection[];
  /** Indices of the detections that do not count. */
  ignored: ReadonlySet<number>;
};

/** Compares truth and detections, and computes every figure of a report. */
export function compare(placed: Placed, { comparison, iou, confidenceThreshold, minVisibility, onProgress }: FigureOptions): Compared {
  const { truth, detections, weatherAt } = placed;
  const haveTimes = detections.some(({ hasOwnTime }) => hasOwnTime);
  const haveBoxes = detections.every(({ bounding_box: box }) => box !== null);
  const haveTracks = detections.every(({ track_id: id }) => id !== null);
  const parted = countedTruth(truth, minVisibility);
  const keptTruth = parted.counted;
  const belowThreshold = detections.filter(({ confidence }) => confidence < confidenceThreshold);
  const reported = detections.filter(({ confidence }) => confidence >= confidenceThreshold);
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
      ...scores(byClass.get(label) ?? EMPTY, ap?.average ?? null, ap?.average5095 ?? null),
    };
  });
  const overallAverage = meanOf(precision.map(({ average }) => average));
  const average5095 = meanOf(precision.flatMap(({ average5095: average }) => average ?? []));

  const figures: EvaluationFigures = {
    totals: {
      truth: keptTruth.length,
      detections: counted.length,
      truth_ignored: truth.length - keptTruth.length,
      detections_ignored: ignored.size,
      ignore_regions: placed.ignoreRegions,
      detections_below_threshold: belowThreshold.length,
    },
    overall: scores(all, overallAverage, average5095),
    classes,
    tracking: tracking?.tracking ?? null,
    confusion,
    by_weather: byWeather(all, weatherAt),
    by_visibility: byVisibility(all),
    by_size: bySize(all, haveBoxes),
    curves: {
      confidence: confidenceCurve(parted, detections, comparison),
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
  };
  return { figures, all, confused, counted, belowThreshold, ignored };
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

function scores({ matches, missed, spurious }: Matching, averagePrecision: number | null, averagePrecision5095: number | null): Scores {
  const overlaps = matches.flatMap(({ overlap }) => (overlap === null ? [] : [overlap]));
  // The time of a frame says nothing about when a detector reports: it would count as an error of 0.
  const timed = matches.filter(({ detection }) => detection.hasOwnTime);
  const errors = timed.map(({ truth, detection }) => (detection.timestamp - truth.timestamp) * 1000);
  const absolute = errors.map(Math.abs).sort((a, b) => a - b);
  return {
    ...counts(matches.length, spurious.length, missed.length),
    truth: matches.length + missed.length,
    detections: matches.length + spurious.length,
    average_precision: averagePrecision,
    average_precision_50_95: averagePrecision5095,
    mean_iou: overlaps.length === 0 ? null : mean(overlaps, 0),
    time_error:
      errors.length > 0
        ? {
            mean_ms: mean(errors, 0),
            mean_absolute_ms: mean(absolute, 0),
            // Nearest rank: the smallest error that 95 % of the pairs do not exceed.
            p95_absolute_ms: absolute[Math.ceil(absolute.length * 0.95) - 1] ?? 0,
          }
        : null,
  };
}
