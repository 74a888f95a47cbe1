import { secondsOf } from "@/core/timeline";
import { USUAL_CLASS_MAP, type ClassMap } from "@/detectors/classes/classMap";
import { USUAL_CONFIDENCE, roadUsersOf, type RoadUserDetection } from "@/detectors/classes/roadUsers";
import type { DetectorDescription } from "@/detectors/detector";
import { openInWorker } from "@/detectors/lanes/workerLane";
import type { RunProgress } from "@/detectors/run/progress";
import { runDetector, type FrameObjects } from "@/detectors/run/runDetector";
import type { DetectorSource } from "@/detectors/source";
import { drawnPictures, type DrawnFrames } from "./drawnPictures";
import { pageLane } from "./pageLane";
import { videoPictures, type VideoFrames } from "./videoPictures";

/** What a detector looks at: frames as they are drawn, or those of a finished export, decoded. */
export type PageFrames = ({ readonly kind: "drawn" } & DrawnFrames) | ({ readonly kind: "video" } & VideoFrames);

export type PageRun = {
  readonly source: DetectorSource;
  readonly frames: PageFrames;
  readonly signal: AbortSignal;
  /** Defaults to one for each core. */
  readonly lanes?: number;
  readonly classMap?: ClassMap;
  /** Objects below it are left out. */
  readonly confidence?: number;
  /** Called with each frame's detections as they come, in order of the frames. */
  readonly onFrame?: (frame: number, detections: readonly RoadUserDetection[]) => void;
  readonly onProgress?: (progress: RunProgress) => void;
};

export type PageResult = {
  readonly detector: DetectorDescription;
  readonly every: number;
  /** How many frames it looked at. */
  readonly frames: number;
  readonly lanes: number;
  readonly detections: readonly RoadUserDetection[];
};

/** More would not be faster: they share the memory's bandwidth, and each holds its own copy of the model. */
const MOST_LANES = 8;

/**
 * Runs a real detector in the page's workers. The same build gives the same detections as on the command line.
 * @throws DetectorError, Error that says what cannot be drawn or decoded, or the signal's reason
 */
export async function detectInPage(run: PageRun): Promise<PageResult> {
  const { source, frames, signal, classMap = USUAL_CLASS_MAP, confidence = USUAL_CONFIDENCE } = run;
  const fps = frames.kind === "drawn" ? frames.scenario.video.fps : frames.fps;
  const count = frames.kind === "drawn" ? frames.end - frames.start : frames.frames;
  const detections: RoadUserDetection[] = [];
  // Drawing and decoding end with the run, however that ends.
  const stop = new AbortController();
  const cancel = () => stop.abort(signal.reason);
  signal.addEventListener("abort", cancel);
  try {
    const result = await runDetector({
      open: (laneSignal) => openInWorker(pageLane(), source, laneSignal),
      lanes: run.lanes ?? Math.min(MOST_LANES, navigator.hardwareConcurrency),
      pictures: frames.kind === "drawn" ? drawnPictures(frames, stop.signal) : videoPictures(frames, stop.signal),
      total: Math.ceil(count / frames.every),
      signal,
      onFrame: (found: FrameObjects) => {
        const timestamp = secondsOf(found.frame, fps);
        const inFrame = roadUsersOf(found.objects, { picture: found, frame: found.frame, timestamp, classMap, confidence });
        detections.push(...inFrame);
        run.onFrame?.(found.frame, inFrame);
      },
      ...(run.onProgress && { onProgress: run.onProgress }),
    });
    return { detector: result.detector, every: frames.every, frames: result.frames.length, lanes: result.lanes, detections };
  } finally {
    signal.removeEventListener("abort", cancel);
    stop.abort(new DOMException("The run is over.", "AbortError"));
  }
}
