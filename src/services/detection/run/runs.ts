import { createStore, type StoreApi } from "zustand/vanilla";
import type { Scenario } from "@/core/document";
import { secondsOf } from "@/core/timeline";
import type { ClassMap } from "@/detectors/classes/classMap";
import { roadUsersOf, type RoadUserDetection } from "@/detectors/classes/roadUsers";
import type { Detector, DetectorDescription, DetectorPicture } from "@/detectors/detector";
import { runDetector, type FrameObjects } from "@/detectors/run/runDetector";
import { packRun, type Looks, type Mark, type StreamView } from "../streamView";
import type { FrameMarks, RunReports } from "../worker/protocol";
import type { DetectorRun } from "./detectorRun";
import { faultInPage } from "./modelWords";
import { runNotes } from "./runWords";

/** A detector that can be opened in several lanes. */
export type ReadyDetector = {
  readonly open: (signal: AbortSignal) => Promise<Detector>;
  readonly lanes: number;
};

/** Pictures of a scenario: at which of its frames, and where they come from, in words. */
export type ReadyPictures = {
  readonly frames: readonly number[];
  readonly looks: Looks;
  /** Ends a sentence such as “90 frames, drawn as …”. */
  readonly from: string;
  readonly pictures: (signal: AbortSignal) => AsyncIterable<DetectorPicture>;
};

/** What is about to run; each part is loaded when the run starts. */
export type RunPlan = {
  /** Whose truth the pictures show. */
  readonly scenario: Scenario;
  /** The open scenario, for which the results are shown; another one than the exported of a bundle, for example. */
  readonly isFor: Scenario;
  readonly confidence: number;
  /** What the detector's classes mean. */
  readonly classMap: ClassMap;
  readonly detector: (signal: AbortSignal) => Promise<ReadyDetector>;
  readonly pictures: (signal: AbortSignal) => Promise<ReadyPictures>;
};

export type RunState = {
  readonly running: {
    readonly step: string;
    readonly done: number;
    readonly total: number;
    /** Null until it can be estimated. */
    readonly secondsLeft: number | null;
  } | null;
  /** Why the latest run failed; what it had found by then is in `latest`. */
  readonly fault: string | null;
  /** What has been found so far, by the run in progress or otherwise the latest. */
  readonly view: StreamView | null;
  readonly latest: DetectorRun | null;
};

export type DetectorRuns = {
  readonly state: StoreApi<RunState>;
  /** Runs to its end. @returns the run, also if it was cancelled or failed after some frames; null if nothing came of it */
  readonly start: (plan: RunPlan) => Promise<DetectorRun | null>;
  /** Stops; what was found so far stays. */
  readonly cancel: () => void;
  /** Stops, and forgets the latest run. */
  readonly forget: () => void;
};

/** Finds out what became of a detector's reports in some frames of a scenario. */
export type Judge = (scenario: Scenario, reports: Pick<RunReports, "frames" | "detections">) => Promise<readonly FrameMarks[]>;

const IDLE: RunState = { running: null, fault: null, view: null, latest: null };
/** What browsers and runtimes say when there is no memory left. */
const OUT_OF_MEMORY = /out of memory|more memory|allocat|bad_alloc|array buffer allocation|memory access out of bounds/i;
/** A run is this old before the time that it still takes is told. */
const ESTIMATE_AFTER_MS = 3000;

/** Runs a real detector on a scenario's frames, in lanes of workers; what it finds is judged and shown while it runs. */
export function createDetectorRuns(judge: Judge): DetectorRuns {
  const state = createStore<RunState>(() => IDLE);
  let cancelled: AbortController | null = null;

  const cancel = () => cancelled?.abort(new DOMException("The run was cancelled", "AbortError"));

  const start = async (plan: RunPlan): Promise<DetectorRun | null> => {
    cancel();
    const controller = new AbortController();
    cancelled = controller;
    const isCurrent = () => cancelled === controller;
    const update = (change: Partial<RunState>) => {
      if (isCurrent()) state.setState(change);
    };
    state.setState({ ...IDLE, running: { step: "Loading the detector", done: 0, total: 0, secondsLeft: null } });
    try {
      const run = await runPlan(plan, judge, controller.signal, update);
      update({ running: null, fault: run?.fault ?? null, latest: run });
      return isCurrent() ? run : null;
    } catch (error) {
      update(controller.signal.aborted ? IDLE : { ...IDLE, fault: faultText(error) });
      return null;
    } finally {
      if (isCurrent()) cancelled = null;
    }
  };

  const forget = () => {
    cancel();
    cancelled = null;
    state.setState(IDLE);
  };

  return { state, start, cancel, forget };
}

/** @throws what the detector or the pictures throw, or the signal's reason, if no frame was finished before */
async function runPlan(
  plan: RunPlan,
  judge: Judge,
  signal: AbortSignal,
  update: (change: Partial<RunState>) => void,
): Promise<DetectorRun | null> {
  const since = performance.now();
  const [ready, pictures] = await Promise.all([plan.detector(signal), plan.pictures(signal)]);
  let { lanes } = ready;
  const opened: { detector: DetectorDescription | null } = { detector: null };
  let earlier: Findings | null = null;
  for (;;) {
    let findings = new Findings(plan, pictures, judge, (view) => update({ view }));
    let fault: string | null = null;
    try {
      update({ running: { step: "Starting the detector", done: 0, total: pictures.frames.length, secondsLeft: null }, view: null });
      await runDetector({
        open: async (opening) => {
          const detector = await ready.open(opening);
          opened.detector = detector.description;
          return detector;
        },
        lanes,
        pictures: pictures.pictures(signal),
        total: pictures.frames.length,
        signal,
        onFrame: findings.add,
        onProgress: ({ done, total, secondsLeft }) =>
          update({
            running: {
              step: "Detecting",
              done,
              total,
              secondsLeft: performance.now() - since < ESTIMATE_AFTER_MS ? null : secondsLeft,
            },
          }),
      });
    } catch (error) {
      // Fewer lanes need less memory.
      if (!signal.aborted && lanes > 1 && isOutOfMemory(error)) {
        await findings.settled();
        earlier = findings;
        lanes = 1;
        continue;
      }
      if (earlier && earlier.frames.length > findings.frames.length) {
        await findings.settled();
        findings = earlier;
        findings.showAll();
      }
      if (findings.frames.length === 0) throw error;
      if (!signal.aborted) fault = faultText(error);
    }
    await findings.settled();
    if (!opened.detector) return null;
    const seconds = (performance.now() - since) / 1000;
    const { looks, from, frames } = pictures;
    const { scenario, isFor, confidence, classMap } = plan;
    return {
      ...{ scenario, isFor, confidence, classMap, detector: opened.detector, looks, from, wanted: frames.length, fault, seconds, lanes },
      frames: findings.frames,
      detections: findings.detections,
    };
  }
}

/** What was found so far; new frames are judged together whenever the judge is free. */
class Findings {
  readonly frames: number[] = [];
  readonly detections: RoadUserDetection[] = [];
  private readonly marks: (readonly Mark[])[];
  private judged = 0;
  private judgedDetections = 0;
  private judging: Promise<void> | null = null;

  constructor(
    private readonly plan: RunPlan,
    private readonly pictures: ReadyPictures,
    private readonly judge: Judge,
    private readonly show: (view: StreamView) => void,
  ) {
    this.marks = Array.from({ length: plan.isFor.video.durationFrames }, () => []);
  }

  readonly add = ({ frame, width, height, objects }: FrameObjects): void => {
    const { confidence, classMap, scenario } = this.plan;
    this.frames.push(frame);
    const timestamp = secondsOf(frame, scenario.video.fps);
    this.detections.push(...roadUsersOf(objects, { picture: { width, height }, frame, timestamp, classMap, confidence }));
    this.judging ??= this.judgeAll();
    // Its failure is told by `settled`.
    this.judging.catch(() => undefined);
  };

  /** Waits until everything is judged. @throws what the judge throws */
  async settled(): Promise<void> {
    while (this.judging) await this.judging;
  }

  showAll(): void {
    this.show(packRun(this.marks, this.pictures.looks));
  }

  private async judgeAll(): Promise<void> {
    while (this.judged < this.frames.length) {
      const frames = this.frames.slice(this.judged);
      const detections = this.detections.slice(this.judgedDetections);
      this.judged += frames.length;
      this.judgedDetections += detections.length;
      for (const { frame, marks } of await this.judge(this.plan.scenario, { frames, detections })) this.marks[frame] = marks;
      this.showAll();
    }
    this.judging = null;
  }
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && OUT_OF_MEMORY.test(`${error.name}: ${error.message}`);

/** A run as it is evaluated. */
export const reportsOf = (run: DetectorRun): RunReports => ({
  detector: run.detector.name,
  frames: run.frames,
  detections: run.detections,
  notes: runNotes(run),
});

/** Why a run failed, and what to do. */
function faultText(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (isOutOfMemory(error))
    return `There is too little memory for this detector. Close other tabs, or use a smaller model or a smaller video. (${said})`;
  return faultInPage(error);
}
