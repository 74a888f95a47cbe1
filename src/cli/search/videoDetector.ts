import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { Scenario } from "@/core/document";
import { secondsOf } from "@/core/timeline";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { roadUsersOf } from "@/detectors/classes/roadUsers";
import type { Detector, DetectorDescription } from "@/detectors/detector";
import { runDetector } from "@/detectors/run/runDetector";
import type { Answer } from "@/search";
import { TruthOfScenarios } from "@/search/evaluate/truth";
import { framesOfVideo } from "../detectors/videoDecoder";
import { countOf } from "../detectors/videoFrames";
import { makeOwnedFolder, removeAbandoned, removeFolder } from "../files/ownedFolder";
import { beforeShutdown } from "../shutdown";
import type { OpenDetector } from "./openDetector";

/** Writes `video.mp4` of a scenario into an empty folder, as in its bundle. */
export interface VideoSource {
  video(scenario: Scenario, folder: string): Promise<void>;
  close(): Promise<void>;
}

export type VideoDetectorSettings = {
  /** Opens one more lane. */
  readonly open: (signal: AbortSignal) => Promise<Detector>;
  readonly videos: VideoSource;
  /** Every n-th frame is shown to the detector. */
  readonly every: number;
  /** Objects below it are left out. */
  readonly confidence: number;
};

const PREFIX = "jaywalk-search-";

/** A real detector that is shown the videos of scenarios: what it sees is what a bundle's video shows, compression included. */
export async function videoDetector({ open, videos, every, confidence }: VideoDetectorSettings): Promise<OpenDetector> {
  await removeAbandoned(tmpdir(), PREFIX);
  const signal = new AbortController().signal;
  const lanes = new LanePool(open);
  const first = await lanes.open(signal);
  const description = descriptionText(first.description, every);
  await first.close();
  const truths = new TruthOfScenarios(every);

  const answer = async (scenario: Scenario, cancel: AbortSignal): Promise<Answer> => {
    cancel.throwIfAborted();
    const { width, height, fps, durationFrames: frames } = scenario.video;
    const folder = await makeOwnedFolder(tmpdir(), PREFIX);
    const keep = beforeShutdown(() => removeFolder(folder));
    try {
      await videos.video(scenario, join(folder, "bundle"));
      const wanted = { file: join(folder, "bundle", "video.mp4"), width, height, fps, frames, every };
      const result = await runDetector({
        open: (stop) => lanes.open(stop),
        lanes: availableParallelism(),
        pictures: framesOfVideo(wanted, cancel),
        total: countOf(wanted),
        signal: cancel,
      });
      const detections = result.frames.flatMap((found) => {
        const { frame, objects } = found;
        const timestamp = secondsOf(frame, fps);
        return roadUsersOf(objects, { picture: found, frame, timestamp, classMap: USUAL_CLASS_MAP, confidence });
      });
      return { truth: truths.of(scenario), detections, every };
    } finally {
      await removeFolder(folder);
      keep();
    }
  };
  return {
    description,
    parallel: 1,
    answer,
    close: async () => {
      await Promise.all([lanes.close(), videos.close()]);
    },
  };
}

const descriptionText = ({ name, version, digest }: DetectorDescription, every: number): string =>
  [
    version === "" ? name : `${name} ${version}`,
    ...(digest === null ? [] : [`SHA-256 ${digest}`]),
    every === 1 ? "every frame" : `every ${every} frames`,
  ].join(", ");

/** Detectors that stay open between scenarios: to open one takes as long as some pictures. */
class LanePool {
  private readonly idle: Detector[] = [];

  constructor(private readonly openNew: (signal: AbortSignal) => Promise<Detector>) {}

  /** A detector whose `close` puts it back; one that failed is really closed. */
  async open(signal: AbortSignal): Promise<Detector> {
    const detector = this.idle.pop() ?? (await this.openNew(signal));
    let isSound = true;
    return {
      description: detector.description,
      detect: async (picture, cancel) => {
        try {
          return await detector.detect(picture, cancel);
        } catch (error) {
          isSound = false;
          throw error;
        }
      },
      close: async () => {
        if (!isSound) return detector.close();
        if (!this.idle.includes(detector)) this.idle.push(detector);
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.idle.splice(0).map((detector) => detector.close()));
  }
}
