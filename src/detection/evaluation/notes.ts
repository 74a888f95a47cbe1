import { counted } from "@/core/text";
import { secondsOf } from "@/core/timeline";
import type { Detection, TruthObject } from "../types";
import { DETECTIONS_PER_FRAME } from "./averagePrecision";
import type { Comparison } from "./comparison";
import { isExcused } from "./hidden";
import type { EvaluationOptions } from "./options";
import type { Matching } from "./matching";
import { originNote } from "./origin";
import type { PlacedDetection } from "./samples";

type Evaluated = {
  /** In the order given. */
  truth: readonly TruthObject[];
  detections: readonly Detection[];
  counted: readonly PlacedDetection[];
  placed: readonly PlacedDetection[];
  all: Matching;
  comparison: Comparison;
  haveTracks: boolean;
  options: EvaluationOptions;
};

/** What readers of the figures should know, in sentences. */
export function evaluationNotes(evaluated: Evaluated): string[] {
  const { truth, detections, comparison, haveTracks } = evaluated;
  const result: string[] = [];
  const withoutBox = detections.filter(({ bounding_box: box }) => box === null).length;
  if (truth.length === 0) result.push("The ground truth contains no objects.");
  if (detections.length === 0) result.push("The detector reported nothing.");
  if (comparison.by === "times" && withoutBox > 0)
    result.push(
      `${shareOf(withoutBox, detections, "has", "have")} no box, so times were compared instead of boxes; ` +
        "there are no tracking metrics.",
    );
  if (withoutBox === 0 && !haveTracks)
    result.push("Some detections have no track id, so there are no tracking metrics (MOTA, IDF1, HOTA).");
  const { every = 1 } = evaluated.options;
  if (every > 1) result.push(`One frame in ${every} was compared.`);
  return [
    ...result,
    ...unknownClasses(evaluated),
    ...outsideVideo(evaluated),
    ...regionNotes(evaluated),
    ...limitNotes(evaluated),
    ...originNote(evaluated),
  ];
}

/** `1 of 5 detections is`, `2 of 5 detections are`. */
function shareOf(count: number, all: readonly unknown[], one: string, several: string): string {
  return `${count.toLocaleString("en")} of ${counted(all.length, "detection")} ${count === 1 ? one : several}`;
}

function unknownClasses({ truth, detections, comparison }: Evaluated): string[] {
  const known = new Set(truth.map(({ object_type }) => object_type));
  const unknown = detections.filter(({ class_label }) => !known.has(class_label));
  if (unknown.length === 0) return [];
  const labels = [...new Set(unknown.map(({ class_label }) => class_label))].sort().join(", ");
  const without = comparison.by === "boxes" ? " They have no average precision and do not count in its mean." : "";
  return [
    `${shareOf(unknown.length, detections, "is", "are")} of classes that are not in the ground truth (${labels}): ` +
      `false positives.${without}`,
  ];
}

function outsideVideo({ detections, options: { fps, durationFrames = Infinity, toleranceMs = 100 } }: Evaluated): string[] {
  const reach = toleranceMs / 1000;
  const outside = detections.filter(({ frame, timestamp }) =>
    frame !== null
      ? frame < 0 || frame >= durationFrames
      : timestamp !== null && (timestamp < -reach || timestamp > secondsOf(durationFrames, fps) + reach),
  ).length;
  return outside === 0
    ? []
    : [
        `${shareOf(outside, detections, "is", "are")} outside the video, whose frames are 0 to ${durationFrames - 1}; ` +
          "check which frame number the file starts with.",
      ];
}

function regionNotes({
  counted: reports,
  placed,
  comparison,
  options: { ignoreRegions = [], confidenceThreshold = 0 },
}: Evaluated): string[] {
  if (ignoreRegions.length === 0) return [];
  if (comparison.by === "times") return ["The ground truth has regions to ignore; they are not used when times are compared."];
  const left = new Set(reports.map(({ index }) => index));
  const ignored = placed.filter(
    (detection) => detection.confidence >= confidenceThreshold && isExcused(detection, comparison) && !left.has(detection.index),
  ).length;
  return [
    `${shareOf(ignored, placed, "is", "are")} in regions to ignore and ${ignored === 1 ? "counts" : "count"} as neither right nor wrong.`,
  ];
}

/** Average precision considers only the most confident reports of a frame, as in pycocotools: noted if that makes a difference. */
function limitNotes({ counted: reports, comparison }: Evaluated): string[] {
  if (comparison.by === "times") return [];
  const counts = new Map<string, number>();
  for (const { frame, class_label } of reports) counts.set(`${frame} ${class_label}`, (counts.get(`${frame} ${class_label}`) ?? 0) + 1);
  const beyond = [...counts.values()].reduce((sum, count) => sum + Math.max(0, count - DETECTIONS_PER_FRAME), 0);
  return beyond === 0
    ? []
    : [
        `Average precision considers the ${DETECTIONS_PER_FRAME} most confident detections per ` +
          `class and frame, as pycocotools does (maxDets): ${counted(beyond, "more does", "more do")} not count towards it. ` +
          "Precision, recall and the tracking metrics count them all.",
      ];
}
