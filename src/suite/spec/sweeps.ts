import { released, withSeed, type WholeScenario } from "@/core/document";
import {
  VariationError,
  haltonPoint,
  pairwisePoints,
  stepsOfParameter,
  withDelay,
  withOccluderDistance,
  withParameters,
  withSpeedFactor,
} from "@/core/variation";
import { SuiteError } from "../errors";
import type { Combination, Sweep } from "./schema";

/** The scenario with one value of a sweep. @throws SuiteError if the sweep has no meaning in it */
export function applySweep(scenario: WholeScenario, sweep: Sweep, value: number): WholeScenario {
  return sayingWhere(() => released(varied(scenario, sweep, value)));
}

function varied(scenario: WholeScenario, sweep: Sweep, value: number): WholeScenario {
  switch (sweep.parameter) {
    case "seed":
      return withSeed(scenario, value);
    case "speed":
      return withSpeedFactor(scenario, value, sweep.actors);
    case "gap":
      return withDelay(scenario, value, sweep.actors);
    case "occluder_distance":
      return withOccluderDistance(scenario, value, sweep);
    case "declared":
      return withParameters(scenario, { [sweep.name]: value });
  }
}

/** What a sweep varies: in names of videos, and in their metadata. */
export const sweptName = (sweep: Sweep): string => (sweep.parameter === "declared" ? sweep.name : sweep.parameter);

/** The values of a sweep, each once. @throws SuiteError if it gives none and there are none in the scenario */
function valuesOf(scenario: WholeScenario, sweep: Sweep): number[] {
  if (sweep.parameter !== "declared") return [...new Set(sweep.values)];
  return [...new Set(sweep.values ?? sayingWhere(() => stepsOfParameter(scenario, sweep.name, sweep)))];
}

/**
 * The values of all sweeps in each video: every combination; as few as have every pair of values of any two sweeps; or so many at random,
 * spread evenly (Halton points). @throws SuiteError naming the sweep
 */
export function combinations(scenario: WholeScenario, sweeps: readonly Sweep[], combine: Combination = "grid"): (readonly number[])[] {
  const values = sweeps.map((sweep, index) => {
    try {
      return valuesOf(scenario, sweep);
    } catch (error) {
      if (error instanceof SuiteError) throw new SuiteError(`sweeps[${index}]: ${error.message}`);
      throw error;
    }
  });
  if (values.length === 0) return [[]];
  const at = (point: readonly number[]) => values.map((levels, axis) => levels[point[axis] ?? 0] ?? 0);
  if (combine === "pairwise") return pairwisePoints(values.map((levels) => ({ levels, isOrdered: false }))).map(at);
  if (combine === "grid") return grid(values);
  const points = Array.from({ length: combine.random }, (_, index) => haltonPoint(index, values.length, combine.seed));
  return points.map((point) => at(point.map((share, axis) => Math.floor(share * (values[axis]?.length ?? 1)))));
}

function grid([first, ...rest]: readonly (readonly number[])[]): (readonly number[])[] {
  if (!first) return [[]];
  const others = grid(rest);
  if (first.length * others.length > MOST_COMBINATIONS)
    throw new SuiteError(`its sweeps produce more than ${MOST_COMBINATIONS} videos; use fewer values`);
  return first.flatMap((value) => others.map((other) => [value, ...other]));
}

/** More videos than this have to be split into several suites. */
export const MOST_COMBINATIONS = 100_000;

/** Runs what varies a scenario; what is impossible in it is the suite's mistake. */
export function sayingWhere<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof VariationError) throw new SuiteError(error.message);
    throw error;
  }
}
