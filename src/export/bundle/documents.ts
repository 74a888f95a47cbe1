import { annotatedActors, type ChosenCamera, type WholeScenario } from "@/core/document";
import { mainCondition } from "@/core/weather";
import { CAMERAS_FOLDER } from "@/core/truth";
import { visibilitiesOf } from "@/render";
import packageDocument from "../../../package.json";
import { vp8Parameters, x264Parameters } from "../engines/ffmpegSettings";
import { frameLayout, layoutBytes } from "../picture/frameLayout";
import type { EngineName, Quality } from "../types";
import type { FrameRange } from "@/core/timeline";
import { frameRateOf, framesPerSecond, rateText, secondsOf } from "@/core/timeline";

/** What a bundle's documents say about the export; nothing about the machine or the date. */
export type BundleFacts = {
  scenario: WholeScenario;
  range: FrameRange;
  engine: EngineName;
  quality: Quality;
  frameStamp: boolean;
  instances: boolean;
  webm: boolean;
  annotations: number;
  /** The browser's encoder as it was configured; null for ffmpeg. */
  browserEncoder: VideoEncoderConfig | null;
};

export type FileRecord = { path: string; size: number; sha256: string };

/** What the documents of truth without a video say. */
export type TruthFacts = Pick<BundleFacts, "scenario" | "range" | "annotations">;

/** `metadata.json`: the specification's fields, then ours. */
export function metadataDocument(facts: BundleFacts): object {
  const { scenario, engine, quality, instances } = facts;
  return {
    ...describedVideo(facts, "video.mp4"),
    engine,
    quality,
    style: instances ? "instances" : scenario.style,
    ...describedTruth(scenario),
  };
}

/** The same for truth without a video. */
export const truthMetadataDocument = (facts: TruthFacts): object => ({ ...describedVideo(facts, null), ...describedTruth(facts.scenario) });

function describedVideo({ scenario, range, annotations }: TruthFacts, file: string | null): object {
  const { width, height, fps } = scenario.video;
  const frames = range.end - range.start;
  return {
    video_name: scenario.name,
    file_path: file,
    ground_truth_path: "ground_truth.json",
    duration: secondsOf(frames, fps),
    scenario: scenario.scene.kind,
    weather: mainCondition(scenario),
    description: scenario.description,
    object_count: annotatedActors(scenario).length,
    annotation_count: annotations,
    frames,
    ...rateFields(fps),
    width,
    height,
  };
}

function describedTruth(scenario: WholeScenario): object {
  const visibility = visibilitiesOf(scenario);
  return {
    seed: scenario.seed,
    // Actors completely invisible at a frame (docs/formats.md).
    wholly_hidden: { coco: "iscrowd", yolo: "left out", others: "kept" },
    ...(scenario.sensor && { sensor: scenario.sensor }),
    ...(visibility && { visibility }),
  };
}

/** `manifest.json`: what made the bundle, and every other file's size and digest. */
export function manifestDocument(facts: BundleFacts, scenarioSha256: string, files: readonly FileRecord[]): object {
  const { engine, quality, frameStamp, webm, browserEncoder } = facts;
  const { video, ...origin } = originOf(facts, scenarioSha256);
  return {
    ...origin,
    video: { ...video, frame_stamp: frameStamp },
    encoder: {
      engine,
      quality,
      settings: engine === "ffmpeg" ? x264Parameters(quality, frameLayout(facts, "h264")) : browserEncoder,
      ...(webm && { webm_settings: vp8Parameters(quality) }),
    },
    files,
  };
}

/** The manifest of truth without a video: nothing encoded it. */
export const truthManifestDocument = (facts: TruthFacts, scenarioSha256: string, files: readonly FileRecord[]): object => ({
  ...originOf(facts, scenarioSha256),
  encoder: null,
  files,
});

function originOf({ scenario, range }: TruthFacts, scenarioSha256: string) {
  const { width, height, fps } = scenario.video;
  return {
    manifest_version: 1,
    app: { name: packageDocument.name, version: packageDocument.version },
    scenario: { id: scenario.id, name: scenario.name, seed: scenario.seed, sha256: scenarioSha256 },
    video: {
      frames: range.end - range.start,
      ...rateFields(fps),
      width,
      height,
      /** Frames of the scenario, half-open; the first is frame 0 of the video and of the annotations. */
      scenario_frames: [range.start, range.end],
    },
  };
}

/** `manifest.json` of a bundle of several cameras: where each is, and the size and digest of every file. */
export function camerasManifest(
  scenario: WholeScenario,
  cameras: readonly ChosenCamera[],
  range: FrameRange,
  scenarioSha256: string,
  files: readonly FileRecord[],
): object {
  const { width, height, fps } = scenario.video;
  return {
    manifest_version: 1,
    app: { name: packageDocument.name, version: packageDocument.version },
    scenario: { id: scenario.id, name: scenario.name, seed: scenario.seed, sha256: scenarioSha256 },
    video: { frames: range.end - range.start, ...rateFields(fps), width, height, scenario_frames: [range.start, range.end] },
    cameras: cameras.map(({ camera, folder }) => ({ id: camera.id, name: camera.name, folder: `${CAMERAS_FOLDER}/${folder}` })),
    files,
  };
}

/** `frames.md5`: the digests of the frames as they were passed to the encoder, in the form of ffmpeg's `framemd5`. */
export function frameDigestsText(facts: Pick<BundleFacts, "scenario" | "instances" | "quality">, digests: readonly string[]): string {
  const { video } = facts.scenario;
  const { numerator, denominator } = frameRateOf(video.fps);
  const bytes = layoutBytes(frameLayout(facts, "h264"), video);
  const column = (value: number, width: number) => `${value},`.padStart(width + 1);
  const lines = digests.map(
    (digest, frame) => `0, ${column(frame, 10)} ${column(frame, 10)} ${column(1, 8)} ${column(bytes, 8)} ${digest}`,
  );
  return [
    "#format: frame checksums",
    "#version: 2",
    "#hash: MD5",
    `#tb 0: ${denominator}/${numerator}`,
    "#media_type 0: video",
    "#codec_id 0: rawvideo",
    `#dimensions 0: ${video.width}x${video.height}`,
    "#sar 0: 0/1",
    "#stream#, dts,        pts, duration,     size, hash",
    ...lines,
    "",
  ].join("\n");
}

/** The rate as a number and, if that is rounded, as the fraction it stands for. */
function rateFields(fps: number): { fps: number; frame_rate?: string } {
  return { fps: framesPerSecond(fps), ...(frameRateOf(fps).denominator !== 1 && { frame_rate: rateText(fps) }) };
}
