import type { VideoToEvaluate } from "@/detection";
import { onlyClass, readDetections } from "@/formats/detections";
import { conditionName, conditionsAt } from "@/core/weather";
import { readBundleRecording, readBundleTruth } from "../bundle/bundleFolder";
import { readInputText } from "../files/input";
import type { Pair } from "./pairs";
import { rateNotes } from "./rateNotes";
import { type DetectionFileOptions, readOptions } from "./readOptions";

const MAX_DETECTION_BYTES = 512 * 1024 * 1024;

export type ReadVideo = {
  /** The scenario's name. */
  readonly title: string;
  readonly evaluated: VideoToEvaluate;
  /** What the reader of the detector's file has to say. */
  readonly notes: readonly string[];
};

/** Reads a bundle's ground truth and the detector's output for its video. @throws UsageError or DetectionFileError naming the file */
export async function readPair(
  { bundle, detections: file }: Pair,
  options: DetectionFileOptions & { readonly every?: number | undefined },
): Promise<ReadVideo> {
  const [recording, truth, text] = await Promise.all([
    readBundleRecording(bundle),
    readBundleTruth(bundle),
    readInputText(file, { what: "the detector's output", mostBytes: MAX_DETECTION_BYTES, advice: "split it by video" }),
  ]);
  const { detections, notes, pixelOrigin, every } = readDetections(
    text,
    file,
    await readOptions(bundle, options, onlyClass(truth.records)),
  );
  return {
    title: recording.name,
    evaluated: {
      truth: truth.records,
      detections,
      video: {
        fps: recording.video.fps,
        picture: recording.video,
        durationFrames: recording.video.durationFrames,
        ignoreRegions: truth.ignoreRegions,
        pixelOrigin,
        every: options.every ?? every,
        weatherAt: (frame) => conditionName(conditionsAt(recording, frame)),
      },
    },
    notes: [...notes, ...rateNotes(detections, recording.video.fps, options.every ?? every)],
  };
}
