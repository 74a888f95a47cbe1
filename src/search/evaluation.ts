import { ScenarioError, type WholeScenario } from "@/core/document";
import { VariationError } from "@/core/variation";
import { DetectorError } from "@/detectors/detector";
import { cellsOf, type CellCount } from "./coverage/cells";
import type { Answer, DetectorUnderTest } from "./evaluate/answer";
import { sightingsOf, type Judging } from "./evaluate/sightings";
import type { Criterion } from "./failure/criterion";
import { neededRecords, verdictOf, type Verdict } from "./failure/verdict";
import { scenarioAt, type Axis, type SearchPoint } from "./variables";

/** What is searched: a scenario that varies along axes, and a detector that is judged by a criterion. */
export type SearchProblem = {
  readonly scenario: WholeScenario;
  readonly axes: readonly Axis[];
  readonly criterion: Criterion;
  readonly judging: Judging;
  readonly detector: DetectorUnderTest;
};

/** What was found out at a point. */
export type Evaluated = { readonly point: SearchPoint } & (
  | { readonly verdict: Verdict; readonly cells: readonly CellCount[] }
  /** The values contradict each other or the document’s limits. */
  | { readonly impossible: string }
  /** The detector failed at it, and why. */
  | { readonly unanswerable: string }
);

/** Evaluates points of a search, wherever that happens. */
export type PointEvaluator = {
  /** How many points it can evaluate at a time. */
  readonly parallel: number;
  /** @throws the signal's reason if it is aborted */
  readonly evaluate: (point: SearchPoint, signal: AbortSignal) => Promise<Evaluated>;
};

/** Evaluates points by asking the problem's detector in this thread. */
export const evaluatorOf = (problem: SearchProblem): PointEvaluator => ({
  parallel: problem.detector.parallel,
  evaluate: (point, signal) => evaluatePoint(problem, point, signal),
});

/**
 * Asks the detector about the scenario at a point. A detector that crashes or does not answer there does not end the search.
 * @throws the signal's reason if it is aborted
 */
export async function evaluatePoint(problem: SearchProblem, point: SearchPoint, signal: AbortSignal): Promise<Evaluated> {
  let scenario: WholeScenario;
  try {
    scenario = scenarioAt(problem.scenario, problem.axes, point);
  } catch (error) {
    if (error instanceof VariationError || error instanceof ScenarioError || error instanceof RangeError)
      return { point, impossible: error.message };
    throw error;
  }
  let answer: Answer;
  try {
    answer = await problem.detector.answer(scenario, signal, neededRecords(scenario, problem.criterion, problem.judging));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DetectorError) return { point, unanswerable: error.message };
    throw error;
  }
  const sightings = sightingsOf(scenario, answer, problem.judging);
  const verdict = verdictOf(scenario, answer, problem.criterion, problem.judging, sightings);
  return { point, verdict, cells: cellsOf(scenario, sightings) };
}
