import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Of } from "@/core/digest";
import { serializeScenario, type Scenario } from "@/core/document";
import { jsonText } from "@/core/text";
import { DetectorError } from "@/detectors/detector";
import { searchHtml, type PairPictures } from "@/reports/search";
import {
  cellsOf,
  heatMapOf,
  pointKey,
  scenarioAt,
  search,
  sightingsOf,
  weatherVariants,
  type Answer,
  type Evaluated,
  type EvaluatedWeather,
  type JournalHead,
  type PointPair,
  type SearchProblem,
  type SearchShard,
} from "@/search";
import { verdictOf } from "@/search/failure/verdict";
import { criterionText } from "@/search/failure/criterion";
import { influenceOf, levelText, namedValues, sharedValues, verdictOfPoint, type PairReport, type SearchReport } from "@/search/report";
import { isMissing } from "../files/atomic";
import { removeFolder } from "../files/ownedFolder";
import { SEARCH_FIGURES, SEARCH_JOURNAL, SEARCH_REPORT, SearchFolder } from "./folder";
import { JournalFile } from "./journalFile";
import { answerText, pairDiff, type PairRenderer } from "./pairFolder";

export type SearchJob = {
  readonly problem: SearchProblem;
  readonly out: string;
  readonly seed: number;
  readonly budget: number;
  /** Seconds; null for no limit. */
  readonly seconds: number | null;
  readonly pairs: number;
  readonly shard: SearchShard | null;
  /** Whether every weather is tried in every severity, too, for the heat map. */
  readonly weatherMap: boolean;
  readonly build: string;
  readonly openRenderer: () => Promise<PairRenderer>;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
};

export type SearchOutcome = { readonly report: SearchReport; readonly resumed: number };

/** Searches, resuming what the folder's journal has, and writes minimal pairs and report. */
export async function runSearch(job: SearchJob): Promise<SearchOutcome> {
  const folder = new SearchFolder(job.out);
  return folder.whileLocked(async () => {
    const { problem } = job;
    const head = await headOf(problem, job.build);
    const journal = await JournalFile.open(join(job.out, SEARCH_JOURNAL), head);
    const { seconds } = job;
    const started = performance.now();
    let count = 0;
    const onEvaluated = (evaluated: Evaluated) => {
      journal.add(evaluated);
      count++;
      if (count % 10 === 0) job.say(`${count} evaluated`);
    };
    const result = await search(
      problem,
      {
        budget: job.budget,
        seed: job.seed,
        pairs: job.pairs,
        known: journal.known.evaluated,
        shard: job.shard,
        signal: job.signal,
        timePassed: () => (seconds === null ? 0 : (performance.now() - started) / 1000 / seconds),
        onEvaluated,
      },
      (phase) => job.say(phase),
    );
    const written = await writePairs(job, folder, result.pairs, result.evaluated);
    const weathers = job.weatherMap && !job.shard ? await weatherMap(job, journal) : [];
    const heatMap = await writeExamples(job, folder, result.evaluated, weathers);
    const verdicts = result.evaluated.flatMap((one) => verdictOfPoint(one) ?? []);
    const { scenario, axes, criterion, detector, judging } = problem;
    const report: SearchReport = {
      scenario: { name: scenario.name, sha256: head.scenario },
      fails: criterionText(criterion),
      detector: detector.description,
      build: job.build,
      seed: job.seed,
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
      impossible: result.evaluated.filter((one) => "impossible" in one).length,
      unanswered: result.evaluated.flatMap((one) =>
        "unanswerable" in one ? [{ values: namedValues(axes, one.point), message: one.unanswerable }] : [],
      ),
      cut_short: result.isCutShort,
      shard: job.shard ? `${job.shard.index}/${job.shard.count}` : null,
      pairs: written.map(({ report: pair }) => pair),
      influence: influenceOf(axes, result.evaluated),
      heat_map: heatMap,
    };
    await folder.writeText(SEARCH_FIGURES, jsonText(report));
    await folder.writeText(
      SEARCH_REPORT,
      searchHtml(report, (index) => written[index]?.pictures ?? null),
    );
    return { report, resumed: result.evaluated.length - count };
  });
}

/** What a journal of this problem begins with. */
async function headOf({ scenario, axes, criterion, detector, judging }: SearchProblem, build: string): Promise<JournalHead> {
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

type WrittenPair = { readonly report: PairReport; readonly pictures: PairPictures };

async function writePairs(
  job: SearchJob,
  folder: SearchFolder,
  pairs: readonly PointPair[],
  evaluated: readonly Evaluated[],
): Promise<WrittenPair[]> {
  const written: WrittenPair[] = [];
  if (pairs.length > 0) {
    const renderer = await job.openRenderer();
    try {
      for (const [index, pair] of pairs.entries()) {
        const name = `pairs/${String(index + 1).padStart(2, "0")}`;
        job.say(`writing ${name}`);
        written.push(await writePair(job, folder, renderer, pair, name, evaluated));
      }
    } finally {
      await renderer.close();
    }
  }
  await removeOtherPairs(job.out, pairs.length);
  return written;
}

async function writePair(
  job: SearchJob,
  folder: SearchFolder,
  renderer: PairRenderer,
  pair: PointPair,
  name: string,
  evaluated: readonly Evaluated[],
): Promise<WrittenPair> {
  const { problem } = job;
  const { axes, criterion, judging } = problem;
  const axis = axes[pair.axis];
  const byKey = new Map(evaluated.map((one) => [pointKey(one.point), one]));
  const shown = verdictOfPoint(byKey.get(pointKey(pair.missed)));
  const frame = shown?.frame ?? 0;
  const scratch = await folder.scratch();
  const end = async (side: "a" | "b", point: readonly number[]) => {
    const scenario = scenarioAt(problem.scenario, axes, point);
    await renderer.render(scenario, frame, join(scratch, "pair", side));
    // Asked anew: the pair is what was written, not what a journal says.
    const answer = await answerOrNull(job, scenario, `${name}/${side}`);
    if (answer) await writeFile(join(scratch, "pair", `${side}_detections.ndjson`), answerText(answer));
    return { scenario, answer, verdict: answer && verdictOf(scenario, answer, criterion, judging) };
  };
  const [a, b] = [await end("a", pair.found), await end("b", pair.missed)];
  const diff = await pairDiff(a.scenario, b.scenario);
  const value = (point: readonly number[]) => (axis ? levelText(axis, point[pair.axis] ?? 0) : "");
  const report: PairReport = {
    folder: name,
    variable: axis?.name ?? "",
    a: { value: value(pair.found), measured: a.verdict?.value ?? null },
    b: { value: value(pair.missed), measured: b.verdict?.value ?? null },
    same: sharedValues(axes, pair),
    frame: b.verdict?.frame ?? null,
    track: b.verdict?.track ?? null,
    labels: diff.lines,
    confirmed: a.verdict?.failed === false && b.verdict?.failed === true,
  };
  await writeFile(join(scratch, "pair", "diff.json"), jsonText({ ...report, fails: criterionText(criterion), diff: diff.document }));
  const picture = async (side: string, { scenario, answer }: { scenario: Scenario; answer: Answer | null }) => ({
    data: await pictureIn(join(scratch, "pair", side)),
    width: scenario.video.width,
    height: scenario.video.height,
    truth: answer?.truth.filter((record) => record.frame === frame && record.visibility > 0) ?? [],
    found: answer?.detections.filter((one) => one.frame === frame && one.confidence >= judging.confidence) ?? [],
  });
  const pictures = { a: await picture("a", a), b: await picture("b", b) };
  await folder.install(join(scratch, "pair"), name);
  return { report, pictures };
}

/** The small picture of a bundle as a `data:` address; null if it has none. */
async function pictureIn(folder: string): Promise<string | null> {
  for (const [name, type] of [
    ["thumbnail.jpg", "image/jpeg"],
    ["frame.png", "image/png"],
  ] as const)
    try {
      return `data:${type};base64,${(await readFile(join(folder, name))).toString("base64")}`;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  return null;
}

/** Pairs of an earlier run that this one did not find. */
async function removeOtherPairs(out: string, count: number): Promise<void> {
  const names = await readdir(join(out, "pairs")).catch(() => []);
  for (const name of names) if (/^\d{2,}$/.test(name) && Number(name) > count) await removeFolder(join(out, "pairs", name));
}

/** What was found in every weather of every severity, as far as an earlier run has not tried it. */
async function weatherMap(job: SearchJob, journal: JournalFile): Promise<WeatherCells[]> {
  const { problem, say } = job;
  say("trying every weather");
  const found: WeatherCells[] = [];
  for (const { id, scenario } of weatherVariants(problem.scenario)) {
    let known = journal.known.weathers.get(id);
    if (!known) {
      const answer = await answerOrNull(job, scenario, id);
      if (answer === null) continue;
      const sightings = sightingsOf(scenario, answer, problem.judging);
      known = { weather: id, cells: cellsOf(scenario, sightings) };
      journal.add(known);
    }
    found.push({ ...known, scenario });
  }
  return found;
}

/** Null, and told, if the detector fails at a scenario: the rest of the output is still worth having. */
async function answerOrNull({ problem, signal, say }: SearchJob, scenario: Scenario, name: string): Promise<Answer | null> {
  try {
    return await problem.detector.answer(scenario, signal);
  } catch (error) {
    if (!(error instanceof DetectorError)) throw error;
    say(`no answer in ${name}: ${error.message}`);
    return null;
  }
}

type WeatherCells = EvaluatedWeather & { readonly scenario: Scenario };

/** The heat map, and the scenarios to which its cells lead. */
async function writeExamples(
  { problem }: SearchJob,
  folder: SearchFolder,
  evaluated: readonly Evaluated[],
  weathers: readonly WeatherCells[],
): Promise<SearchReport["heat_map"]> {
  const { axes } = problem;
  const points = new Map(evaluated.map((one) => [one.point.join("-"), one]));
  const cells = heatMapOf([
    ...[...points].flatMap(([scenario, one]) => ("cells" in one ? [{ scenario, cells: one.cells }] : [])),
    ...weathers.map(({ weather, cells: found }) => ({ scenario: weather, cells: found })),
  ]);
  const scratch = await folder.scratch();
  const written = new Set<string>();
  const map: SearchReport["heat_map"][number][] = [];
  for (const { example, ...cell } of cells) {
    const file = `${example.scenario}.scenario.json`;
    const point = points.get(example.scenario)?.point;
    const shown = point
      ? scenarioAt(problem.scenario, axes, point)
      : weathers.find(({ weather }) => weather === example.scenario)?.scenario;
    if (shown && !written.has(file)) await writeFile(join(scratch, file), serializeScenario(shown));
    written.add(file);
    const values = point ? namedValues(axes, point) : [{ name: "weather", value: example.scenario.replace("-", " ") }];
    map.push({
      ...cell,
      example: { values, frame: example.frame, track: example.track, missed: example.isMissed, scenario: `examples/${file}` },
    });
  }
  await folder.install(scratch, "examples");
  return map;
}
