import { basename } from "node:path";
import type { OnnxOptions } from "@/detectors/onnx/plan/options";
import { describeOnnx } from "@/detectors/onnx/onnxDetector";
import { tensorText } from "@/detectors/onnx/model/model";
import { readModel } from "@/detectors/onnx/model/readModel";
import { readOnnxFiles } from "./onnxInput";

/** How an ONNX model would be run and why, without running it: for people, or as JSON. */
export async function describeModel(file: string, options: OnnxOptions, asJson: boolean): Promise<string> {
  const { model } = await readOnnxFiles(file);
  const name = basename(file);
  const { inputs, outputs } = readModel(name, model);
  const { choices, plan, producer } = describeOnnx(name, model, options);
  if (asJson) return `${JSON.stringify({ model: file, producer, inputs, outputs, classes: Object.fromEntries(plan.classes), choices })}\n`;
  const width = Math.max(...choices.map(({ option }) => option.length));
  const valueWidth = Math.min(34, Math.max(...choices.map(({ value }) => value.length)));
  return [
    `${file}${producer === "" ? "" : `, written by ${producer}`}`,
    ...inputs.map((tensor) => `  input   ${tensorText(tensor)}`),
    ...outputs.map((tensor) => `  output  ${tensorText(tensor)}`),
    "",
    ...choices.map(({ option, value, reason }) => `  ${option.padEnd(width)}  ${value.padEnd(valueWidth)}  ${reason}`),
    "",
  ].join("\n");
}
