import { InvalidArgumentError, Option, type Command } from "commander";
import { jsonFault } from "@/core/document/jsonPlaces";
import { DetectorError } from "@/detectors/detector";
import * as onnx from "@/detectors/onnx/plan/options";
import { RESIZES } from "@/detectors/onnx/picture/placement";
import { CHANNEL_ORDERS, LAYOUTS } from "@/detectors/onnx/picture/tensor";
import { UsageError } from "../errors";
import { readInputText } from "../files/input";

/** What the command line says about an ONNX model: a file with options, and options that overrule it. */
export type OnnxFlags = Partial<Omit<onnx.OnnxOptions, "classes" | "outputs" | "confidence">> & {
  readonly onnxOptions?: string;
  /** A file of names, or the name of a known list. */
  readonly classes?: string;
};

const KEYS = [
  ...["head", "inputSize", "resize", "padding", "layout", "channels", "scale", "mean", "std", "arrangement", "boxes", "boxUnit"],
  ...["activation", "nms", "iou", "maxDetections"],
] as const;

const MOST_BYTES = 1024 * 1024;

/** Adds the options that overrule what is guessed about an ONNX model, and the one for overlapping boxes. */
export const addOnnxFlags = (command: Command): Command =>
  addOnnxFlagsBesideIou(command).option("--iou <X>", "overlap above which they are reduced", numberValue);

/** Adds those options to a command whose own `--iou` is another overlap; a file of `--onnx-options` can still have `iou`. */
export function addOnnxFlagsBesideIou(command: Command): Command {
  const choice = (flag: string, text: string, choices: readonly string[]) => new Option(`${flag} <NAME>`, text).choices(choices);
  return command
    .option("--onnx-options <FILE>", "JSON file with options of the ONNX model, named as in docs/detectors.md; those below overrule it")
    .addOption(choice("--head", "what its outputs mean", onnx.HEADS))
    .option("--input-size <WxH>", "size of its input, such as 640x640", numbers(2, "x", "640x640"))
    .addOption(choice("--resize", "how a picture fills its input", RESIZES))
    .option("--padding <N>", "value of the pixels around a letterboxed picture, 0 to 255", numberValue)
    .addOption(choice("--layout", "order of its input's axes", LAYOUTS))
    .addOption(choice("--channels", "order of its colours", CHANNEL_ORDERS))
    .option("--scale <X>", "what pixels are multiplied by, before mean and std; 1/255 makes them 0 to 1", fraction)
    .option("--mean <R,G,B>", "what is then subtracted", numbers(3, ",", "0.485,0.456,0.406"))
    .option("--std <R,G,B>", "what it is then divided by", numbers(3, ",", "0.229,0.224,0.225"))
    .addOption(choice("--arrangement", "whether each box is one of the output's rows or columns", onnx.ARRANGEMENTS))
    .addOption(choice("--boxes", "how four numbers are a box", onnx.BOX_FORMATS))
    .addOption(choice("--box-unit", "pixels of its input, or shares of it", onnx.BOX_UNITS))
    .addOption(choice("--activation", "what makes its numbers scores", onnx.ACTIVATIONS))
    .option("--classes <FILE|NAME>", `JSON file with its classes' names, or ${onnx.KNOWN_CLASSES.join(", ")}`)
    .option("--nms", "reduce overlapping boxes of a class to the most confident one")
    .option("--no-nms", "keep overlapping boxes")
    .option("--max-detections <N>", "most boxes in a frame", numberValue);
}

/** Those options of a command whose own `--iou` is another overlap. */
export function onnxFlagsBesideIou(options: Omit<OnnxFlags, "iou">): OnnxFlags {
  const flags: { -readonly [Key in keyof OnnxFlags]: OnnxFlags[Key] } = { ...options };
  delete flags.iou;
  return flags;
}

/** The first option for ONNX models that is given; for commands that run none. */
export const givenOnnxFlag = (flags: OnnxFlags): string | undefined => {
  const key = (["onnxOptions", "classes", ...KEYS] as const).find((one) => flags[one] !== undefined);
  return key === undefined ? undefined : flagOf(key);
};

/** An option as it is typed. */
export const flagOf = (key: string): string => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * What the user decides about an ONNX model.
 * @param confidence of the command line; undefined if it is not given
 * @throws UsageError that names the option, or the file and the key
 */
export async function onnxOptionsOf(flags: OnnxFlags, confidence: number | undefined): Promise<onnx.OnnxOptions> {
  const { onnxOptions: file, classes } = flags;
  const fromFile = file === undefined ? {} : checked(`${file}: `, await readJson(file, "the model's options"));
  const given: Record<string, unknown> = Object.fromEntries(KEYS.flatMap((key) => (flags[key] === undefined ? [] : [[key, flags[key]]])));
  if (confidence !== undefined) given["confidence"] = confidence;
  if (classes !== undefined)
    given["classes"] = onnx.KNOWN_CLASSES.some((known) => known === classes)
      ? classes
      : await readJson(classes, "the names of its classes");
  return {
    ...fromFile,
    ...checked("", given, (key) => (key === "classes" && classes !== undefined ? `--classes ${classes}` : flagOf(key))),
  };
}

function checked(where: string, value: unknown, nameOf?: (key: string) => string): onnx.OnnxOptions {
  try {
    return onnx.parseOnnxOptions(value, nameOf);
  } catch (error) {
    if (error instanceof DetectorError) throw new UsageError(`${where}${error.message}`);
    throw error;
  }
}

/** @throws UsageError that names the file, the line and the fault */
export async function readJson(file: string, what: string): Promise<unknown> {
  const text = await readInputText(file, {
    what: `a JSON file with ${what}`,
    mostBytes: MOST_BYTES,
    advice: "it should be a few kilobytes",
  });
  try {
    return JSON.parse(text);
  } catch {
    const fault = jsonFault(text);
    throw new UsageError(`${file}:${fault?.line ?? 1}: not JSON: ${fault?.message ?? "fix the file"}`);
  }
}

function numberValue(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Give a number.");
  return value;
}

/** A number, or one divided by another. */
function fraction(text: string): number {
  const [above = "", below = "1", ...rest] = text.split("/");
  if (rest.length > 0) throw new InvalidArgumentError("Give a number, such as 0.5 or 1/255.");
  return numberValue(above) / numberValue(below);
}

const numbers = (count: number, separator: string, example: string) => (text: string) => {
  const parts = text.split(separator);
  if (parts.length !== count || parts.some((part) => part.trim() === "" || !Number.isFinite(Number(part))))
    throw new InvalidArgumentError(`Give ${count} numbers, such as ${example}.`);
  return parts.map(Number);
};
