import { InvalidArgumentError, Option, type Command } from "commander";
import { join } from "node:path";
import { z } from "zod";
import { evaluateDetections } from "@/detection";
import { evaluationHtml } from "@/reports/evaluation";
import { onlyClass, readDetections, type ReadOptions } from "@/formats/detections";
import { conditionName, conditionsAt } from "@/core/weather";
import { COCO_CATEGORIES, KITTI_CLASSES, MOT_CLASSES } from "@/formats";
import { readBundleRecording, readBundleText, readBundleTruth } from "../bundle/bundleFolder";
import { UsageError } from "../errors";
import { readInputText } from "../files/input";
import { assertOutputs, isStandardOutput, writeOutput } from "../files/output";

type Options = {
  toleranceMs: number;
  iou: number;
  confidence: number;
  match: "auto" | "boxes" | "times";
  motOrigin: "0" | "1";
  classLabel?: string;
  report?: string;
  html?: string;
  json?: boolean;
};

const MAX_DETECTION_BYTES = 512 * 1024 * 1024;

/** Adds `jaywalk evaluate`. */
export function addEvaluateCommand(program: Command): void {
  program
    .command("evaluate <BUNDLE_DIR> <DETECTIONS>")
    .description(
      "score a detector's output (Jaywalk's JSON, NDJSON or CSV, or COCO, MOTChallenge or KITTI results; " +
        "- for standard input) against a bundle's ground truth",
    )
    .option("--tolerance-ms <N>", "maximum time difference, used where there are no boxes", nonNegativeNumber, 100)
    .option("--iou <X>", "minimum overlap of boxes", fromNothingToOne, 0.5)
    .option("--confidence <X>", "ignore detections below this confidence", fromNothingToOne, 0)
    .addOption(new Option("--match <BY>", "what to compare").choices(["auto", "boxes", "times"]).default("auto"))
    .addOption(new Option("--mot-origin <N>", "number of the first pixel in MOT results").choices(["0", "1"]).default("1"))
    .option("--class-label <NAME>", "class of MOT results without one; defaults to the ground truth's class if it has only one")
    .option("--report <FILE>", "write the whole report as JSON (- for standard output)")
    .option("--html <FILE>", "write the report as one HTML file (- for standard output)")
    .option("--json", "end with one JSON object on stdout")
    .action(async (folder: string, file: string, options: Options) => {
      await assertOutputs(
        { "--report": options.report, "--html": options.html },
        { folders: { "the bundle": folder }, files: { "the detector's output": file } },
        { "--json": options.json },
      );
      const [recording, truth, text] = await Promise.all([
        readBundleRecording(folder),
        readBundleTruth(folder),
        readInputText(file, { what: "the detector's output", mostBytes: MAX_DETECTION_BYTES, advice: "split it by video" }),
      ]);
      const { detections, notes, pixelOrigin } = readDetections(text, file, await readOptions(folder, options, onlyClass(truth.records)));
      const evaluated = evaluateDetections(truth.records, detections, {
        fps: recording.video.fps,
        picture: recording.video,
        durationFrames: recording.video.durationFrames,
        ignoreRegions: truth.ignoreRegions,
        matchBy: options.match,
        iou: options.iou,
        toleranceMs: options.toleranceMs,
        confidenceThreshold: options.confidence,
        pixelOrigin,
        weatherAt: (frame) => conditionName(conditionsAt(recording, frame)),
      });
      const report = { ...evaluated.report, notes: [...notes, ...evaluated.report.notes] };
      if (options.report !== undefined) await writeOutput("--report", options.report, `${JSON.stringify(report, null, 1)}\n`);
      if (options.html !== undefined) await writeOutput("--html", options.html, evaluationHtml(report, recording.name));
      for (const note of report.notes) process.stderr.write(`note: ${note}\n`);
      const { overall, tracking, totals } = report;
      if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
      else
        ([options.report, options.html].some(isStandardOutput) ? process.stderr : process.stdout).write(
          `${totals.truth} objects, ${totals.detections} detections: ` +
            `precision ${overall.precision.toFixed(3)}, recall ${overall.recall.toFixed(3)}, ` +
            `F1 ${overall.f1.toFixed(3)}, AP ${overall.average_precision?.toFixed(3) ?? "none (no objects)"}` +
            `${tracking ? inTracking(tracking.overall) : ""}\n`,
        );
    });
}

function inTracking({ hota, mota, idf1 }: { hota: number; mota: number; idf1: number }): string {
  return `, HOTA ${hota.toFixed(3)}, MOTA ${mota.toFixed(3)}, IDF1 ${idf1.toFixed(3)}`;
}

const cocoSchema = z.object({
  images: z.array(z.object({ id: z.number(), frame: z.number() })),
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
});

/** What the bundle itself says about the numbers in the detector's file. */
async function readOptions(folder: string, { motOrigin, classLabel }: Options, onlyClassOfTruth: string | undefined): Promise<ReadOptions> {
  const mot = {
    classes: Object.fromEntries(Object.entries(MOT_CLASSES).map(([name, number]) => [number, name])),
    pixelOrigin: motOrigin === "0" ? (0 as const) : (1 as const),
    classLabel: classLabel ?? onlyClassOfTruth,
  };
  const kitti = { classes: KITTI_CLASSES };
  let text: string;
  try {
    text = await readBundleText(folder, "annotations/coco.json");
  } catch {
    // Image ids and categories are the same in every export.
    return {
      mot,
      kitti,
      coco: {
        categories: Object.fromEntries(COCO_CATEGORIES.map(({ id, name }) => [id, name])),
        frameOf: (id) => (Number.isSafeInteger(id) && id >= 1 ? id - 1 : undefined),
      },
    };
  }
  const { data } = cocoSchema.safeParse(jsonOf(text));
  if (!data)
    throw new UsageError(
      `${join(folder, "annotations/coco.json")} is not what render wrote; run jaywalk lint on the bundle, or render it again`,
    );
  const { images, categories } = data;
  const frames = new Map(images.map(({ id, frame }) => [id, frame]));
  return {
    mot,
    kitti,
    coco: { categories: Object.fromEntries(categories.map(({ id, name }) => [id, name])), frameOf: (id) => frames.get(id) },
  };
}

/** Null if a text is not JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function nonNegativeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && Number.isFinite(value))) throw new InvalidArgumentError("Give a number, 0 or more.");
  return value;
}

function fromNothingToOne(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1)) throw new InvalidArgumentError("Give a number from 0 to 1.");
  return value;
}
