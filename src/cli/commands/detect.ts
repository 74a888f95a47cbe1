import { Option, type Command } from "commander";
import { USUAL_CONFIDENCE, roadUsersOf } from "@/detectors/classes/roadUsers";
import { countOf } from "@/detectors/picture/ffmpegBatches";
import type { FrameObjects } from "@/detectors/run/runDetector";
import { trackRoadUsers } from "@/detectors/tracking/trackRoadUsers";
import type { RunProgress } from "@/detectors/run/progress";
import { counted } from "@/core/text";
import { secondsOf } from "@/core/timeline";
import { bundleFile, readBundleRecording } from "../bundle/bundleFolder";
import { BUILTIN, chosenDetector } from "../detectors/chosenDetector";
import { readClassMap } from "../detectors/classMapInput";
import { describeModel } from "../detectors/describeModel";
import { sayIfUnknownView } from "../detectors/unknownViews";
import { addOnnxFlags, onnxOptionsOf, type OnnxFlags } from "../detectors/onnxFlags";
import { keepingAnswers } from "../detectors/keepAnswers";
import { labelsLeftOut } from "../detectors/labelsLeftOut";
import { outputContent, rateNotes, type DetectorOutput } from "../detectors/results";
import type { WantedFrames } from "../detectors/videoFrames";
import { framesOfVideo } from "../detectors/videoDecoder";
import { OUTPUT_FORMATS, outputFormat, type OutputFormat } from "../detections/outputFormat";
import { UsageError } from "../errors";
import { assertOutputs, isStandardOutput, writeOutput } from "../files/output";
import { fromNothingToOne, parseSeconds, wholeNumber } from "../render/options";

type Options = {
  readonly out?: string;
  readonly model?: string;
  readonly command?: string;
  readonly timeout?: number;
  readonly describe?: boolean;
  readonly every: number;
  readonly confidence?: number;
  readonly classMap?: string;
  readonly track?: boolean;
  readonly lanes?: number;
  readonly format?: OutputFormat;
  readonly motOrigin: "0" | "1";
  readonly json?: boolean;
} & OnnxFlags;

/** Adds `jaywalk detect`. */
export function addDetectCommand(program: Command): void {
  const command = program
    .command("detect [BUNDLE_DIR]")
    .description("run a real detector on a bundle's video; evaluate scores what it writes")
    .option("--out <FILE>", "file for the detections: .json, .ndjson, .csv, or results with --format; - for standard output")
    .option("--model <NAME|FILE>", `the detector: ${BUILTIN} (the default), or an ONNX file of your own`)
    .option(
      "--command <PROGRAM>",
      'a program of your own instead, such as "python my.py": docs/detectors.md tells what it gets and answers',
    )
    .option("--timeout <SECONDS>", "how long the detector may take for an answer; defaults to 120", parseSeconds)
    .option("--describe", "with --model FILE: tell how the model would be run and why, and stop")
    .option("--every <N>", "look at every Nth frame only", wholeNumber(1), 1)
    .option("--confidence <X>", `leave out detections below this confidence; defaults to ${USUAL_CONFIDENCE}`, fromNothingToOne)
    .option("--class-map <FILE>", 'JSON file that says which road users the detector\'s classes are, such as {"walker": "pedestrian"}')
    .option("--track", "give detections track ids by a simple tracker if the detector gives none; MOT results always have them")
    .option(
      "--lanes <N>",
      "number of detectors side by side; defaults to one per core, up to 8, as far as memory allows",
      wholeNumber(1, 64),
    )
    .addOption(
      new Option("--format <NAME>", "file format: results for evaluators; defaults to the file's extension").choices(OUTPUT_FORMATS),
    )
    .addOption(new Option("--mot-origin <N>", "number of the first pixel in MOT results").choices(["0", "1"]).default("1"))
    .option("--json", "end with one JSON object on stdout")
    .optionsGroup("ONNX models (what is left out is guessed from the model: see --describe):");
  addOnnxFlags(command).action(async (folder: string | undefined, options: Options) => {
    if (options.describe) return describe(options);
    if (folder === undefined) throw new UsageError("name the bundle's folder, as written by render --out");
    if (options.out === undefined) throw new UsageError("name a file for the detections with --out, or - for standard output");
    return detect(folder, options.out, options);
  });
}

async function describe({ model, confidence, json, ...flags }: Options): Promise<void> {
  if (model === undefined || model === BUILTIN)
    throw new UsageError("--describe tells how an ONNX model would be run; name one with --model FILE");
  process.stdout.write(await describeModel(model, await onnxOptionsOf(flags, confidence), json === true));
}

async function detect(folder: string, out: string, options: Options): Promise<void> {
  const { every } = options;
  const format = outputFormat(out, options.format) ?? "ndjson";
  const files = {
    "the model": options.model === BUILTIN ? undefined : options.model,
    "the class map": options.classMap,
    "the file of --onnx-options": options.onnxOptions,
    "the file of --classes": options.classes,
  };
  await assertOutputs({ "--out": out }, { folders: { "the bundle": folder }, files }, { "--json": options.json });
  const [recording, classMap] = await Promise.all([readBundleRecording(folder), readClassMap(options.classMap)]);
  const { video } = recording;
  const detector = await chosenDetector({ ...options, classMap });
  const { confidence } = detector;
  if (options.command === undefined) sayIfUnknownView(recording);
  const { width, height, durationFrames: frames, fps } = video;
  const wanted: WantedFrames = { file: await bundleFile(folder, "video.mp4"), width, height, fps, frames, every };
  const outputOf = (about: DetectorOutput["detector"], found: readonly FrameObjects[]): DetectorOutput => {
    const reported = found.flatMap((one) =>
      roadUsersOf(one.objects, { picture: one, frame: one.frame, timestamp: secondsOf(one.frame, fps), classMap, confidence }),
    );
    const detections = options.track === true || format === "mot" ? trackRoadUsers(reported) : reported;
    return { detector: about, video: { width, height, fps, frames }, every, min_confidence: confidence, detections };
  };
  const contentOf = (output: DetectorOutput) => outputContent(format, output, { motOrigin: options.motOrigin === "0" ? 0 : 1 });
  const name = options.command ?? options.model ?? BUILTIN;
  const unfinished: DetectorOutput["detector"] = { name, version: "", digest: null, classes: [], input: "" };
  const kept = { out, total: countOf(wanted), contentOf: (found: readonly FrameObjects[]) => contentOf(outputOf(unfinished, found)) };
  const started = performance.now();
  const { result, seconds, detections } = await keepingAnswers(kept, async ({ signal, onFrame }) => {
    const pictures = framesOfVideo(wanted, signal);
    const result = await detector.run({ pictures, total: countOf(wanted), signal, onFrame, onProgress: progressLine() });
    const seconds = (performance.now() - started) / 1000;
    const output = outputOf(result.detector, result.frames);
    await writeOutput("--out", out, contentOf(output));
    return { result, seconds, detections: output.detections };
  });
  const notes = [...result.notes, ...labelsLeftOut(result.frames, classMap, detections.length), ...rateNotes(format, every)];
  for (const note of notes) process.stderr.write(`note: ${note}\n`);
  const looked = result.frames.length;
  if (options.json) {
    const told = { out, detector: result.detector, frames: looked, every, lanes: result.lanes, detections: detections.length };
    process.stdout.write(`${JSON.stringify({ ...told, timings: { total_s: performance.now() / 1000, detect_s: seconds } })}\n`);
  } else
    (isStandardOutput(out) ? process.stderr : process.stdout).write(
      `${counted(detections.length, "detection")} in ${counted(looked, "frame")} by ${result.detector.name}, ` +
        `${((seconds * 1000) / Math.max(1, looked)).toFixed(0)} ms a frame\n`,
    );
}

/** Shows progress on stderr: one line that is rewritten on a terminal, an occasional line elsewhere. */
function progressLine(): (progress: RunProgress) => void {
  let shown = -1;
  return ({ done, total, framesPerSecond, secondsLeft }) => {
    const tenth = Math.floor((done / total) * 10);
    const left = secondsLeft === null ? "" : `, ${Math.ceil(secondsLeft)} s left`;
    const text = `detecting ${done}/${total} frames, ${framesPerSecond.toFixed(1)} frames/s${left}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}${done === total ? "\n" : ""}`);
    else if (tenth !== shown) process.stderr.write(`${text}\n`);
    shown = tenth;
  };
}
