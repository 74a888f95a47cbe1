import {
  type Detection,
  type Miss,
  type TruthObject,
  evaluateDetections,
  gatherStream,
  scenarioFrame,
  scenarioFrames,
  simulateDetections,
  streamJson,
  streamNdjson,
  type SimulatedStream,
  type SimulationFrame,
} from "@/detection";
import { evaluationHtml } from "@/reports/evaluation";
import { onlyClass, readDetections } from "@/formats/detections";
import type { Scenario } from "@/core/document";
import { groundTruthIgnoreRegions, wholeRange } from "@/core/truth";
import { conditionName } from "@/core/weather";
import { looseText } from "@/formats/read/text";
import { COCO_CATEGORIES, KITTI_CLASSES, MOT_CLASSES } from "@/formats/classes";
import { buffersOf, frameOfEvent, packStream } from "../streamView";
import { marksOf } from "../run/marks";
import type {
  EvaluationResult,
  EvaluationSource,
  FileReading,
  FrameContent,
  JobMessage,
  Jobs,
  StreamKey,
  WorkerAnswer,
  WorkerMessage,
} from "./protocol";
import { secondsOf } from "@/core/timeline";

/** Simulates and evaluates for the open scenario. Its truth and the last requested stream are kept for the next job. */

let scenario: Scenario | null = null;
let truth: SimulationFrame[] | null = null;
/** Frames that a real detector has looked at, while not all are known. */
const looked = new Map<number, SimulationFrame>();
let latest: { key: string; stream: SimulatedStream } | null = null;

const PIECE = 1 << 18;
const MISSES_A_MESSAGE = 1000;
const MAX_FILE_BYTES = 512 * 1024 * 1024;
/** Frames between two progress reports. */
const FRAMES_A_STEP = 20;

addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
  if (data.type === "scenario") {
    scenario = data.scenario;
    truth = null;
    looked.clear();
    latest = null;
    return;
  }
  work(data).catch((error: unknown) =>
    answer({ type: "failed", id: data.id, message: error instanceof Error ? error.message : String(error) }),
  );
});

async function work(message: JobMessage): Promise<void> {
  const { id } = message;
  const progress: Progress = (step, share) => answer({ type: "progress", id, step, share });
  switch (message.kind) {
    case "simulate": {
      const view = packStream(streamOf(message.job.key, progress), framesOf(progress), opened().video.fps);
      return answer({ type: "done", id, answer: view }, buffersOf(view));
    }
    case "frame":
      return answer({ type: "done", id, answer: contentOf(message.job.key, message.job.frame, progress) });
    case "judge": {
      const { frames, detections } = message.job;
      return answer({ type: "done", id, answer: marksOf(lookedFrames(frames, progress), detections, opened()) });
    }
    case "file": {
      const { key, format } = message.job;
      const stream = streamOf(key, progress);
      const pieces = format === "json" ? streamJson(key.profile.name, key.seed, stream) : streamNdjson(stream);
      return answer({ type: "done", id, answer: blobOf(pieces, format === "json" ? "application/json" : "application/x-ndjson") });
    }
    case "evaluate": {
      const { misses, ...rest } = await evaluate(message.job, progress);
      // In parts: one message of a hundred thousand rows would block the page while it arrives.
      for (let start = 0; start < misses.length; start += MISSES_A_MESSAGE)
        answer({ type: "misses", id, misses: misses.slice(start, start + MISSES_A_MESSAGE) });
      return answer({ type: "done", id, answer: { ...rest, misses: [] } });
    }
  }
}

type Progress = (step: string, share: number) => void;

function answer(message: WorkerAnswer, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

function opened(): Scenario {
  if (!scenario) throw new Error("No scenario is open");
  return scenario;
}

function framesOf(progress: Progress): SimulationFrame[] {
  if (truth) return truth;
  const frames: SimulationFrame[] = [];
  const { durationFrames } = opened().video;
  for (const frame of scenarioFrames(opened())) {
    if (frames.push(frame) % FRAMES_A_STEP === 0) progress("Computing the ground truth", frames.length / durationFrames);
  }
  return (truth = frames);
}

/** The truth of some frames. */
function lookedFrames(frames: readonly number[], progress: Progress): SimulationFrame[] {
  return frames.map((number, index) => {
    const frame = truth?.[number] ?? looked.get(number) ?? scenarioFrame(opened(), number);
    looked.set(number, frame);
    if (index % FRAMES_A_STEP === 0) progress("Computing the ground truth", index / frames.length);
    return frame;
  });
}

function streamOf({ profile, seed }: StreamKey, progress: Progress): SimulatedStream {
  const key = JSON.stringify([profile, seed]);
  if (latest?.key === key) return latest.stream;
  const frames = framesOf(progress);
  const stream = gatherStream(simulateDetections(() => frames, profile, { seed, video: opened().video }));
  latest = { key, stream };
  return stream;
}

function contentOf(key: StreamKey, frame: number, progress: Progress): FrameContent {
  const { events, faults } = streamOf(key, progress);
  const { fps, durationFrames } = opened().video;
  return {
    frame,
    events: events.filter((event) => frameOfEvent(event, fps, durationFrames) === frame),
    faults: faults.filter((fault) => fault.frame === frame),
  };
}

/** Text in pieces as a file, without ever being one long string. */
function blobOf(pieces: Iterable<string>, type: string): Blob {
  const parts: string[] = [];
  let part = "";
  for (const piece of pieces) {
    part += piece;
    if (part.length < PIECE) continue;
    parts.push(part);
    part = "";
  }
  return new Blob([...parts, part], { type });
}

async function evaluate({ source, settings }: Jobs["evaluate"]["job"], progress: Progress): Promise<EvaluationResult> {
  const { name, video } = opened();
  // What a detector has not looked at, it has not missed.
  const frames = source.kind === "run" ? lookedFrames(source.run.frames, progress) : framesOf(progress);
  const ignoreRegions = groundTruthIgnoreRegions(
    opened(),
    wholeRange(opened()),
    frames.map(({ frame }) => frame),
  );
  const weather = new Map(frames.map((frame) => [frame.frame, frame.weather]));
  const truth = frames.flatMap((frame) => frame.truth);
  const { detections, missRecords, notes, pixelOrigin, every, firstShown } = await reportsOf(source, truth, progress);
  const evaluated = evaluateDetections(truth, detections, {
    fps: video.fps,
    picture: video,
    durationFrames: video.durationFrames,
    ignoreRegions,
    pixelOrigin,
    every,
    firstShown,
    ...settings,
    weatherAt: (frame) => conditionName(weather.get(frame) ?? []),
    onProgress: (share) => progress("Comparing with the ground truth", share),
  });
  const report = { ...evaluated.report, notes: [...notes, ...evaluated.report.notes] };
  return {
    report: { ...report, misses: [], false_alarms: [] },
    misses: report.misses,
    missRecords,
    json: new Blob([`${JSON.stringify(report, null, 1)}\n`], { type: "application/json" }),
    html: new Blob([evaluationHtml(report, name)], { type: "text/html" }),
  } satisfies EvaluationResult & { misses: Miss[] };
}

type Reports = {
  readonly detections: readonly Detection[];
  readonly missRecords: number;
  readonly notes: readonly string[];
  readonly pixelOrigin: 0 | 1 | null;
  /** Only every so many frames were shown to the detector, of which `firstShown` is one. */
  readonly every: number;
  readonly firstShown: number;
};

function reportsOf(source: EvaluationSource, truth: readonly TruthObject[], progress: Progress): Reports | Promise<Reports> {
  switch (source.kind) {
    case "stream":
      return detectionsOf(streamOf(source.key, progress));
    case "run": {
      const [first = 0, second = first + 1] = source.run.frames;
      return { ...source.run, missRecords: 0, pixelOrigin: null, every: second - first, firstShown: first };
    }
    case "file":
      return readFile(source.file, source.reading, onlyClass(truth), progress);
  }
}

/** The stream as it would be read from a file: records of misses are not detections. */
function detectionsOf({ events }: SimulatedStream): Reports {
  const reports = events.filter(({ validation_result }) => validation_result !== "FN");
  return {
    detections: reports.map(({ frame, timestamp, class_label, confidence, bounding_box, track_id }) => ({
      frame: frame ?? null,
      timestamp,
      class_label,
      confidence,
      bounding_box: bounding_box ?? null,
      track_id: track_id ?? null,
    })),
    missRecords: events.length - reports.length,
    notes: [],
    pixelOrigin: null,
    every: 1,
    firstShown: 0,
  };
}

/** Detections of a part of the scenario, at their frames in the whole. */
function later(detections: readonly Detection[], frames: number, fps: number): Detection[] {
  return detections.map((detection) => ({
    ...detection,
    frame: detection.frame === null ? null : detection.frame + frames,
    timestamp: detection.timestamp === null ? null : detection.timestamp + secondsOf(frames, fps),
  }));
}

async function readFile(
  file: File,
  { motOrigin, classLabel, firstFrame }: FileReading,
  classOfTruth: string | undefined,
  progress: Progress,
) {
  if (file.size > MAX_FILE_BYTES)
    throw new Error(
      `${file.name} is ${Math.ceil(file.size / 1024 / 1024)} MB; the most that can be evaluated at once is 512 MB, so split it by video`,
    );
  progress(`Reading ${file.name}`, 0);
  const { fps, durationFrames } = opened().video;
  const { detections, missRecords, notes, pixelOrigin, every } = readDetections(
    looseText(new Uint8Array(await file.arrayBuffer())),
    file.name,
    {
      coco: {
        categories: Object.fromEntries(COCO_CATEGORIES.map(({ id, name }) => [id, name])),
        frameOf: (imageId) => (imageId >= 1 && imageId <= durationFrames - firstFrame ? imageId - 1 : undefined),
      },
      mot: {
        classes: Object.fromEntries(Object.entries(MOT_CLASSES).map(([type, number]) => [number, type])),
        pixelOrigin: motOrigin,
        classLabel: classLabel === "" ? classOfTruth : classLabel,
      },
      kitti: { classes: KITTI_CLASSES },
    },
  );
  const moved = firstFrame === 0 ? detections : later(detections, firstFrame, fps);
  return { detections: moved, missRecords, notes, pixelOrigin, every, firstShown: firstFrame };
}
