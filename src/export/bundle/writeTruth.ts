import type { Scenario } from "@/core/document";
import { frameState, type FrameState } from "@/core/scene";
import {
  groundTruthHeader,
  groundTruthOccluders,
  groundTruthRoad,
  groundTruthWriter,
  ownIgnoreRegions,
  withoutKeypoints,
} from "@/core/truth";
import {
  DEFAULT_WRITE_OPTIONS,
  annotatedFrame,
  annotationWriter,
  scenarioSource,
  type AnnotatedFrame,
  type FormatId,
  type TextPart,
  type WriteOptions,
} from "@/formats";
import type { FrameRange } from "@/core/timeline";
import type { PartWriter } from "./partWriter";
import { createYielder } from "./yielder";

const GROUND_TRUTH = "ground_truth.json";
const PART_LENGTH = 65_536;

/**
 * Writes the ground truth and the other annotation formats in one pass through the frames, yielding the thread in between.
 * @param stateAt gives the state of a frame of the scenario; frames are requested in order, each once
 * @param onFrame receives each frame as it is written, too
 * @returns the number of annotations
 */
export async function writeTruth(
  bundle: PartWriter,
  scenario: Scenario,
  range: FrameRange,
  formats: readonly FormatId[],
  options: Partial<WriteOptions>,
  stateAt: (frame: number) => FrameState | Promise<FrameState> = (frame) => frameState(scenario, frame),
  onFrame: (annotated: AnnotatedFrame) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const settings = { ...DEFAULT_WRITE_OPTIONS, ...options };
  const giveWay = createYielder();
  let gathered = "";
  const addTruth = async (texts: Iterable<string>, last: boolean) => {
    for (const text of texts) {
      gathered += text;
      if (gathered.length >= PART_LENGTH) {
        await bundle.addPart(GROUND_TRUTH, gathered, false);
        gathered = "";
      }
      await giveWay();
    }
    if (last) await bundle.addPart(GROUND_TRUTH, gathered, true);
  };
  const addParts = async (parts: Iterable<TextPart>) => {
    for (const { path, text, last } of parts) {
      await bundle.addPart(path, text, last);
      await giveWay();
    }
  };

  const truth = groundTruthWriter(
    groundTruthHeader(scenario, range),
    groundTruthOccluders(scenario),
    ownIgnoreRegions(scenario, range),
    groundTruthRoad(scenario, range),
  );
  let state: FrameState | null = null;
  const current = (frame: number): FrameState => {
    if (state?.frame !== frame) throw new RangeError(`frame ${frame} is not the one being written`);
    return state;
  };
  const others = annotationWriter(scenarioSource(scenario, range, current), formats, settings);
  let annotations = 0;
  await addTruth(truth.start(), false);
  for (let frame = range.start; frame < range.end; frame++) {
    state = await stateAt(frame);
    const annotated = annotatedFrame(state, range);
    annotations += annotated.records.length;
    const records = settings.keypoints ? annotated.records : withoutKeypoints(annotated.records);
    await addTruth([truth.frame(records, annotated.ignored)], false);
    await addParts(others.frame(annotated));
    await onFrame({ ...annotated, records });
  }
  await addTruth(truth.end(), true);
  await addParts(others.end());
  return annotations;
}
