import { counted } from "@/core/text";
import type { WholeScenario } from "@/core/document";
import { secondsOf } from "@/core/timeline";
import type { ClassMap } from "@/detectors/classes/classMap";
import { roadUsersOf } from "@/detectors/classes/roadUsers";
import { DetectorError, type Detector, type DetectorDescription, type DetectorPicture } from "@/detectors/detector";
import type { OnnxOptions } from "@/detectors/onnx/plan/options";
import type { DetectorResult, DetectorRun } from "@/detectors/run/runDetector";
import type { Answer, DetectorUnderTest } from "./answer";
import { TruthOfScenarios } from "./truth";

/** A detector that can be closed. */
export type OpenDetector = DetectorUnderTest & {
  /** Detections below it are to be left out: what the user says, in whatever way, or else the usual. */
  readonly confidence: number;
  close(): Promise<void>;
};

/** Draws frames of scenarios. */
export interface FrameSource {
  frames(scenario: WholeScenario, frames: readonly number[], signal: AbortSignal): AsyncIterable<DetectorPicture>;
  close(): Promise<void>;
}

export type DrawnDetectorSettings = {
  readonly description: string;
  /** Whatever its answers depend on besides class map, confidence and which frames it is shown. */
  readonly settings: unknown;
  /** Shows pictures to the detector. */
  readonly run: (work: Omit<DetectorRun, "open" | "lanes" | "answerLimitMs">) => Promise<DetectorResult>;
  readonly source: FrameSource;
  /** Every n-th frame is shown to the detector. */
  readonly every: number;
  /** Instead, about so many frames of each scenario, evenly spaced. */
  readonly frames?: number;
  readonly classMap: ClassMap;
  /** Objects below it are left out. */
  readonly confidence: number;
  /** Closes the detector. */
  readonly close: () => Promise<void>;
};

/** A real detector that is shown drawn frames of scenarios. */
export function drawnDetector(detector: DrawnDetectorSettings): OpenDetector {
  const { description, settings, run, source, classMap, confidence, close } = detector;
  const truths = new Map<number, TruthOfScenarios>();
  const truthOf = (scenario: WholeScenario, every: number) => {
    const known = truths.get(every) ?? new TruthOfScenarios(every);
    truths.set(every, known);
    return known.of(scenario);
  };
  return {
    description: `${description}, ${shownText(detector)} as drawn`,
    settings: JSON.stringify({ settings, every: detector.every, frames: detector.frames, classMap, confidence }),
    confidence,
    parallel: 1,
    answer: async (scenario, signal, isWanted): Promise<Answer> => {
      signal.throwIfAborted();
      const { fps, durationFrames } = scenario.video;
      const every = detector.frames === undefined ? detector.every : Math.max(1, Math.floor(durationFrames / detector.frames));
      const all = Array.from({ length: Math.ceil(durationFrames / every) }, (_, index) => index * every);
      const known = truthOf(scenario, every);
      const { ignored } = known;
      const wanted = isWanted && new Set(known.truth.filter(isWanted).map(({ frame }) => frame));
      const frames = wanted ? all.filter((frame) => wanted.has(frame)) : all;
      const truth = wanted ? known.truth.filter(({ frame }) => wanted.has(frame)) : known.truth;
      if (frames.length === 0) return { truth, ignored, detections: [], every };
      const result = await run({ pictures: source.frames(scenario, frames, signal), total: frames.length, signal });
      const detections = result.frames.flatMap((found) => {
        const { frame, objects } = found;
        return roadUsersOf(objects, { picture: found, frame, timestamp: secondsOf(frame, fps), classMap, confidence });
      });
      return { truth, ignored, detections, every };
    },
    close: async () => {
      await Promise.all([close(), source.close()]);
    },
  };
}

function shownText({ every, frames }: Pick<DrawnDetectorSettings, "every" | "frames">): string {
  if (frames !== undefined) return `${counted(frames, "frame")} of each scenario, evenly spaced,`;
  return every === 1 ? "every frame" : `every ${every} frames`;
}

/** A model in reports and journals: what it is, what was decided about it, and from which confidence on it is believed. */
export const modelText = (description: DetectorDescription, options: OnnxOptions, confidence: number): string =>
  [descriptionText(description), ...optionsTexts(options), `confidence ${confidence}`].join(", ");

/** What the user decided about an ONNX model, for people. */
export const optionsTexts = (options: OnnxOptions): string[] =>
  Object.entries(options).flatMap(([key, value]) => {
    if (key === "confidence") return [];
    if (key === "classes" && typeof value === "object") return ["classes named by the user"];
    return [`${key} ${typeof value === "object" ? JSON.stringify(value) : value}`];
  });

/** What identifies a detector in reports and journals. */
const descriptionText = ({ name, version, digest }: DetectorDescription): string =>
  [version === "" ? name : `${name} ${version}`, ...(digest === null ? [] : [`SHA-256 ${digest}`])].join(", ");

/** Detectors that stay open between scenarios: to open one takes as long as some pictures. */
export class LanePool {
  private readonly idle: Detector[] = [];

  constructor(private readonly openNew: (signal: AbortSignal) => Promise<Detector>) {}

  /** A detector whose `close` puts it back; one that failed, or that has yet to answer, is really closed. */
  async open(signal: AbortSignal): Promise<Detector> {
    const detector = this.idle.pop() ?? (await this.openNew(signal));
    let isSound = true;
    let isClosed = false;
    return {
      description: detector.description,
      detect: async (picture, cancel) => {
        if (isClosed) throw new DetectorError("failed", "the detector is closed");
        // Until it has answered: whoever loses patience closes it meanwhile.
        isSound = false;
        const found = await detector.detect(picture, cancel);
        isSound = true;
        return found;
      },
      close: async () => {
        if (isClosed) return;
        isClosed = true;
        if (isSound) this.idle.push(detector);
        else await detector.close();
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.idle.splice(0).map((detector) => detector.close()));
  }
}
