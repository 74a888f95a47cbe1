import { sha256Of } from "@/core/digest";
import { serializeScenario, type WholeScenario } from "@/core/document";
import { DetectorError } from "@/detectors/detector";
import { cellsOf } from "./coverage/cells";
import { heatMapOf } from "./coverage/heatMap";
import { weatherVariants } from "./coverage/weatherGrid";
import type { Answer } from "./evaluate/answer";
import { sightingsOf } from "./evaluate/sightings";
import type { Evaluated, PointEvaluator, SearchProblem } from "./evaluation";
import { criterionText } from "./failure/criterion";
import { pairFolderName } from "./files";
import type { EvaluatedWeather, Journal, JournalHead } from "./journal";
import { askPair, pairReport, type AskedPair } from "./pair";
import { extremesOf, influenceOf, levelText, namedValues, verdictOfPoint, type PairReport, type SearchReport } from "./report";
import { search, type SearchPhase, type SearchShard } from "./search";
import { pointKey, scenarioAt } from "./variables";

/** What is to be found out, and how long it may take. */
export type Investigation = {
  readonly problem: SearchProblem;
  readonly seed: number;
  readonly budget: number;
  /** Seconds; null for no limit. */
  readonly seconds: number | null;
  readonly pairs: number;
  readonly shard: SearchShard | null;
  /** Whether every weather is tried in every severity, too, for the heat map. */
  readonly weatherMap: boolean;
  readonly build: string;
  readonly signal: AbortSignal;
  /** Where points are evaluated; left out, in this thread. */
  readonly evaluator?: PointEvaluator;
};

/** What a search is doing. */
export type SearchStep =
  | { readonly kind: SearchPhase }
  | { readonly kind: "pair"; readonly index: number; readonly count: number }
  | { readonly kind: "weather"; readonly index: number; readonly count: number };

/** What earlier runs have evaluated, and where this run's evaluations go. */
export type SearchMemory = {
  readonly known: Pick<Journal, "evaluated" | "weathers">;
  readonly add: (evaluated: Evaluated | EvaluatedWeather) => void;
};

/** What becomes of the results. */
export type SearchOutput = {
  readonly onStep: (step: SearchStep) => void;
  /** The detector failed at a scenario that is not a point of the search. */
  readonly onNoAnswer: (name: string, message: string) => void;
  /** Keeps a pair. @param report its part of the report, given how the labels of its ends differ */
  readonly keepPair: (pair: AskedPair, report: (labels: readonly string[]) => PairReport) => Promise<PairReport>;
  /** Keeps a scenario to which cells of the heat map lead, under the path that the report gives it. */
  readonly keepExample: (path: string, scenario: WholeScenario) => Promise<void>;
};

/** Searches, going on from what is known, asks about the pairs again, and reports. @throws the signal's reason if it is aborted */
export async function investigate(
  task: Investigation,
  head: JournalHead,
  memory: SearchMemory,
  output: SearchOutput,
): Promise<{ readonly report: SearchReport; readonly resumed: number }> {
  const { problem, seconds, signal, seed, budget, shard } = task;
  const { axes, criterion, judging, detector, scenario } = problem;
  const started = performance.now();
  let added = 0;
  const result = await search(
    problem,
    {
      ...{ budget, seed, shard, signal, pairs: task.pairs, known: memory.known.evaluated },
      ...(task.evaluator && { evaluator: task.evaluator }),
      timePassed: () => (seconds === null ? 0 : (performance.now() - started) / 1000 / seconds),
      onEvaluated: (evaluated) => {
        memory.add(evaluated);
        added++;
      },
    },
    (kind) => output.onStep({ kind }),
  );
  /** Null, and told, if the detector fails at a scenario: the rest of the output is still worth having. */
  const ask = async (asked: WholeScenario, name: string): Promise<Answer | null> => {
    try {
      return await detector.answer(asked, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof DetectorError)) throw error;
      output.onNoAnswer(name, error.message);
      return null;
    }
  };
  const byKey = new Map(result.evaluated.map((one) => [pointKey(one.point), one]));
  const pairs: PairReport[] = [];
  for (const [index, pair] of result.pairs.entries()) {
    output.onStep({ kind: "pair", index, count: result.pairs.length });
    const shown = verdictOfPoint(byKey.get(pointKey(pair.missed)))?.frame ?? null;
    const asked = await askPair(problem, pair, { index, shown }, ask);
    pairs.push(await output.keepPair(asked, (labels) => pairReport(problem, pair, asked, labels)));
  }
  const weathers = task.weatherMap && !shard ? await weatherCells(problem, memory, output, ask) : [];
  const verdicts = result.evaluated.flatMap((one) => verdictOfPoint(one) ?? []);
  const report: SearchReport = {
    scenario: { name: scenario.name, sha256: head.scenario },
    fails: criterionText(criterion),
    detector: detector.description,
    build: task.build,
    seed,
    judging: { iou: judging.iou, confidence: judging.confidence, min_visibility: judging.minVisibility },
    variables: axes.map((axis) => ({
      name: axis.name,
      unit: axis.unit,
      values: axis.levels.length,
      from: levelText(axis, 0),
      to: levelText(axis, axis.levels.length - 1),
    })),
    evaluated: verdicts.length,
    failed: verdicts.filter(({ failed }) => failed).length,
    ...extremesOf(criterion, axes, result.evaluated),
    impossible: result.evaluated.filter((one) => "impossible" in one).length,
    unanswered: result.evaluated.flatMap((one) =>
      "unanswerable" in one ? [{ values: namedValues(axes, one.point), message: one.unanswerable }] : [],
    ),
    cut_short: result.isCutShort,
    shard: shard ? `${shard.index}/${shard.count}` : null,
    pairs,
    influence: influenceOf(axes, result.evaluated),
    heat_map: await heatMapWithExamples(problem, result.evaluated, weathers, output),
  };
  return { report, resumed: result.evaluated.length - added };
}

/** What the journal of a search begins with. */
export async function journalHeadOf({ scenario, axes, criterion, detector, judging }: SearchProblem, build: string): Promise<JournalHead> {
  return {
    journal: "jaywalk search",
    version: 2,
    build,
    scenario: await sha256Of(serializeScenario(scenario)),
    variables: await sha256Of(JSON.stringify(axes.map(({ variable, levels }) => [variable, levels]))),
    fails: criterionText(criterion),
    detector: detector.description,
    settings: await sha256Of(detector.settings),
    judging,
  };
}

type WeatherCells = EvaluatedWeather & { readonly scenario: WholeScenario };
type Ask = (scenario: WholeScenario, name: string) => Promise<Answer | null>;

/** What was found in every weather of every severity, as far as an earlier run has not tried it. */
async function weatherCells(problem: SearchProblem, memory: SearchMemory, { onStep }: SearchOutput, ask: Ask): Promise<WeatherCells[]> {
  const variants = weatherVariants(problem.scenario);
  const found: WeatherCells[] = [];
  for (const [index, { id, scenario }] of variants.entries()) {
    onStep({ kind: "weather", index, count: variants.length });
    let known = memory.known.weathers.get(id);
    if (!known) {
      const answer = await ask(scenario, id);
      if (answer === null) continue;
      known = { weather: id, cells: cellsOf(scenario, sightingsOf(scenario, answer, problem.judging)) };
      memory.add(known);
    }
    found.push({ ...known, scenario });
  }
  return found;
}

/** The heat map, whose cells lead to examples. */
async function heatMapWithExamples(
  { axes, scenario: base }: SearchProblem,
  evaluated: readonly Evaluated[],
  weathers: readonly WeatherCells[],
  { keepExample }: SearchOutput,
): Promise<SearchReport["heat_map"]> {
  const points = new Map(evaluated.map((one) => [one.point.join("-"), one]));
  const cells = heatMapOf([
    ...[...points].flatMap(([scenario, one]) => ("cells" in one ? [{ scenario, cells: one.cells }] : [])),
    ...weathers.map(({ weather, cells: found }) => ({ scenario: weather, cells: found })),
  ]);
  const kept = new Set<string>();
  const map: SearchReport["heat_map"][number][] = [];
  for (const { example, ...cell } of cells) {
    const path = `examples/${example.scenario}.scenario.json`;
    const point = points.get(example.scenario)?.point;
    const shown = point ? scenarioAt(base, axes, point) : weathers.find(({ weather }) => weather === example.scenario)?.scenario;
    if (shown && !kept.has(path)) await keepExample(path, shown);
    kept.add(path);
    const values = point ? namedValues(axes, point) : [{ name: "weather", value: example.scenario.replace("-", " ") }];
    map.push({ ...cell, example: { values, frame: example.frame, track: example.track, missed: example.isMissed, scenario: path } });
  }
  return map;
}

/** What a step is, for a log. */
export const stepText = (step: SearchStep): string | null => {
  switch (step.kind) {
    case "pair":
      return `writing ${pairFolderName(step.index)}`;
    case "weather":
      return step.index === 0 ? "trying every weather" : null;
    case "exploring":
    case "climbing":
    case "shrinking":
      return step.kind;
  }
};
