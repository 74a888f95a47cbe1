import { createStore, type StoreApi } from "zustand/vanilla";
import type { PictureStore, SlimScenario, WholeScenario } from "@/core/document";
import { sentence } from "@/core/text";
import type { Editor } from "@/editor";
import { criterionText, parseCriterion, weatherVariants } from "@/search";
import { faultInPage } from "../detection/run/modelWords";
import type { DetectorServices } from "../detection/detector";
import type { AnswerStore } from "./answerStore";
import type { SearchJob, SearchOutcome, SearchRunner } from "./job";
import { secondsLeftOf, type SearchProgress } from "./progress";
import { searchedDetector } from "./searchedDetector";
import { budgetOf, chosenVariables, setupFrom, type SearchSetup } from "./setup";

/** What a search found, and of what. */
export type SearchResults = SearchOutcome & {
  readonly job: SearchJob;
  /** The scenario that was open. */
  readonly of: SlimScenario;
  readonly seconds: number;
};

export type SearchState = {
  readonly running: SearchProgress | null;
  /** Why the latest search did not come to its end. */
  readonly fault: string | null;
  /** Of the latest search that came to its end. */
  readonly results: SearchResults | null;
  /** How many variants were tried by a search that was stopped or interrupted; the next one goes on from there. */
  readonly tried: number | null;
  /** Whether answers outlive the page; null before there are any. */
  readonly isKept: boolean | null;
};

export type SearchServices = {
  readonly state: StoreApi<SearchState>;
  /** For the open scenario; null until `prepare`. */
  readonly setup: StoreApi<{ readonly of: string | null; readonly setup: SearchSetup | null }>;
  readonly change: (change: Partial<SearchSetup>) => void;
  /** Makes the setup for the open scenario: as its latest search was set, or otherwise the first. */
  readonly prepare: () => Promise<void>;
  /** Searches the open scenario as it is set up. Faults are in the state. */
  readonly start: () => Promise<void>;
  /** Stops; what was answered is kept. */
  readonly cancel: () => void;
};

export type SearchDependencies = {
  readonly editor: Pick<Editor, "document">;
  /** The data of the open scenario's pictures. */
  readonly pictures: PictureStore;
  readonly detector: Pick<DetectorServices, "setup" | "runSetup" | "ownModel">;
  readonly store: AnswerStore;
  readonly run: SearchRunner;
  /** What identifies this build of Jaywalk. */
  readonly build: () => Promise<string>;
};

const IDLE: SearchState = { running: null, fault: null, results: null, tried: null, isKept: null };

/** Finds where a detector fails on variants of the open scenario. Results stay when another scenario is opened: they lead to some. */
export function createSearch({ editor, pictures, detector, store, run, build }: SearchDependencies): SearchServices {
  const state = createStore<SearchState>(() => IDLE);
  const setup = createStore<{ of: string | null; setup: SearchSetup | null }>(() => ({ of: null, setup: null }));
  let cancelled: AbortController | null = null;
  const open = (): WholeScenario => pictures.whole(editor.document.getState().scenario);

  const prepare = async (): Promise<void> => {
    const { id } = open();
    if (setup.getState().of === id || state.getState().running) return;
    const latest = await store.latestOf(id);
    const prepared = await setupFrom(latest?.setup, open());
    if (open().id !== id) return prepare();
    setup.setState({ of: id, setup: prepared });
    state.setState({ tried: latest && !latest.isDone && latest.tried > 0 ? latest.tried : null });
  };

  const start = async (): Promise<void> => {
    const { setup: wanted } = setup.getState();
    if (!wanted || state.getState().running) return;
    const controller = new AbortController();
    cancelled = controller;
    const { signal } = controller;
    state.setState({ running: NOT_STARTED, fault: null });
    try {
      const of = editor.document.getState().scenario;
      const job = jobOf(pictures.whole(of), wanted, searchedDetector(detector), await build());
      const { outcome, seconds } = await runJob(job, wanted, signal);
      state.setState({ running: null, results: { ...outcome, job, of, seconds }, tried: null });
    } catch (error) {
      state.setState({ running: null, fault: signal.aborted ? null : faultOf(error) });
    } finally {
      if (cancelled === controller) cancelled = null;
    }
  };

  const runJob = async (job: SearchJob, wanted: SearchSetup, signal: AbortSignal): Promise<{ outcome: SearchOutcome; seconds: number }> => {
    const since = performance.now();
    const limits = {
      budget: job.seconds === null ? job.budget : null,
      ...{ seconds: job.seconds, pairs: job.pairs, weathers: job.weatherMap ? weatherVariants(job.scenario).length : 0 },
    };
    let answers = { count: 0, since };
    let progress: SearchProgress = { ...NOT_STARTED, budget: limits.budget, answeredAt: since };
    let kept: Awaited<ReturnType<AnswerStore["open"]>> | null = null;
    const show = (change: Partial<SearchProgress>): void => {
      progress = { ...progress, ...change };
      const seconds = (performance.now() - answers.since) / 1000;
      const secondsLeft = secondsLeftOf(progress.step, { answers: answers.count, seconds }, progress.tried, limits);
      if (progress.tried > 0) state.setState({ tried: progress.tried });
      if (!signal.aborted) state.setState({ running: { ...progress, secondsLeft } });
    };
    show({});
    try {
      const outcome = await run(job, {
        recall: async (head) => {
          kept = await store.open(head, { scenario: job.scenario.id, setup: wanted });
          answers = { count: 0, since: performance.now() };
          const variants = kept.lines.filter(isOfVariant).length;
          show({ tried: Math.min(variants, job.budget), answeredAt: performance.now() });
          return kept.lines;
        },
        keep: (line, isVariant) => {
          kept?.add(line, isVariant);
          answers.count++;
          show({ tried: progress.tried + (isVariant ? 1 : 0), answeredAt: performance.now() });
        },
        onStep: (step) => show({ step, answeredAt: performance.now() }),
        signal,
      });
      finish(kept);
      return { outcome, seconds: (performance.now() - since) / 1000 };
    } finally {
      state.setState({ isKept: await settled(kept) });
    }
  };

  return {
    state,
    setup,
    change: (change) => setup.setState(({ of, setup: now }) => ({ of, setup: now && { ...now, ...change } })),
    prepare,
    start,
    cancel: () => cancelled?.abort(new DOMException("The search was cancelled", "AbortError")),
  };
}

const NOT_STARTED: SearchProgress = { step: null, tried: 0, budget: null, secondsLeft: null, answeredAt: 0 };

type Kept = Awaited<ReturnType<AnswerStore["open"]>> | null;
const finish = (kept: Kept): void => kept?.finish();
const settled = async (kept: Kept): Promise<boolean | null> => kept && (await kept.settled());

/** Lines about weathers of the map begin otherwise. */
const isOfVariant = (line: string): boolean => line.startsWith('{"point"');

/** @throws SearchError that says what is to be set otherwise */
function jobOf(scenario: WholeScenario, setup: SearchSetup, detector: SearchJob["detector"], build: string): SearchJob {
  const { pairs, weatherMap } = setup;
  return {
    ...{ scenario, detector, pairs, weatherMap, build },
    ...budgetOf(setup),
    variables: chosenVariables(setup, scenario),
    fails: criterionText(parseCriterion(setup.fails)),
    // On the command line, one seed serves both.
    seed: detector.kind === "simulated" ? detector.seed : 1,
  };
}

function faultOf(error: unknown): string {
  return sentence(faultInPage(error));
}
