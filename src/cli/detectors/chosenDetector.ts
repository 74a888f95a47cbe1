import { availableParallelism, totalmem } from "node:os";
import { listed } from "@/core/text";
import { meaningOf, type ClassMap } from "@/detectors/classes/classMap";
import { USUAL_CONFIDENCE } from "@/detectors/classes/roadUsers";
import type { Detector } from "@/detectors/detector";
import { lanesFor, type Machine } from "@/detectors/lanes/lanesFor";
import { openInWorker } from "@/detectors/lanes/workerLane";
import { describeOnnx } from "@/detectors/onnx/onnxDetector";
import type { OnnxOptions } from "@/detectors/onnx/plan/options";
import { runDetector, type DetectorResult, type DetectorRun } from "@/detectors/run/runDetector";
import type { DetectorSource } from "@/detectors/source";
import { UsageError } from "../errors";
import { readBuiltinFiles } from "./builtinFiles";
import { nodeLane } from "./nodeLane";
import { flagOf, givenOnnxFlag, onnxOptionsOf, type OnnxFlags } from "./onnxFlags";
import { isModelFile, readOnnxFiles, readOnnxRuntime } from "./onnxInput";
import { USUAL_PROGRAM_LIMIT_MS, openProgram, runProgram } from "./program/runProgram";

/** What the command line says about the detector. */
export type DetectorChoice = {
  /** `builtin`, or an ONNX file. */
  readonly model?: string;
  /** A program of the user's. */
  readonly command?: string;
  readonly lanes?: number;
  /** Seconds that it may take for an answer. */
  readonly timeout?: number;
  /** Undefined if the user does not say. */
  readonly confidence?: number;
  readonly classMap: ClassMap;
} & OnnxFlags;

/** A run's pictures and listeners; the detector is known already. */
type Work = Omit<DetectorRun, "open" | "lanes" | "answerLimitMs">;

/** The detector that the command line names, not yet running. */
export type ChosenDetector = {
  /** Objects below it are to be left out: what the user says, in whatever way, or else the usual. */
  readonly confidence: number;
  /** What the user decides about an ONNX model. */
  readonly options: OnnxOptions;
  /** Opens one more lane. */
  readonly open: (signal: AbortSignal) => Promise<Detector>;
  /** Shows it pictures, with as many lanes as are useful. Ends with notes on what was odd, in sentences. */
  readonly run: (work: Work) => Promise<DetectorResult & { readonly notes: readonly string[] }>;
};

export const BUILTIN = "builtin";

/** @throws UsageError if there is no such detector, or an option does not fit it; DetectorError if it cannot be used */
export async function chosenDetector(choice: DetectorChoice): Promise<ChosenDetector> {
  const { command, model = BUILTIN, timeout } = choice;
  if (command !== undefined) return chosenProgram(command, choice);
  const { source, confidence } = await sourceOf(model, choice);
  const { lanes = lanesFor(bytesOf(source), thisMachine()) } = choice;
  const open = (signal: AbortSignal) => openInWorker(nodeLane(), source, signal);
  const limit = timeout === undefined ? {} : { answerLimitMs: timeout * 1000 };
  const options = source.kind === "onnx" ? source.options : {};
  return { confidence, options, open, run: async (work) => ({ ...(await runDetector({ ...work, ...limit, open, lanes })), notes: [] }) };
}

/** The model, with its weights. */
export function bytesOf({ kind, files }: DetectorSource): number {
  if (kind === "builtin") return files.weights.length;
  return [...files.weights.values()].reduce((sum, { length }) => sum + length, files.model.length);
}

/** This machine, or as much of it as its container allows. */
export function thisMachine(): Machine {
  const allowed = process.constrainedMemory();
  const bytes = allowed > 0 ? Math.min(totalmem(), allowed) : totalmem();
  return { cores: availableParallelism(), memoryGB: bytes / 2 ** 30 };
}

function chosenProgram(command: string, choice: DetectorChoice): ChosenDetector {
  const unfit = choice.model !== undefined ? "--model" : choice.lanes !== undefined ? "--lanes" : givenOnnxFlag(choice);
  if (unfit !== undefined) throw new UsageError(`${unfit} is not for programs (--command); omit one of them`);
  if (command.trim() === "") throw new UsageError('--command is empty; write it as in a terminal, such as "python my.py"');
  const options = { command, limitMs: choice.timeout === undefined ? USUAL_PROGRAM_LIMIT_MS : choice.timeout * 1000 };
  const { confidence = USUAL_CONFIDENCE } = choice;
  return { confidence, options: {}, open: () => Promise.resolve(openProgram(options)), run: (work) => runProgram(options, work) };
}

async function sourceOf(model: string, choice: DetectorChoice): Promise<{ source: DetectorSource; confidence: number }> {
  if (model === BUILTIN) {
    const flag = givenOnnxFlag(choice);
    if (flag !== undefined) throw new UsageError(`${flag} is for ONNX models; name one with --model FILE.onnx, or omit it`);
    return { source: { kind: "builtin", files: await readBuiltinFiles() }, confidence: choice.confidence ?? USUAL_CONFIDENCE };
  }
  if (!isModelFile(model)) throw new UsageError(`--model ${model} is unknown; use ${BUILTIN}, or name an ONNX file (.onnx)`);
  const { confidence, ...read } = await readOwnModel(model, choice);
  return { source: { kind: "onnx", ...read, wasm: await readOnnxRuntime() }, confidence };
}

/**
 * A user's ONNX model and what the user decides about it.
 * @returns also the confidence below which objects are left out, wherever it is said
 * @throws UsageError if it or an option's file is missing, or it finds no road users; DetectorError if it cannot be used
 */
export async function readOwnModel(model: string, choice: Omit<DetectorChoice, "model">) {
  const options = await onnxOptionsOf(choice, choice.confidence);
  const files = await readOnnxFiles(model);
  const { plan } = describeOnnx(files.name, files.model, options);
  assertRoadUsers(model, [...plan.classes.values()], choice.classMap);
  return { files, options, confidence: plan.head.confidence };
}

/** Whatever a model finds would be left out if none of its classes meant a road user. */
function assertRoadUsers(model: string, labels: readonly string[], classMap: ClassMap): void {
  if (labels.some((label) => meaningOf(label, classMap) !== "ignore")) return;
  throw new UsageError(
    `${model}: none of the model's classes (${listed(labels, 5)}) is known as a road user; say what they mean in a JSON file, ` +
      `such as {"${labels[0] ?? "walker"}": "pedestrian"} (${flagOf("classMap")} FILE)`,
  );
}
