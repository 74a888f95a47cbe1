import type { Scenario } from "@/core/document";
import type { GroundTruthRecord } from "@/core/truth";
import { evaluateDetections } from "@/detection";
import { joined, matchClasses } from "@/detection/evaluation/comparison";
import { countedDetections, countedTruth } from "@/detection/evaluation/hidden";
import { IgnoreRegions } from "@/detection/evaluation/regions";
import { placeDetections, placeTruth } from "@/detection/evaluation/samples";
import type { Answer } from "./answer";

/** How answers are judged. */
export type Judging = {
  /** Boxes must overlap by this much. */
  readonly iou: number;
  /** Detections below it are left out. */
  readonly confidence: number;
  /** Objects that are less visible count neither as found nor as missed. */
  readonly minVisibility: number;
};

export const USUAL_JUDGING: Judging = { iou: 0.5, confidence: 0.25, minVisibility: 0.25 };

/** An object at a frame, and the confidence with which it was found; null if it was missed. */
export type Sighting = { readonly record: GroundTruthRecord; readonly found: number | null };

/** Which objects were found, at which frames: all that can be seen at all, in order of frame. */
export function sightingsOf(scenario: Scenario, answer: Answer, judging: Judging): Sighting[] {
  return judgedAnswer(scenario, answer, judging).sightings;
}

/** Which objects were found, and how many detections found none: those in regions to ignore and of hidden objects do not count. */
export function judgedAnswer(
  scenario: Scenario,
  { truth, ignored, detections }: Answer,
  judging: Judging,
): { readonly sightings: Sighting[]; readonly falsePositives: number } {
  const picture = scenario.video;
  const comparison = { by: "boxes", overlap: judging.iou } as const;
  const regions = new IgnoreRegions(ignored, picture);
  const confident = detections.filter(({ confidence }) => confidence >= judging.confidence);
  const placed = placeDetections(confident, { fps: picture.fps, picture, regions });
  const parted = countedTruth(placeTruth(truth, picture), 0);
  const { counted } = countedDetections(parted, placed, comparison);
  const { matches } = joined(matchClasses(parted.counted, counted, comparison).values());
  const found = new Map(matches.map(({ truth: record, detection }) => [keyOf(record), detection.confidence]));
  return {
    sightings: truth.flatMap((record) => (record.visibility > 0 ? [{ record, found: found.get(keyOf(record)) ?? null }] : [])),
    falsePositives: counted.length - matches.length,
  };
}

const keyOf = ({ track_id, frame }: Pick<GroundTruthRecord, "track_id" | "frame">): string => `${track_id} ${frame}`;

/** COCO's average precision, of one class or as the mean over all that have truth; null without truth. */
export function averagePrecisionOf(
  scenario: Scenario,
  { truth, ignored, detections }: Answer,
  judging: Judging,
  label: string | null,
): number | null {
  const { report } = evaluateDetections(truth, detections, {
    fps: scenario.video.fps,
    picture: scenario.video,
    ignoreRegions: ignored,
    matchBy: "boxes",
    iou: judging.iou,
    confidenceThreshold: judging.confidence,
    minVisibility: judging.minVisibility,
  });
  if (label === null) return report.overall.average_precision;
  return report.classes.find(({ class_label }) => class_label === label)?.average_precision ?? null;
}
