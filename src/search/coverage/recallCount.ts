import type { Scenario } from "@/core/document";
import type { GroundTruthRecord } from "@/core/truth";
import type { Answer } from "../evaluate/answer";
import { judgedAnswer, type Judging } from "../evaluate/sightings";

/** Classes that are told apart in tables. */
export const COUNTED_CLASSES = ["pedestrian", "cyclist", "vehicle"] as const;

/** Objects that were there, and those of them that were found, each counted in every frame. */
export type FoundOf = { readonly seen: number; readonly found: number };

/** What a detector found in a scenario. */
export type Counts = FoundOf & {
  /** Of each class, those that no detector should miss: taller than 60 pixels and at least 80 % visible. */
  readonly clear: Readonly<Record<(typeof COUNTED_CLASSES)[number], FoundOf>>;
  /** Detections that found nothing, outside of regions to ignore. */
  readonly falsePositives: number;
  /** Frames that the detector was shown. */
  readonly frames: number;
};

/** Pixels, and share, from which on an object is clear. */
export const CLEAR = { height: 60, visibility: 0.8 } as const;

const isClear = ({ bounding_box: box, visibility }: GroundTruthRecord): boolean =>
  box.height > CLEAR.height && visibility >= CLEAR.visibility;

/** Counts what was found of what is visible enough to be judged. */
export function countsOf(scenario: Scenario, answer: Answer, judging: Judging): Counts {
  const { sightings, falsePositives } = judgedAnswer(scenario, answer, judging);
  const judged = sightings.filter(({ record }) => record.visibility >= judging.minVisibility);
  const foundOf = (of: typeof judged): FoundOf => ({ seen: of.length, found: of.filter(({ found }) => found !== null).length });
  const clear = judged.filter(({ record }) => isClear(record));
  const clearOf = (name: (typeof COUNTED_CLASSES)[number]) => foundOf(clear.filter(({ record }) => record.object_type === name));
  return {
    ...foundOf(judged),
    clear: { pedestrian: clearOf("pedestrian"), cyclist: clearOf("cyclist"), vehicle: clearOf("vehicle") },
    falsePositives,
    frames: Math.ceil(scenario.video.durationFrames / answer.every),
  };
}
