import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Option, type Command } from "commander";
import { counted } from "@/core/text";
import type { ParameterValues } from "@/core/variation";
import {
  SearchError,
  USUAL_JUDGING,
  assertJudgeable,
  assertPossible,
  axesOf,
  mergedJournal,
  parseCriterion,
  readJournal,
  readJournalHead,
} from "@/search";
import { SEARCH_FIGURES, SEARCH_REPORT } from "@/search/files";
import packageDocument from "../../../package.json";
import { sayIfUnknownView } from "../detectors/unknownViews";
import { addOnnxFlagsBesideIou, onnxFlagsBesideIou, type OnnxFlags } from "../detectors/onnxFlags";
import { UsageError } from "../errors";
import { isMissing } from "../files/atomic";
import { assertFolderCanBeFilled } from "../files/output";
import { MOST_SEED, setOption, wholeNumber } from "../render/options";
import { readScenarioInput } from "../render/scenarioInput";
import { openDetectorUnderTest, SIMULATED } from "../search/detector";
import { SEARCH_JOURNAL, SearchFolder } from "../search/folder";
import { parseBudget, parseSearchShard, readVariables, share, type Budget } from "../search/options";
import { truthRenderer, type PairRenderer } from "../search/pairFolder";
import { runSearch } from "../search/run";
import { summaryLines } from "../search/summary";

/** What renders the bundles of pairs. */
export type PairRendererSource = {
  /** Identifies the app that renders. */
  readonly build: () => Promise<string>;
  readonly open: () => Promise<PairRenderer>;
};

type Options = {
  set?: ParameterValues;
  vary?: string[];
  fails?: string;
  out?: string;
  budget: Budget;
  detector: string;
  command?: string;
  classMap?: string;
  profile: string;
  every: number;
  pairs: number;
  seed: number;
  iou: number;
  confidence?: number;
  minVisibility: number;
  shard?: ReturnType<typeof parseSearchShard>;
  weatherMap?: boolean;
  video: boolean;
  json?: boolean;
} & Omit<OnnxFlags, "iou">;

/** Adds `jaywalk search` and `jaywalk search merge`. */
export function addSearchCommand(program: Command, renderers: PairRendererSource): void {
  const command = program
    .command("search")
    .argument("[SCENARIO]", "preset ID or scenario file")
    .description("find the smallest changes of a scenario that make a detector fail; an interrupted search is resumed")
    .option(
      "--vary <VARIABLE|FILE>",
      "what may vary: NAME[:TARGET]=FROM..TO[/STEP] or NAME=a,b,c, or a JSON or YAML file; can be repeated",
      (value: string, before: string[] = []) => [...before, value],
    )
    .addOption(setOption())
    .option("--fails <CONDITION>", 'what counts as failure: "missed 5 frames", "seen later than 20 m", "AP below 0.6", "recall below 0.8"')
    .option("--out <DIR>", "folder for the journal, the pairs and the report")
    .addOption(
      new Option("--budget <N|TIME>", "number of evaluations, or a time such as 10min")
        .argParser(parseBudget)
        .default({ evaluations: 200, seconds: null }, "200"),
    )
    .option("--detector <NAME|FILE>", `${SIMULATED}, or as --model of jaywalk detect: builtin, or an ONNX file`, SIMULATED)
    .option("--command <PROGRAM>", "a program of your own as detector, as for jaywalk detect")
    .option("--class-map <FILE>", "JSON file that says which road users a real detector's classes are")
    .option("--profile <NAME|FILE>", "errors of the simulated detector", "good_day_camera")
    .option("--every <N>", "show a real detector only every n-th frame", wholeNumber(1), 1)
    .option("--pairs <N>", "how many minimal pairs to look for at most", wholeNumber(1, 99), 3)
    .option("--seed <N>", "random seed", wholeNumber(0, MOST_SEED), 1)
    .option("--iou <X>", "minimum overlap of boxes", share, USUAL_JUDGING.iou)
    .option("--confidence <X>", `ignore detections below this confidence; defaults to ${USUAL_JUDGING.confidence}`, share)
    .option(
      "--min-visibility <X>",
      "objects that are less visible count neither as found nor as missed",
      share,
      USUAL_JUDGING.minVisibility,
    )
    .option("--shard <i/n>", "only part i of n of the exploration; `search merge` combines the parts", parseSearchShard)
    .option("--weather-map", "also try every weather and light in every severity, for the heat map")
    .option("--no-video", "write pairs without videos and pictures, which needs no browser")
    .option("--json", "end with one JSON object on stdout")
    .optionsGroup("ONNX models (what is left out is guessed from the model: see detect --describe):");
  addOnnxFlagsBesideIou(command).action(async (scenario: string | undefined, options: Options) => {
    await searchScenario(scenario, options, renderers);
  });
  command
    .command("merge <DIR...>")
    .description("combine the journals of shards; then run the search in that folder to finish it")
    .action(async (parts: string[], _own: object, own: Command) => {
      const { out, json } = own.optsWithGlobals<Options>();
      await merge(parts, required(out, "--out", "the folder for the whole search"), json === true);
    });
}

function required(value: string | undefined, option: string, what: string): string {
  if (value === undefined) throw new UsageError(`${option} is missing; name ${what}`);
  return value;
}

async function searchScenario(input: string | undefined, options: Options, renderers: PairRendererSource): Promise<void> {
  const started = performance.now();
  const name = required(input, "SCENARIO", "a preset or a scenario file");
  const out = required(options.out, "--out", "the folder for journal, pairs and report");
  const fails = required(options.fails, "--fails", 'a condition such as "missed 5 frames"');
  if (!options.vary) throw new UsageError("--vary is missing; say what may vary, such as --vary severity:fog=0..5");
  const scenario = await readScenarioInput(name, options.set);
  const axes = axesOf(await naming("--vary", () => readVariables(options.vary ?? [])), scenario);
  assertPossible(scenario, axes);
  const criterion = await naming("--fails", () => Promise.resolve(parseCriterion(fails)));
  await naming("--fails", () => Promise.resolve(assertJudgeable(scenario, criterion)));
  await assertFolderCanBeFilled("--out", out);
  if (options.detector !== SIMULATED) sayIfUnknownView(scenario);
  const detector = await openDetectorUnderTest({ ...options, onnx: onnxFlagsBesideIou(options) });
  try {
    const { report, resumed } = await runSearch({
      problem: {
        scenario,
        axes,
        criterion,
        judging: { iou: options.iou, confidence: detector.confidence, minVisibility: options.minVisibility },
        detector,
      },
      out,
      seed: options.seed,
      budget: options.budget.evaluations,
      seconds: options.budget.seconds,
      pairs: options.pairs,
      shard: options.shard ?? null,
      weatherMap: options.weatherMap === true,
      build: `${packageDocument.version} (${(await renderers.build()).slice(0, 12)})`,
      openRenderer: options.video ? renderers.open : () => Promise.resolve(truthRenderer),
      signal: new AbortController().signal,
      say: (line) => process.stderr.write(`${line}\n`),
    });
    const { evaluated, failed, impossible, pairs, cut_short } = report;
    if (options.json)
      finish({
        out,
        evaluated,
        resumed,
        failed,
        impossible,
        unanswered: report.unanswered.length,
        cut_short,
        pairs: pairs.map(({ folder, variable, a, b, confirmed }) => ({
          folder: join(out, folder),
          variable,
          from: a.value,
          to: b.value,
          confirmed,
        })),
        timings: { total_s: (performance.now() - started) / 1000 },
        files: { report: join(out, SEARCH_REPORT), figures: join(out, SEARCH_FIGURES), journal: join(out, SEARCH_JOURNAL) },
      });
    else
      process.stdout.write(
        summaryLines(report, join(out, SEARCH_REPORT))
          .map((line) => `${line}\n`)
          .join(""),
      );
  } finally {
    await detector.close();
  }
}

async function naming<Result>(option: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SearchError) throw new SearchError(`${option}: ${error.message}`);
    throw error;
  }
}

async function merge(parts: readonly string[], out: string, json: boolean): Promise<void> {
  if (parts.some((part) => resolve(part) === resolve(out))) throw new UsageError(`--out ${out} is one of the shards; name another folder`);
  await assertFolderCanBeFilled("--out", out);
  const texts = await Promise.all(parts.map(async (part) => ({ name: join(part, SEARCH_JOURNAL), text: await journalText(part) })));
  const [first] = texts;
  if (!first) throw new UsageError("there is nothing to merge; name the folders of the shards");
  const head = readJournalHead(first.text, first.name);
  const journals = texts.map(({ name, text }) => readJournal(text, head, name));
  const folder = new SearchFolder(out);
  await folder.whileLocked(async () => {
    await folder.writeText(SEARCH_JOURNAL, mergedJournal(head, journals));
  });
  const evaluated = new Set(journals.flatMap((journal) => [...journal.evaluated.keys()])).size;
  if (json) finish({ out, evaluated, files: { journal: join(out, SEARCH_JOURNAL) } });
  else process.stdout.write(`${counted(evaluated, "evaluation")} merged into ${out}; run the search with --out ${out} to finish it\n`);
}

async function journalText(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, SEARCH_JOURNAL), "utf8");
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`${folder} has no ${SEARCH_JOURNAL}; name the --out folder of a search’s shard`);
    throw error;
  }
}

const finish = (result: object): void => void process.stdout.write(`${JSON.stringify(result)}\n`);
