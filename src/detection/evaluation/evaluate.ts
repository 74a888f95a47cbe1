import type { Detection, TruthObject } from "../types";
import type { Comparison } from "./comparison";
import { falseAlarmTable, missTable } from "./faults";
import { type FigureOptions, type Placed, compare } from "./figures";
import type { Matching } from "./matching";
import { evaluationNotes } from "./notes";
import type { ComparisonOptions, EvaluationOptions, VideoOptions } from "./options";
import { IgnoreRegions } from "./regions";
import type { ComparisonSettings, EvaluationReport } from "./reportTypes";
import { type PlacedDetection, placeDetections, placeTruth } from "./samples";

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
  const settings = comparisonSettings(detections, options);
  const { every = 1 } = options;
  const placed = placeVideo(truth, detections, options);
  const onProgress = options.onProgress ?? (() => undefined);
  const { figures, all, confused, counted, belowThreshold, ignored } = compare(placed, { ...figureOptions(settings), onProgress });
  const { comparison } = figureOptions(settings);
  const haveTracks = detections.every(({ track_id: id }) => id !== null);
  const report: EvaluationReport = {
    settings: { ...settings, fps: options.fps, ...(every > 1 && { every }) },
    notes: evaluationNotes({ truth, detections, counted, placed: placed.detections, all, comparison, haveTracks, options }),
    ...figures,
    misses: missTable(confused, belowThreshold, comparison, placed.weatherAt),
    false_alarms: falseAlarmTable(all.spurious),
  };
  onProgress(1);
  return { report, outcomes: outcomesOf(detections.length, placed.detections, all, ignored, settings.confidence_threshold) };
}

/** How detections will be compared. @throws EvaluationError if boxes are asked for and some detection has none */
export function comparisonSettings(
  detections: readonly Detection[],
  { matchBy = "auto", iou = 0.5, toleranceMs = 100, confidenceThreshold = 0, minVisibility = 0 }: ComparisonOptions,
): ComparisonSettings {
  const haveBoxes = detections.every(({ bounding_box: box }) => box !== null);
  if (matchBy === "boxes" && !haveBoxes)
    throw new EvaluationError("Some detections have no box, so boxes cannot be compared. Compare times, or add the boxes.");
  return {
    matched_by: matchBy === "times" || !haveBoxes ? "times" : "boxes",
    iou_threshold: iou,
    tolerance_ms: toleranceMs,
    confidence_threshold: confidenceThreshold,
    min_visibility: minVisibility,
  };
}

/** The settings as the comparison reads them. */
export function figureOptions(settings: ComparisonSettings): Omit<FigureOptions, "onProgress"> {
  const comparison: Comparison =
    settings.matched_by === "times"
      ? { by: "times", toleranceSeconds: settings.tolerance_ms / 1000 }
      : { by: "boxes", overlap: settings.iou_threshold };
  return {
    comparison,
    iou: settings.iou_threshold,
    confidenceThreshold: settings.confidence_threshold,
    minVisibility: settings.min_visibility,
  };
}

/** Clips the boxes of one video to its picture, and gives every detection a frame and a time. */
export function placeVideo(
  truth: readonly TruthObject[],
  detections: readonly Detection[],
  { fps, picture, every = 1, firstShown = 0, ignoreRegions = [], weatherAt = () => null }: VideoOptions,
): Placed {
  const isShown = ({ frame }: { frame: number }) => (frame - firstShown) % every === 0;
  return {
    truth: placeTruth(truth.filter(isShown), picture),
    detections: placeDetections(detections, { fps, picture, regions: new IgnoreRegions(ignoreRegions, picture) }).filter(isShown),
    weatherAt,
    ignoreRegions: ignoreRegions.length,
  };
}

/** Detections that were not placed, since their frame was not shown, are ignored. */
function outcomesOf(
  count: number,
  placed: readonly PlacedDetection[],
  { matches }: Matching,
  ignored: ReadonlySet<number>,
  confidenceThreshold: number,
): Outcome[] {
  const found = new Set(matches.map(({ detection }) => detection.index));
  const outcomes = Array.from({ length: count }, (): Outcome => "ignored");
  for (const { index, confidence } of placed)
    if (confidence < confidenceThreshold) outcomes[index] = "below_threshold";
    else if (!ignored.has(index)) outcomes[index] = found.has(index) ? "TP" : "FP";
  return outcomes;
}
