import { InvalidArgumentError, type Command } from "commander";
import { annotatedActors } from "@/core/document";
import { counted, jsonText } from "@/core/text";
import { PRESETS } from "@/presets";
import { USUAL_JUDGING, weatherVariants, type Judging } from "@/search";
import type { CountedVariant } from "@/search/coverage/recallJournal";
import { recallMarkdown } from "@/search/coverage/recallTable";
import packageDocument from "../../../package.json";
import type { ParameterValues } from "@/core/variation";
import { sayIfUnknownView } from "../detectors/unknownViews";
import { addOnnxFlagsBesideIou, onnxFlagsBesideIou, type OnnxFlags } from "../detectors/onnxFlags";
import { UsageError } from "../errors";
import { assertOutputs, endingOf, isStandardOutput, writeOutput } from "../files/output";
import { MOST_SEED, setOption, wholeNumber } from "../render/options";
import { readScenarioInput } from "../render/scenarioInput";
import { SIMULATED, openDetectorUnderTest } from "../search/detector";
import { countVariants, openRecallJournal } from "../search/recallCounts";
import { share } from "../search/options";

type Options = {
  set?: ParameterValues;
  out: string;
  detector: string;
  command?: string;
  classMap?: string;
  profile: string;
  every: number;
  frames?: number;
  journal?: string;
  severities: number[];
  seed: number;
  iou: number;
  confidence?: number;
  minVisibility: number;
} & Omit<OnnxFlags, "iou">;

/** Adds `jaywalk recall`. @param build identifies the app that draws */
export function addRecallCommand(program: Command, build: () => Promise<string>): void {
  const recall = program
    .command("recall")
    .argument("[SCENARIO...]", "preset IDs or scenario files; defaults to every preset with annotated actors")
    .description("show a detector scenarios in every weather and light, and tell its recall and false positives")
    .requiredOption("--out <FILE>", "the tables: .md for Markdown, .json for the counts; - for Markdown on standard output")
    .addOption(setOption())
    .option("--severities <LIST>", "severities from 1 to 5, separated by commas", parseSeverities, [1, 2, 3, 4, 5])
    .option("--detector <NAME|FILE>", `${SIMULATED}, or as --model of jaywalk detect: builtin, or an ONNX file`, SIMULATED)
    .option("--command <PROGRAM>", "a program of your own as detector, as for jaywalk detect")
    .option("--class-map <FILE>", "JSON file that says which road users a real detector's classes are")
    .option("--profile <NAME|FILE>", "errors of the simulated detector", "good_day_camera")
    .option("--every <N>", "show a real detector only every n-th frame", wholeNumber(1), 1)
    .option("--frames <N>", "instead, show it about so many frames of each scenario, evenly spaced", wholeNumber(1))
    .option("--journal <FILE>", "keep what has been counted in this file; run the same command again to resume")
    .option("--seed <N>", "random seed of the simulated detector", wholeNumber(0, MOST_SEED), 1)
    .option("--iou <X>", "minimum overlap of boxes", share, USUAL_JUDGING.iou)
    .option("--confidence <X>", `ignore detections below this confidence; defaults to ${USUAL_JUDGING.confidence}`, share)
    .option("--min-visibility <X>", "leave out objects that are less visible", share, USUAL_JUDGING.minVisibility)
    .optionsGroup("ONNX models (what is left out is guessed from the model: see detect --describe):");
  addOnnxFlagsBesideIou(recall).action(async (names: string[], options: Options) => {
    const ending = endingOf("--out", options.out, [".md", ".json"]);
    if (ending === null && !isStandardOutput(options.out))
      throw new UsageError(`--out: ${options.out} has no extension that shows its format; name it .md or .json`);
    await assertOutputs({ "--out": options.out }, { folders: {}, files: {} }, {});
    const every = PRESETS.filter(({ scenario }) => annotatedActors(scenario).length > 0);
    const scenarios =
      names.length === 0
        ? every.map(({ id, scenario }) => ({ name: id, scenario }))
        : await Promise.all(names.map(async (name) => ({ name, scenario: await readScenarioInput(name, options.set) })));
    if (options.detector !== SIMULATED) for (const { scenario } of scenarios) sayIfUnknownView(scenario);
    const detector = await openDetectorUnderTest({ ...options, onnx: onnxFlagsBesideIou(options) });
    const judging: Judging = { iou: options.iou, confidence: detector.confidence, minVisibility: options.minVisibility };
    let counts: CountedVariant[];
    try {
      const journal = await openRecallJournal(options.journal, detector, judging, build);
      const wanted = scenarios.flatMap(({ name, scenario }) =>
        weatherVariants(scenario)
          .filter(({ severity }) => severity === 0 || options.severities.includes(severity))
          .map((variant) => ({ ...variant, name })),
      );
      counts = await countVariants(wanted, detector, judging, journal, (line) => process.stderr.write(`${line}\n`));
    } finally {
      await detector.close();
    }
    const frames = counts.reduce((sum, count) => sum + count.frames, 0);
    const cpu = counts.reduce((sum, count) => sum + count.cpu, 0);
    const head = {
      detector: detector.description,
      build: packageDocument.version,
      judging: `overlap ${judging.iou}, confidence ${judging.confidence}, visibility ${judging.minVisibility} or more`,
      cost: `${counted(frames, "frame")}, ${Math.ceil(cpu / 60)} min of CPU time (without the browser that draws pictures)`,
      command: commandText(names, options),
    };
    const plain = counts.map(({ scenario, isRoad, condition, severity, seen, found, clear, falsePositives, frames: shown }) => ({
      ...{ scenario, isRoad, condition, severity, seen, found, clear, falsePositives },
      frames: shown,
    }));
    await writeOutput(
      "--out",
      options.out,
      ending === ".json" ? jsonText({ ...head, counts: plain }) : recallMarkdown(head, plain, options.severities),
    );
  });
}

/** The command that makes the same tables. */
function commandText(names: readonly string[], { detector, command, profile, every, frames, severities }: Options): string {
  const real = command === undefined ? `--detector ${detector}` : `--command "${command}"`;
  const list = severities.join();
  return [
    "jaywalk recall",
    ...names,
    command === undefined && detector === SIMULATED ? `--profile ${profile}` : real,
    ...(every === 1 ? [] : [`--every ${every}`]),
    ...(frames === undefined ? [] : [`--frames ${frames}`]),
    ...(list === "1,2,3,4,5" ? [] : [`--severities ${list}`]),
  ].join(" ");
}

function parseSeverities(text: string): number[] {
  const severities = [...new Set(text.split(",").map((part) => Number(part.trim())))].sort((a, b) => a - b);
  if (severities.every((severity) => Number.isInteger(severity) && severity >= 1 && severity <= 5)) return severities;
  throw new InvalidArgumentError("Give whole numbers from 1 to 5, separated by commas.");
}
