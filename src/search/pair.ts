import type { WholeScenario } from "@/core/document";
import type { Answer } from "./evaluate/answer";
import type { SearchProblem } from "./evaluation";
import { pairFolderName } from "./files";
import { verdictOf, type Verdict } from "./failure/verdict";
import { levelText, sharedValues, type PairReport } from "./report";
import type { PointPair } from "./shrink/minimalPair";
import { scenarioAt, type SearchPoint } from "./variables";

/** One end of a pair, and what the detector says to it when it is asked again; null if it does not answer. */
export type AskedEnd = { readonly scenario: WholeScenario; readonly answer: Answer | null; readonly verdict: Verdict | null };

/** A pair that the detector was asked about again. */
export type AskedPair = {
  readonly index: number;
  readonly a: AskedEnd;
  readonly b: AskedEnd;
  /** The frame at which the failure shows best. */
  readonly frame: number;
};

/**
 * Asks the detector about both ends of a pair again: the pair is what it says now, not what a journal says.
 * @param shown the frame at which the failure showed when the pair was found
 * @param ask gives the detector's answer, or null if it fails at the scenario
 */
export async function askPair(
  problem: SearchProblem,
  pair: PointPair,
  place: { readonly index: number; readonly shown: number | null },
  ask: (scenario: WholeScenario, name: string) => Promise<Answer | null>,
): Promise<AskedPair> {
  const { axes, criterion, judging } = problem;
  const end = async (point: SearchPoint, side: "a" | "b"): Promise<AskedEnd> => {
    const scenario = scenarioAt(problem.scenario, axes, point);
    const answer = await ask(scenario, `${pairFolderName(place.index)}/${side}`);
    return { scenario, answer, verdict: answer && verdictOf(scenario, answer, criterion, judging) };
  };
  return { index: place.index, a: await end(pair.found, "a"), b: await end(pair.missed, "b"), frame: place.shown ?? 0 };
}

/** A pair as a search's report has it. @param labels how the labels of both ends differ, in lines of text */
export function pairReport(
  { axes }: Pick<SearchProblem, "axes">,
  pair: PointPair,
  { index, a, b }: AskedPair,
  labels: readonly string[],
): PairReport {
  const axis = axes[pair.axis];
  const value = (point: SearchPoint) => (axis ? levelText(axis, point[pair.axis] ?? 0) : "");
  return {
    folder: pairFolderName(index),
    variable: axis?.name ?? "",
    a: { value: value(pair.found), measured: a.verdict?.value ?? null },
    b: { value: value(pair.missed), measured: b.verdict?.value ?? null },
    same: sharedValues(axes, pair),
    frame: b.verdict?.frame ?? null,
    track: b.verdict?.track ?? null,
    labels,
    confirmed: a.verdict?.failed === false && b.verdict?.failed === true,
  };
}
