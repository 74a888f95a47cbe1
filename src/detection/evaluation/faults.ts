import type { TruthObject } from "../types";
import { sizeBand } from "./bands";
import { type Comparison, grouped, matchAll } from "./comparison";
import type { Matching } from "./matching";
import { intersectionOverUnion } from "./overlap";
import type { ConfusionMatrix, FalseAlarm, Miss } from "./reportTypes";
import type { PlacedDetection } from "./samples";

/**
 * Confusion of classes: pairs of the same class as matched; then the rest is matched regardless of class (a truth reported as something
 * else); what remains was missed, or reported where nothing was.
 */
export function confusionMatrix(
  labels: readonly string[],
  { matches, missed, spurious }: Matching,
  comparison: Comparison,
): { confusion: ConfusionMatrix; confused: Matching } {
  const confused = matchAll(missed, spurious, comparison);
  const size = labels.length + 1;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const place = new Map(labels.map((label, index) => [label, index]));
  const count = (truthLabel: string | null, reportedLabel: string | null) => {
    const row = matrix[truthLabel === null ? labels.length : (place.get(truthLabel) ?? labels.length)];
    const column = reportedLabel === null ? labels.length : (place.get(reportedLabel) ?? labels.length);
    if (row) row[column] = (row[column] ?? 0) + 1;
  };
  for (const { truth, detection } of [...matches, ...confused.matches]) count(truth.object_type, detection.class_label);
  for (const record of confused.missed) count(record.object_type, null);
  for (const detection of confused.spurious) count(null, detection.class_label);
  return { confusion: { labels: [...labels], counts: matrix }, confused };
}

/** The misses with the most likely reason for each, in order of time. */
export function missTable(
  confused: Matching,
  belowThreshold: readonly PlacedDetection[],
  comparison: Comparison,
  weatherAt: (frame: number) => string | null,
): Miss[] {
  const lowConfidence = new Map(
    matchAll(confused.missed, belowThreshold, comparison)
      .matches.filter(({ truth, detection }) => truth.object_type === detection.class_label)
      .map(({ truth, detection }) => [truth, detection]),
  );
  const nearby = nearbyFinder(confused.spurious, comparison);
  const row = (truth: TruthObject, reason: Miss["reason"], detail: string): Miss => ({
    frame: truth.frame,
    timestamp: truth.timestamp,
    track_id: truth.track_id,
    class_label: truth.object_type,
    bounding_box: truth.bounding_box,
    visibility: truth.visibility,
    size: sizeBand(truth.bounding_box),
    weather: weatherAt(truth.frame),
    reason,
    detail,
  });
  const wrongClass = confused.matches.map(({ truth, detection }) => row(truth, "wrong_class", `reported as ${detection.class_label}`));
  const rest = confused.missed.map((truth) => {
    const low = lowConfidence.get(truth);
    if (low) return row(truth, "low_confidence", `reported with confidence ${low.confidence.toFixed(2)}`);
    return row(truth, ...nearby(truth));
  });
  return [...wrongClass, ...rest].sort((a, b) => a.frame - b.frame || a.track_id - b.track_id);
}

/** Looks for a detection of the same class that was nearly close enough. */
function nearbyFinder(spurious: readonly PlacedDetection[], comparison: Comparison): (truth: TruthObject) => [Miss["reason"], string] {
  const keyOf = (frame: number, label: string) => `${frame} ${label}`;
  const byFrame = grouped(spurious, ({ frame, class_label }) => keyOf(frame, class_label));
  if (comparison.by === "boxes")
    return ({ frame, object_type, bounding_box }) => {
      const best = (byFrame.get(keyOf(frame, object_type)) ?? []).reduce(
        (largest, { bounding_box: box }) => Math.max(largest, box ? intersectionOverUnion(bounding_box, box) : 0),
        0,
      );
      return best > 0 ? ["poor_box", `best overlap ${best.toFixed(2)}`] : NOT_REPORTED;
    };
  const times = new Map(
    [...grouped(spurious, ({ class_label }) => class_label)].map(([label, detections]) => [
      label,
      detections.map(({ timestamp }) => timestamp).sort((a, b) => a - b),
    ]),
  );
  return ({ timestamp, object_type }) => {
    const difference = nearestDifference(times.get(object_type) ?? [], timestamp);
    if (Math.abs(difference) > NEARLY_SECONDS) return NOT_REPORTED;
    const milliseconds = Math.round(Math.abs(difference) * 1000);
    return ["off_time", `nearest report ${milliseconds} ms too ${difference < 0 ? "early" : "late"}`];
  };
}

/** A report further away than this is about something else. */
const NEARLY_SECONDS = 1;
const NOT_REPORTED: [Miss["reason"], string] = ["not_reported", "nothing reported"];

/** Difference to the nearest of the sorted times; infinite if there is none. */
function nearestDifference(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const later = (times[low] ?? Infinity) - time;
  const earlier = (times[low - 1] ?? -Infinity) - time;
  return -earlier <= later ? earlier : later;
}

/** Detections of nothing, in order of time. */
export function falseAlarmTable(spurious: readonly PlacedDetection[]): FalseAlarm[] {
  return spurious
    .map(({ index, frame, timestamp, class_label, confidence, bounding_box, track_id }) => ({
      frame,
      timestamp,
      class_label,
      confidence,
      bounding_box,
      track_id,
      detection: index,
    }))
    .sort((a, b) => a.timestamp - b.timestamp || a.detection - b.detection);
}
