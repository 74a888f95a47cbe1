import type { PictureStore, Scenario, SlimScenario, WholeScenario } from "@/core/document";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import type { DetectorPicture } from "@/detectors/detector";
import type { OnnxFiles } from "@/detectors/onnx/onnxDetector";
import type { OnnxOptions } from "@/detectors/onnx/plan/options";
import { ONNX_RUNTIME_FILE } from "@/detectors/onnx/runtime";
import { lanesFor } from "@/detectors/lanes/lanesFor";
import { openInWorker } from "@/detectors/lanes/workerLane";
import { drawnPictures } from "./drawnPictures";
import { framesLookedAt } from "./framesLookedAt";
import { fetchBuiltinFiles, fetchDetectorFile, type FetchFile } from "./detectorFiles";
import { thisMachine } from "./lanes";
import { sizeOf } from "./modelStore";
import type { OwnModelState } from "./ownModel";
import { pageLane } from "./pageLane";
import type { ReadyDetector, ReadyPictures, RunPlan } from "./runs";
import type { RunSetup } from "./setup";
import { firstFrameOf, type ExportedVideo } from "./videoFile";
import { videoPictures } from "./videoPictures";
import { videoShape } from "./videoShape";

/** The built-in detector, from files next to the page. @throws DetectorError if this copy of the app has none */
export async function builtinDetector(signal: AbortSignal, from?: FetchFile): Promise<ReadyDetector> {
  const files = await fetchBuiltinFiles(signal, from);
  return {
    open: (opening) => openInWorker(pageLane(), { kind: "builtin", files }, opening),
    lanes: lanesFor(files.weights.length, thisMachine()),
  };
}

/** Every so many frames of a scenario, drawn. */
function drawn(scenario: WholeScenario, every: number): ReadyPictures {
  const looks = { first: 0, every };
  const frames = framesLookedAt(looks, scenario.video.durationFrames);
  return { frames, looks, from: "drawn as a lossless export has them", pictures: (signal) => drawnPictures(scenario, frames, signal) };
}

/** The user's own model. @throws DetectorError if this copy of the app has no runtime for it */
export async function ownDetector(files: OnnxFiles, options: OnnxOptions, signal: AbortSignal, from?: FetchFile): Promise<ReadyDetector> {
  const wasm = await fetchDetectorFile(ONNX_RUNTIME_FILE, signal, from);
  return {
    open: (opening) => openInWorker(pageLane(), { kind: "onnx", files, options, wasm }, opening),
    lanes: lanesFor(sizeOf(files), thisMachine()),
  };
}

/** Every so many frames of an exported video. @throws Error if it is not one of the scenario */
async function decoded(exported: ExportedVideo, scenario: Scenario, every: number, rangeStart: number, signal: AbortSignal) {
  const { name, video } = exported;
  const shape = await videoShape(video, name, signal);
  const first = firstFrameOf(exported, shape, scenario, rangeStart);
  const looks = { first, every };
  const wanted = { ...shape, name, file: video, fps: scenario.video.fps, every };
  return {
    looks,
    frames: framesLookedAt(looks, first + shape.frames),
    from: `decoded from ${name}`,
    pictures: (running: AbortSignal) => later(videoPictures(wanted, running), first),
  } satisfies ReadyPictures;
}

/** Pictures of a part of a scenario, at their frames in the whole. */
async function* later(pictures: AsyncIterable<DetectorPicture>, frames: number): AsyncGenerator<DetectorPicture> {
  for await (const picture of pictures) yield { ...picture, frame: picture.frame + frames };
}

/** What a page knows when a run is started. */
export type RunChoice = {
  /** The open scenario, and where the data of its pictures is. */
  readonly scenario: SlimScenario;
  readonly store: PictureStore;
  /** Its in point; 0 if there is none. */
  readonly rangeStart: number;
  readonly setup: RunSetup;
  readonly own: OwnModelState;
  readonly video: ExportedVideo | null;
};

/** What is run; null if the detector or its pictures are not ready. */
export function planOf({ scenario: open, store, rangeStart, setup, own, video }: RunChoice): RunPlan | null {
  const { every, confidence, pictures: from } = setup;
  if (from === "video" && !video) return null;
  const scenario = (from === "video" ? video?.scenario : null) ?? open;
  const plan = {
    ...{ scenario, isFor: open, confidence },
    pictures: (signal: AbortSignal): Promise<ReadyPictures> =>
      from === "video" && video ? decoded(video, scenario, every, rangeStart, signal) : Promise.resolve(drawn(store.whole(open), every)),
  };
  switch (setup.detector) {
    case "simulated":
      return null;
    case "builtin":
      return { ...plan, classMap: { ...USUAL_CLASS_MAP, ...setup.builtinMeanings }, detector: builtinDetector };
    case "onnx": {
      const { files, understood, options, classMap } = own;
      if (!files || !understood) return null;
      return { ...plan, classMap, detector: (signal) => ownDetector(files, { ...options, confidence }, signal) };
    }
  }
}
