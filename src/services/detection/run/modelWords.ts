import { sentence } from "@/core/text";
import type { OnnxOptions } from "@/detectors/onnx/plan/options";

/** How each decision is called in the page. */
export const OPTION_NAMES = {
  head: "Head",
  inputSize: "Input size",
  resize: "Resize",
  padding: "Padding",
  layout: "Layout",
  channels: "Channel order",
  scale: "Scale",
  mean: "Mean",
  std: "Standard deviation",
  outputs: "Outputs",
  arrangement: "Arrangement",
  boxes: "Box format",
  boxUnit: "Box unit",
  activation: "Activation",
  classes: "Class names",
  confidence: "Confidence",
  nms: "Suppression",
  iou: "Overlap",
  maxDetections: "Most boxes",
} as const satisfies Record<keyof OnnxOptions, string>;

/** The page's name of an option, by its key. */
export const optionName = (key: string): string => Object.entries(OPTION_NAMES).find(([option]) => option === key)?.[1] ?? key;

/** Names of the command line's options, which faults mention. */
const FLAGS: Readonly<Record<string, keyof OnnxOptions>> = {
  "--head": "head",
  "--input-size": "inputSize",
  "--layout": "layout",
  "--classes": "classes",
  "--scale": "scale",
  "--mean": "mean",
  "--std": "std",
  "--activation": "activation",
  "--box-unit": "boxUnit",
};

/** A fault of a detector in the page's words, as a sentence. */
export function faultInPage(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const words = said
    .replace("(--command)", "(jaywalk detect --command)")
    .replace(", in a JSON file (--classes FILE)", " under Class names")
    .replace(/--[a-z-]+/g, (flag) => {
      const option = FLAGS[flag];
      return option ? `“${OPTION_NAMES[option]}”` : flag;
    });
  return sentence(words);
}
