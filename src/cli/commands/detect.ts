import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Option, type Command } from "commander";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { USUAL_CONFIDENCE, roadUsersOf } from "@/detectors/classes/roadUsers";
import { runDetector, type FrameObjects } from "@/detectors/run/runDetector";
import type { RunProgress } from "@/detectors/run/progress";
import { counted } from "@/core/text";
import { secondsOf } from "@/core/timeline";
import { readBundleRecording } from "../bundle/bundleFolder";
import { BUILTIN, chosenDetector } from "../detectors/chosenDetector";
import { outputContent, type DetectorOutput } from "../detectors/results";
import { countOf, type WantedFrames } from "../detectors/videoFrames";
import { framesOfVideo } from "../detectors/videoDecoder";
import { OUTPUT_FORMATS, outputFormat, type OutputFormat } from "../detections/outputFormat";
import { assertOutputs, isStandardOutput, writeOutput } from "../files/output";
import { fromNothingToOne, wholeNumber } from "../render/options";

type Options = {
  readonly out: string;
  readonly model: string;
  readonly every: number;
  readonly confidence: number;
  readonly lanes?: number;
  readonly format?: OutputFormat;
  readonly motOrigin: "0" | "1";
  readonly json?: boolean;
};

/** Adds `jaywalk detect`. */
export function addDetectCommand(program: Command): void {
  program
    .command("detect <BUNDLE_DIR>")
    .description("run a real detector on a bundle's video; evaluate scores what it writes")
    .requiredOption("--out <FILE>", "file for the detections: .json, .ndjson, .csv, or results with --format; - for standard output")
    .option("--model <NAME>", `the detector: ${BUILTIN}`, BUILTIN)
    .option("--every <N>", "look at every Nth frame only", wholeNumber(1), 1)
    .option("--confidence <X>", "leave out detections below this confidence", fromNothingToOne, USUAL_CONFIDENCE)
    .option("--lanes <N>", "number of detectors side by side; defaults to one per core", wholeNumber(1, 64))
    .addOption(
      new Option("--format <NAME>", "file format: results for evaluators; defaults to the file's extension").choices(OUTPUT_FORMATS),
    )
    .addOption(new Option("--mot-origin <N>", "number of the first pixel in MOT results").choices(["0", "1"]).default("1"))
    .option("--json", "end with one JSON object on stdout")
    .action(async (folder: string, options: Options) => {
      const format = outputFormat(options.out, options.format) ?? "ndjson";
      await assertOutputs({ "--out": options.out }, { folders: { "the bundle": folder }, files: {} }, { "--json": options.json });
      const { video, scene, isRoad } = await readBundleRecording(folder);
      if (!isRoad && scene.kind === "in_cabin") process.stderr.write(`note: ${IN_CABIN_NOTE}\n`);
      const { open } = await chosenDetector(options);
      const { width, height, durationFrames: frames, fps } = video;
      const wanted: WantedFrames = { file: join(folder, "video.mp4"), width, height, fps, frames, every: options.every };
      const cancel = new AbortController();
      const started = performance.now();
      const result = await runDetector({
        open,
        lanes: options.lanes ?? availableParallelism(),
        pictures: framesOfVideo(wanted, cancel.signal),
        total: countOf(wanted),
        signal: cancel.signal,
        onProgress: progressLine(),
      });
      const seconds = (performance.now() - started) / 1000;
      const detections = result.frames.flatMap((found: FrameObjects) =>
        roadUsersOf(found.objects, {
          picture: found,
          frame: found.frame,
          timestamp: secondsOf(found.frame, fps),
          classMap: USUAL_CLASS_MAP,
          confidence: options.confidence,
        }),
      );
      const output: DetectorOutput = {
        detector: result.detector,
        video: { width, height, fps, frames },
        every: options.every,
        confidence: options.confidence,
        detections,
      };
      await writeOutput("--out", options.out, outputContent(format, output, { motOrigin: options.motOrigin === "0" ? 0 : 1 }));
      const looked = result.frames.length;
      if (options.json) {
        const { detector, every } = output;
        const told = { out: options.out, detector, frames: looked, every, lanes: result.lanes, detections: detections.length };
        process.stdout.write(`${JSON.stringify({ ...told, timings: { total_s: performance.now() / 1000, detect_s: seconds } })}\n`);
      } else
        (isStandardOutput(options.out) ? process.stderr : process.stdout).write(
          `${counted(detections.length, "detection")} in ${counted(looked, "frame")} by ${result.detector.name}, ` +
            `${((seconds * 1000) / Math.max(1, looked)).toFixed(0)} ms a frame\n`,
        );
    });
}

const IN_CABIN_NOTE =
  "detectors trained on COCO know streets, not views into a car's cabin: expect them to find little of this scene; " +
  "a distracted driver is a “person” to them";

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
