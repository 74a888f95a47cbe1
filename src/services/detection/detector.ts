import { createStore, type StoreApi } from "zustand/vanilla";
import type { DetectionProfile } from "@/detection";
import type { Editor } from "@/editor";
import { isDetectionsOn, switchDetections } from "./panelState";
import { readOwnProfiles, readSetup, writeOwnProfiles, writeSetup, type DetectorSetup, type ProfileStorage } from "./ownProfiles";
import { createModelStore, type ModelStore } from "./run/modelStore";
import { createOwnModel, type OwnModel } from "./run/ownModel";
import { createDetectorRuns, reportsOf, type RunPlan, type RunState } from "./run/runs";
import { readRunSetup, writeRunSetup, type RunSetup } from "./run/setup";
import { readExportedVideo, type ExportedVideo } from "./run/videoFile";
import type { StreamView } from "./streamView";
import { DetectorClient } from "./worker/client";
import type { EvaluationResult, EvaluationSettings, EvaluationSource, FrameContent, StreamKey } from "./worker/protocol";
import type { Scenario } from "@/core/document";

/** The state of the simulation for the open scenario. */
export type StreamState = {
  /** The last computed stream; still shown while the next one is being computed. */
  readonly view: StreamView | null;
  readonly running: { readonly step: string; readonly share: number } | null;
  readonly fault: string | null;
};

/** What timeline and stage show: the simulated stream, or what the real detector found. */
export type MarksState = {
  readonly view: StreamView | null;
  readonly isBusy: boolean;
  /** Whether the scenario has changed since the detector looked at it. */
  readonly isOutdated: boolean;
};

export const USUAL_EVALUATION: EvaluationSettings = {
  matchBy: "auto",
  iou: 0.5,
  toleranceMs: 100,
  confidenceThreshold: 0,
  minVisibility: 0,
};

export type EvaluationState = {
  readonly running: { readonly step: string; readonly share: number; readonly secondsLeft: number | null } | null;
  readonly fault: string | null;
  readonly done: {
    readonly result: EvaluationResult;
    readonly scenario: Scenario;
    readonly source: EvaluationSource;
    readonly settings: EvaluationSettings;
  } | null;
};

export type DetectorServices = {
  readonly setup: StoreApi<DetectorSetup>;
  readonly own: StoreApi<{ readonly profiles: readonly DetectionProfile[] }>;
  readonly stream: StoreApi<StreamState>;
  readonly runSetup: StoreApi<RunSetup>;
  readonly run: StoreApi<RunState>;
  readonly ownModel: OwnModel;
  /** The video that a detector looks at, if it does not look at drawn frames. */
  readonly video: StoreApi<{ readonly chosen: ExportedVideo | null; readonly fault: string | null }>;
  readonly chooseVideo: (file: File) => Promise<void>;
  /** Lets a detector look at a video that was just exported; the built-in one, if none is chosen. */
  readonly takeVideo: (video: ExportedVideo) => void;
  readonly marks: StoreApi<MarksState>;
  /** Runs a real detector and scores what it reports, unless it is cancelled. */
  readonly runDetector: (plan: RunPlan) => Promise<void>;
  readonly cancelRun: () => void;
  /** How detections are compared with the truth; kept while the page is open. */
  readonly evaluationSettings: StoreApi<EvaluationSettings>;
  readonly evaluation: StoreApi<EvaluationState>;
  /** Adds or replaces one of the user's own profiles, by name. @throws DOMException if the storage refuses */
  readonly keepProfile: (profile: DetectionProfile) => void;
  readonly removeProfile: (name: string) => void;
  readonly frameContent: (frame: number) => Promise<FrameContent>;
  readonly streamFile: (format: "json" | "ndjson") => Promise<Blob>;
  readonly evaluate: (source: EvaluationSource, settings: EvaluationSettings) => Promise<void>;
  readonly cancelEvaluation: () => void;
};

/** While the user drags a slider or an actor, the stream waits for a pause. */
const REST_MS = 200;

type Client = Pick<DetectorClient, "run" | "stop">;

/** The simulated detector of the open scenario: its reports are computed again after every change, in a worker. */
export function createDetector(
  editor: Editor,
  storage: ProfileStorage,
  client: () => Client = () => new DetectorClient(),
  models: ModelStore = createModelStore(),
): DetectorServices {
  const setup = createStore<DetectorSetup>(() => readSetup(storage));
  const own = createStore<{ profiles: readonly DetectionProfile[] }>(() => ({ profiles: readOwnProfiles(storage) }));
  const stream = createStore<StreamState>(() => ({ view: null, running: null, fault: null }));
  const evaluation = createStore<EvaluationState>(() => ({ running: null, fault: null, done: null }));
  const runSetup = createStore<RunSetup>(() => readRunSetup(storage));
  const evaluationSettings = createStore<EvaluationSettings>(() => USUAL_EVALUATION);
  // What a run is judged by is known when it is evaluated.
  const [simulator, evaluator, judge] = [client(), client(), client()];
  const video = createStore<{ chosen: ExportedVideo | null; fault: string | null }>(() => ({ chosen: null, fault: null }));
  const ownModel = createOwnModel(models);
  const runs = createDetectorRuns((judged, reports) => judge.run(judged, "judge", reports));
  const marks = createStore<MarksState>(() => marksNow());
  let abort: AbortController | null = null;

  const scenario = () => editor.document.getState().scenario;
  const key = (): StreamKey => setup.getState();

  followChanges();
  followMarks();
  forgetOnOpening();

  return {
    setup,
    own,
    stream,
    runSetup,
    run: runs.state,
    ownModel,
    video,
    chooseVideo,
    takeVideo,
    marks,
    runDetector,
    cancelRun: runs.cancel,
    evaluationSettings,
    evaluation,
    keepProfile: (profile) => keepProfiles([...own.getState().profiles.filter(({ name }) => name !== profile.name), profile]),
    removeProfile: (name) => keepProfiles(own.getState().profiles.filter((profile) => profile.name !== name)),
    frameContent: (frame) => simulator.run(scenario(), "frame", { key: key(), frame }),
    streamFile: (format) => simulator.run(scenario(), "file", { key: key(), format }),
    evaluate,
    cancelEvaluation: () => abort?.abort(new DOMException("The evaluation was cancelled", "AbortError")),
  };

  function keepProfiles(profiles: readonly DetectionProfile[]): void {
    writeOwnProfiles(storage, profiles);
    own.setState({ profiles });
  }

  function followChanges(): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let simulated: { scenario: Scenario; setup: DetectorSetup } | null = null;
    let busy: Scenario | null = null;

    const isWanted = () =>
      runSetup.getState().detector === "simulated" &&
      isDetectionsOn(editor.session.getState().panels) &&
      editor.transient.getState().preview === null;
    const isStale = () => simulated?.scenario !== scenario() || simulated.setup !== setup.getState();

    const simulate = async () => {
      if (!isWanted() || !isStale()) return;
      if (busy) {
        // Another scenario's truth is of no use any more; another profile's stream is computed quickly.
        if (busy !== scenario()) simulator.stop(new DOMException("The scenario changed", "AbortError"));
        return;
      }
      const now = { scenario: scenario(), setup: setup.getState() };
      busy = now.scenario;
      stream.setState({ running: { step: "Simulating", share: 0 }, fault: null });
      try {
        const view = await simulator.run(
          now.scenario,
          "simulate",
          { key: now.setup },
          { onProgress: (step, share) => stream.setState({ running: { step, share } }) },
        );
        simulated = now;
        stream.setState({ view, running: null });
      } catch (error) {
        const stopped = error instanceof DOMException && error.name === "AbortError";
        if (!stopped) simulated = now;
        stream.setState(stopped ? { running: null } : { running: null, view: null, fault: messageOf(error) });
      }
      busy = null;
      await simulate();
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void simulate(), REST_MS);
    };

    editor.document.subscribe((state, before) => {
      if (state.scenario !== before.scenario) soon();
    });
    editor.session.subscribe((state, before) => {
      if (state.panels !== before.panels) soon();
    });
    editor.transient.subscribe((state, before) => {
      if (state.preview === null && before.preview !== null) soon();
    });
    setup.subscribe((state) => {
      try {
        writeSetup(storage, state);
      } catch {
        // A full storage only means that the chosen profile is forgotten.
      }
      soon();
    });
    runSetup.subscribe((state) => {
      writeRunSetup(storage, state);
      soon();
    });
    soon();
  }

  function marksNow(): MarksState {
    if (runSetup.getState().detector === "simulated") {
      const { view, running } = stream.getState();
      return { view, isBusy: running !== null, isOutdated: false };
    }
    const { view, running, latest } = runs.state.getState();
    return { view, isBusy: running !== null, isOutdated: latest !== null && running === null && latest.isFor !== scenario() };
  }

  function followMarks(): void {
    const follow = () => {
      const [now, before] = [marksNow(), marks.getState()];
      if (now.view !== before.view || now.isBusy !== before.isBusy || now.isOutdated !== before.isOutdated) marks.setState(now);
    };
    for (const store of [stream, runs.state, runSetup, editor.document]) store.subscribe(follow);
  }

  async function chooseVideo(file: File): Promise<void> {
    try {
      video.setState({ chosen: await readExportedVideo(file), fault: null });
    } catch (error) {
      video.setState({ chosen: null, fault: messageOf(error) });
    }
  }

  function takeVideo(exported: ExportedVideo): void {
    video.setState({ chosen: exported, fault: null });
    runSetup.setState(({ detector }) => ({ pictures: "video", detector: detector === "simulated" ? "builtin" : detector }));
  }

  async function runDetector(plan: RunPlan): Promise<void> {
    // The scores of an earlier run would be mistaken for those of this one.
    abort?.abort(new DOMException("A detector was started", "AbortError"));
    abort = null;
    evaluation.setState({ running: null, fault: null, done: null });
    switchDetections(editor, true);
    const run = await runs.start(plan);
    if (!run) return;
    await evaluate({ kind: "run", run: reportsOf(run) }, evaluationSettings.getState());
  }

  /** What was found out about one scenario says nothing of the next. */
  function forgetOnOpening(): void {
    editor.document.subscribe(({ opening }, before) => {
      if (opening === before.opening) return;
      abort?.abort(new DOMException("Another scenario was opened", "AbortError"));
      abort = null;
      evaluation.setState({ running: null, fault: null, done: null });
      runs.forget();
      video.setState({ chosen: null, fault: null });
      simulator.stop(new DOMException("Another scenario was opened", "AbortError"));
      stream.setState({ view: null, running: null, fault: null });
    });
  }

  async function evaluate(source: EvaluationSource, settings: EvaluationSettings): Promise<void> {
    abort?.abort(new DOMException("Another evaluation was started", "AbortError"));
    const controller = new AbortController();
    abort = controller;
    const since = performance.now();
    const run = source.kind === "run" ? runs.state.getState().latest : null;
    const now = run?.isFor ?? scenario();
    evaluation.setState({ running: { step: "Starting", share: 0, secondsLeft: null }, fault: null });
    try {
      const result = await (source.kind === "run" ? judge : evaluator).run(
        run?.scenario ?? now,
        "evaluate",
        { source, settings },
        {
          signal: controller.signal,
          onProgress: (step, share) =>
            evaluation.setState({ running: { step, share, secondsLeft: secondsLeft(share, performance.now() - since) } }),
        },
      );
      if (abort !== controller) return;
      evaluation.setState({ running: null, done: { result, scenario: now, source, settings } });
    } catch (error) {
      if (abort !== controller) return;
      // The scores of another file, below the message that this one has none, would be mistaken for its own.
      evaluation.setState(controller.signal.aborted ? { running: null } : { running: null, done: null, fault: messageOf(error) });
    }
  }
}

/** After three seconds of work, the estimated remaining time; null before, and if it cannot be estimated. */
function secondsLeft(share: number, elapsedMs: number): number | null {
  if (elapsedMs < 3000 || share < 0.05 || share >= 1) return null;
  return Math.max(1, Math.round(((elapsedMs / 1000) * (1 - share)) / share));
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
