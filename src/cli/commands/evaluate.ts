import { InvalidArgumentError, Option, type Command } from "commander";
import { counted } from "@/core/text";
import { type EvaluationReport, type TotalReport, evaluateDetections, evaluateVideos } from "@/detection";
import { evaluationHtml, videosHtml } from "@/reports/evaluation";
import { type Pair, type Pairs, pairsOf } from "../evaluation/pairs";
import { type ReadVideo, readPair } from "../evaluation/readPair";
import { assertOutputs, endingOf, isStandardOutput, writeOutput } from "../files/output";
import { fromNothingToOne, wholeNumber } from "../render/options";

type Options = {
  toleranceMs: number;
  iou: number;
  confidence: number;
  match: "auto" | "boxes" | "times";
  motOrigin: "0" | "1";
  classLabel?: string;
  report?: string;
  html?: string;
  every?: number;
  json?: boolean;
};

/** Adds `jaywalk evaluate`. */
export function addEvaluateCommand(program: Command): void {
  program
    .command("evaluate <BUNDLE_DIR> <DETECTIONS> [MORE...]")
    .usage("[options] <BUNDLE_DIR> <DETECTIONS> [<BUNDLE_DIR> <DETECTIONS> ...]\n       jaywalk evaluate [options] <SUITE_DIR> <FOLDER>")
    .description(
      "score a detector's output (Jaywalk's JSON, NDJSON or CSV, or COCO, MOTChallenge or KITTI results; " +
        "- for standard input) against a bundle's ground truth; for several bundles, or a suite and a folder with a file named like " +
        "each of its videos, each video and all together",
    )
    .option("--tolerance-ms <N>", "maximum time difference, used where there are no boxes", nonNegativeNumber, 100)
    .option("--iou <X>", "minimum overlap of boxes", fromNothingToOne, 0.5)
    .option("--confidence <X>", "ignore detections below this confidence", fromNothingToOne, 0)
    .option("--every <N>", "compare every Nth frame only, as the detector saw them; JSON of jaywalk detect says so itself", wholeNumber(1))
    .addOption(new Option("--match <BY>", "what to compare").choices(["auto", "boxes", "times"]).default("auto"))
    .addOption(new Option("--mot-origin <N>", "number of the first pixel in MOT results").choices(["0", "1"]).default("1"))
    .option("--class-label <NAME>", "class of MOT results without one; defaults to the ground truth's class if it has only one")
    .option("--report <FILE>", "write the whole report as JSON (- for standard output)")
    .option("--html <FILE>", "write the report as one HTML file (- for standard output)")
    .option("--json", "end with one JSON object on stdout")
    .action(async (bundle: string, detections: string, more: string[], options: Options) => {
      const chosen = await pairsOf([bundle, detections, ...more]);
      const { pairs, several } = chosen;
      const named = (what: string, { name }: Pair) => (several ? `${what} of ${name}` : what);
      await assertOutputs(
        { "--report": options.report, "--html": options.html },
        {
          folders: Object.fromEntries(pairs.map((pair) => [named("the bundle", pair), pair.bundle])),
          files: Object.fromEntries(pairs.map((pair) => [named("the detector's output", pair), pair.detections])),
        },
        { "--json": options.json },
      );
      if (options.report !== undefined) endingOf("--report", options.report, [".json"]);
      if (options.html !== undefined) endingOf("--html", options.html, [".html", ".htm"]);
      const [first] = pairs;
      if (several || !first) await evaluateAll(chosen, options);
      else await evaluateOne(first, options);
    });
}

async function evaluateOne(pair: Pair, options: Options): Promise<void> {
  const { title, evaluated, notes } = await readPair(pair, options);
  const found = evaluateDetections(evaluated.truth, evaluated.detections, { ...evaluated.video, ...comparisonOf(options) });
  const report = { ...found.report, notes: [...notes, ...found.report.notes] };
  await write(report, () => evaluationHtml(report, title), options);
  for (const note of report.notes) process.stderr.write(`note: ${note}\n`);
  say([inWords(report)], report, options);
}

async function evaluateAll({ pairs, unused }: Pairs, options: Options): Promise<void> {
  const read: (Pair & ReadVideo)[] = [];
  for (const pair of pairs) read.push({ ...pair, ...(await readPair(pair, options)) });
  const { total, videos } = evaluateVideos(
    read.map(({ evaluated }) => evaluated),
    comparisonOf(options),
  );
  const named = videos.map((report, place) => {
    const { name = "", bundle = "", detections = "", notes = [] } = read[place] ?? {};
    return { name, bundle, detections, report: { ...report, notes: [...notes, ...report.notes] } };
  });
  const unusedNotes = unused.map((file) => `${file} has the name of no video of the suite and was not read.`);
  const report = { total: { ...total, notes: [...total.notes, ...unusedNotes] }, videos: named };
  await write(report, () => videosHtml(report.total, named), options);
  for (const note of report.total.notes) process.stderr.write(`note: ${note}\n`);
  for (const { name, report: ofVideo } of named) for (const note of ofVideo.notes) process.stderr.write(`note: ${name}: ${note}\n`);
  const lines = named.map(({ name, report: ofVideo }) => `${name}: ${inWords(ofVideo)}`);
  say([...lines, `all ${pairs.length}: ${inWords(report.total)}`], report, options);
}

function comparisonOf({ match, iou, toleranceMs, confidence }: Options) {
  return { matchBy: match, iou, toleranceMs, confidenceThreshold: confidence };
}

async function write(report: object, html: () => string, options: Options): Promise<void> {
  if (options.report !== undefined) await writeOutput("--report", options.report, `${JSON.stringify(report, null, 1)}\n`);
  if (options.html !== undefined) await writeOutput("--html", options.html, html());
}

/** Ends with one JSON object, or with lines for people. */
function say(lines: readonly string[], report: object, options: Options): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const stream = [options.report, options.html].some(isStandardOutput) ? process.stderr : process.stdout;
  for (const line of lines) stream.write(`${line}\n`);
}

function inWords({ overall, tracking, totals }: EvaluationReport | TotalReport): string {
  return (
    `${counted(totals.truth, "object")}, ${counted(totals.detections, "detection")}: ` +
    `precision ${overall.precision.toFixed(3)}, recall ${overall.recall.toFixed(3)}, ` +
    `F1 ${overall.f1.toFixed(3)}, AP ${overall.average_precision?.toFixed(3) ?? "none (no objects)"}` +
    (tracking ? inTracking(tracking.overall) : "")
  );
}

function inTracking({ hota, mota, idf1 }: { hota: number; mota: number; idf1: number }): string {
  return `, HOTA ${hota.toFixed(3)}, MOTA ${mota.toFixed(3)}, IDF1 ${idf1.toFixed(3)}`;
}

function nonNegativeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && Number.isFinite(value))) throw new InvalidArgumentError("Give a number, 0 or more.");
  return value;
}
