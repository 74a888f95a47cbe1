import type { TruthObject } from "../types";
import { type Judged, judgeBoxes, judgeTimes } from "./averagePrecision";
import { type Matching, matchBoxes, matchTimes } from "./matching";
import { type PlacedDetection, classSamples, samplesByFrame } from "./samples";

/** How a truth and a detection are compared. */
export type Comparison = { by: "boxes"; overlap: number } | { by: "times"; toleranceSeconds: number };

/** Compares regardless of class. */
export function matchAll(truth: readonly TruthObject[], detections: readonly PlacedDetection[], comparison: Comparison): Matching {
  if (comparison.by === "times") return matchTimes(truth, detections, comparison.toleranceSeconds);
  return joined(samplesByFrame(truth, detections).map((sample) => matchBoxes(sample, comparison.overlap)));
}

/** Compares each class with itself. */
export function matchClasses(
  truth: readonly TruthObject[],
  detections: readonly PlacedDetection[],
  comparison: Comparison,
): Map<string, Matching> {
  const truthByClass = grouped(truth, (record) => record.object_type);
  const detectionsByClass = grouped(detections, (detection) => detection.class_label);
  return new Map(
    classLabels(truth, detections).map((label) => [
      label,
      matchAll(truthByClass.get(label) ?? [], detectionsByClass.get(label) ?? [], comparison),
    ]),
  );
}

/** Which detections of a class count as correct when the most confident choose first (for average precision). */
export function judge(
  truth: readonly TruthObject[],
  detections: readonly PlacedDetection[],
  classLabel: string,
  comparison: Comparison,
): Judged[] {
  if (comparison.by === "boxes") return judgeBoxes(classSamples(truth, detections, classLabel), comparison.overlap);
  return judgeTimes(
    truth.filter((record) => record.object_type === classLabel),
    detections.filter((detection) => detection.class_label === classLabel),
    comparison.toleranceSeconds,
  );
}

/** Every class that occurs, in alphabetical order. */
export function classLabels(truth: readonly TruthObject[], detections: readonly PlacedDetection[]): string[] {
  const labels = new Set<string>();
  for (const record of truth) labels.add(record.object_type);
  for (const detection of detections) labels.add(detection.class_label);
  return [...labels].sort();
}

export function joined(matchings: Iterable<Matching>): Matching {
  const all: Matching = { matches: [], missed: [], spurious: [] };
  for (const { matches, missed, spurious } of matchings) {
    for (const match of matches) all.matches.push(match);
    for (const record of missed) all.missed.push(record);
    for (const detection of spurious) all.spurious.push(detection);
  }
  return all;
}

/** Items by key, in the order in which keys first occur. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
