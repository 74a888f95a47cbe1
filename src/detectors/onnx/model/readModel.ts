import { formatBytes } from "@/core/text";
import { DetectorError } from "../../detector";
import { foreignKind } from "./foreign";
import { type OnnxModel, parseModel } from "./model";
import { WireError } from "./wire";

/**
 * The largest model, weights in other files included. While it is loaded, ONNX Runtime holds it about three times, and WebAssembly's
 * memory ends at 4 GB.
 */
export const MOST_MODEL_BYTES = 2 ** 30;

/** @throws DetectorError, before the file is read, if it is too large to be run or empty */
export function assertModelSize(name: string, bytes: number): void {
  if (bytes === 0) throw new DetectorError("input", `${name} is empty; export or copy the model again`);
  if (bytes > MOST_MODEL_BYTES)
    throw new DetectorError(
      "input",
      `${name} is ${formatBytes(bytes)}; at most ${formatBytes(MOST_MODEL_BYTES)} can be run, since loading takes three times a model's ` +
        "size and WebAssembly has 4 GB of memory; use a smaller variant, export it as float16, " +
        "or run it in a program of your own (--command)",
    );
}

/**
 * Reads what an ONNX file tells about itself.
 *
 * @param name for messages
 * @throws DetectorError if it is damaged, or another kind of file
 */
export function readModel(name: string, file: Uint8Array): OnnxModel {
  assertModelSize(name, file.length);
  const foreign = foreignKind(file);
  if (foreign !== null)
    throw new DetectorError(
      "input",
      `${name} is ${foreign.what}${foreign.what.includes(", not ") ? "" : ", not an ONNX model"}; ${foreign.remedy}`,
    );
  const { hasGraph, ...model } = parsed(name, file);
  if (!hasGraph || model.inputs.length + model.outputs.length === 0)
    throw new DetectorError("input", `${name} is not an ONNX model: it has no graph; name a file that was exported as ONNX`);
  return model;
}

function parsed(name: string, file: Uint8Array): ReturnType<typeof parseModel> {
  try {
    return parseModel(file);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    // Every ONNX file begins with its version: field 1, a number.
    const begins = file[0] === 0x08;
    const message =
      begins && error.fault === "cut"
        ? `${name} is cut off: it ${error.message}; download, copy or export it again`
        : `${name} is not an ONNX model, or it is damaged: it ${error.message}; export or copy it again`;
    throw new DetectorError("input", message, { cause: error });
  }
}
