import { z } from "zod";
import { describeFault } from "@/core/document/faultText";
import { DetectorError } from "../../detector";
import { RESIZES } from "../picture/placement";
import { CHANNEL_ORDERS, LAYOUTS } from "../picture/tensor";

// Zod's generated fast path needs `eval`, which our Content-Security-Policy forbids.
z.config({ jitless: true });

/** What a model's outputs mean. */
export const HEADS = ["yolov5", "yolov8", "yolov10", "detr", "ssd"] as const;
/** How four numbers are a box. */
export const BOX_FORMATS = ["cxcywh", "xyxy", "yxyx", "xywh"] as const;
export const BOX_UNITS = ["pixels", "normalized"] as const;
/** What turns a model's numbers into scores: nothing, each on its own, or all of a box together with “no object” as the last class. */
export const ACTIVATIONS = ["none", "sigmoid", "softmax"] as const;
/** Whether each box is a row of the output or a column. */
export const ARRANGEMENTS = ["rows", "columns"] as const;
/** Lists of class names that are known here. */
export const KNOWN_CLASSES = ["coco80", "coco91"] as const;

/** The longest side of a model's input, in pixels. */
export const MOST_SIDE = 4096;

const three = z.tuple([z.number(), z.number(), z.number()]);
const name = z.string().trim().min(1);

/** Names by class number: a list, an object such as `{"0": "person", "7": "truck"}`, or the name of a known list. */
const classNamesSchema = z.union([
  z.enum(KNOWN_CLASSES),
  z.array(name).min(1),
  z.record(z.string().regex(/^\d+$/, "must be a class number, such as 0"), name),
]);

/** What a user decides about an ONNX model. Whatever is left out is guessed from the model. */
const onnxOptionsSchema = z.strictObject({
  head: z.enum(HEADS).optional(),
  /** Width and height of the model's input. */
  inputSize: z.tuple([z.int().min(1).max(MOST_SIDE), z.int().min(1).max(MOST_SIDE)]).optional(),
  resize: z.enum(RESIZES).optional(),
  padding: z.int().min(0).max(255).optional(),
  layout: z.enum(LAYOUTS).optional(),
  channels: z.enum(CHANNEL_ORDERS).optional(),
  scale: z.number().positive().optional(),
  mean: three.optional(),
  std: three.refine((values) => values.every((value) => value > 0), "must be above 0").optional(),
  /** Names of the model's outputs. */
  outputs: z.strictObject({ boxes: name, scores: name, classes: name, count: name }).partial().optional(),
  arrangement: z.enum(ARRANGEMENTS).optional(),
  boxes: z.enum(BOX_FORMATS).optional(),
  boxUnit: z.enum(BOX_UNITS).optional(),
  activation: z.enum(ACTIVATIONS).optional(),
  classes: classNamesSchema.optional(),
  /** Boxes with a lower score are not reported. */
  confidence: z.number().min(0).max(1).optional(),
  /** Whether overlapping boxes of a class are reduced to the most confident one. */
  nms: z.boolean().optional(),
  /** Overlap, as intersection over union, above which they are. */
  iou: z.number().min(0).max(1).optional(),
  /** The most boxes reported in one picture. */
  maxDetections: z.int().min(1).max(10_000).optional(),
});
export type OnnxOptions = z.infer<typeof onnxOptionsSchema>;

/**
 * Checks what a user decides about a model, from a file or anywhere else.
 * @param nameOf how a key is named to the user, such as `--input-size`; as it is if omitted
 * @throws DetectorError with every fault and its key
 */
export function parseOnnxOptions(value: unknown, nameOf = (key: string) => key): OnnxOptions {
  const result = onnxOptionsSchema.safeParse(value, { error: describeFault });
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    if (issue.code === "unrecognized_keys") {
      const known = Object.keys(onnxOptionsSchema.shape).join(", ");
      return `${[...issue.path, issue.keys.join(", ")].join(".")}: unknown key; the keys are ${known}`;
    }
    const [key, ...rest] = issue.path;
    if (key === "classes") return `${nameOf("classes")}: ${CLASSES_RULE}`;
    return key === undefined ? `options of a model ${issue.message}` : `${[nameOf(String(key)), ...rest].join(".")}: ${issue.message}`;
  });
  throw new DetectorError("input", faults.join("; "));
}

const CLASSES_RULE =
  'must be a list of names, an object of names by class number, such as {"0": "person", "7": "truck"}, or one of ' +
  KNOWN_CLASSES.map((known) => `"${known}"`).join(", ");
