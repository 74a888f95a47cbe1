import { DetectorError } from "../../detector";
import { type Axis, type OnnxModel, type TensorInfo, tensorText } from "../model/model";
import type { Size } from "../picture/placement";
import type { OnnxOptions } from "./options";
import type { HeadPlan } from "./plan";
import { type ClassNames, highestNumber } from "./classNames";
import { sixNumbers } from "./exporter";

/** A head guessed from the shapes of a model's outputs; `reason` says from what. */
export type HeadGuess = Pick<HeadPlan, "kind" | "outputs" | "arrangement" | "boxes" | "unit" | "activation" | "classCount"> & {
  readonly reason: string;
};

/** What is known besides the outputs: the model's input, the names of its classes, and what the user says. */
export type HeadHints = {
  readonly input: Size;
  readonly names: ClassNames | null;
  readonly head: HeadPlan["kind"] | undefined;
  /** Outputs that the user names. */
  readonly outputs: NonNullable<OnnxOptions["outputs"]>;
};

const NO_LISTS = { scores: null, classes: null, count: null };

/** More boxes than this are proposals that overlap; fewer are final. */
const MOST_FINAL_BOXES = 1000;

/**
 * Guesses a model's head, or reads the shapes of its outputs as those of the head that the user names.
 * @throws DetectorError if the outputs are those of no head, or of several
 */
export function guessHead({ outputs, metadata }: OnnxModel, hints: HeadHints): HeadGuess {
  const wanted = (kind: HeadPlan["kind"]) => hints.head === undefined || hints.head === kind;
  const lists = wanted("ssd") ? listsOf(outputs, hints) : null;
  if (lists) return lists;
  const pair = wanted("detr") ? pairOf(outputs, hints) : null;
  if (pair) return pair;
  const table = tableIn(outputs, hints);
  const masks = outputs.find(({ shape }) => shape?.length === 4)?.shape?.[1];
  const found =
    table === null || hints.head === "ssd" ? null : ofTable(table, hints, typeof masks === "number" ? masks : 0, sixNumbers(metadata));
  if (found) return found;
  throw new DetectorError("input", unknownText(outputs, hints));
}

function unknownText(outputs: readonly TensorInfo[], { head }: HeadHints): string {
  const all = outputs.map(tensorText).join("; ");
  if (head !== undefined) return `head ${head} does not fit the model's outputs (${all}); choose another --head, or leave it out`;
  const [only] = outputs;
  if (outputs.length === 1 && only?.shape?.length === 2 && (only.shape[1] ?? 0) !== 7)
    return `this model classifies whole pictures and finds no boxes (its output is ${all}); choose a model for object detection`;
  return (
    `the model's outputs are those of no known head (${all}): YOLO v5 [1, boxes, 5 + classes], v8 [1, 4 + classes, boxes], ` +
    "v10 [1, boxes, 6], DETR (logits and boxes), SSD (boxes, scores, classes); name the nearest with --head, " +
    "export the model with one of them, " +
    "or run it in a program of your own (--command)"
  );
}

/** SSD, and whatever else removes overlapping boxes itself and gives lists of boxes, scores and classes. */
function listsOf(outputs: readonly TensorInfo[], { outputs: given }: HeadHints): HeadGuess | null {
  const boxes = outputNamed(outputs, given.boxes, /box/i);
  const scores = outputNamed(outputs, given.scores, /score|conf/i);
  const classes = outputNamed(outputs, given.classes, /label|class/i);
  if (!boxes || !scores || !classes || new Set([boxes, scores, classes]).size < 3 || !endsWith(boxes, 4)) return null;
  // Scores with an axis more than class numbers are one for each class: not of this head.
  if (scores.shape && classes.shape && scores.shape.length !== classes.shape.length) return null;
  const others = outputs.filter((output) => ![boxes, scores, classes].includes(output));
  const count = outputNamed(others, given.count, /num|count/i);
  const ofTensorFlow = /detection_boxes|TFLite_Detection/i.test(boxes.name);
  const ofApex = /^bboxes$/i.test(boxes.name);
  const named = `outputs are named ${[boxes, scores, classes, ...(count ? [count] : [])].map(({ name }) => name).join(", ")}`;
  return {
    kind: "ssd",
    outputs: { boxes: boxes.name, scores: scores.name, classes: classes.name, count: count?.name ?? null },
    arrangement: "rows",
    boxes: ofTensorFlow ? "yxyx" : "xyxy",
    unit: ofTensorFlow || ofApex ? "normalized" : "pixels",
    activation: "none",
    classCount: null,
    reason: ofTensorFlow ? `${named}, as TensorFlow's` : named,
  };
}

/**
 * The output that the user names, or else the first whose name fits.
 * @throws DetectorError if the model has no output of the name
 */
function outputNamed(outputs: readonly TensorInfo[], given: string | undefined, pattern: RegExp): TensorInfo | undefined {
  if (given === undefined) return outputs.find(({ name }) => pattern.test(name));
  const found = outputs.find(({ name }) => name === given);
  if (!found) throw new DetectorError("input", `the model has no output “${given}”; it has ${outputs.map(({ name }) => name).join(", ")}`);
  return found;
}

/** DETR and its descendants: boxes as shares of the input, and logits. */
function pairOf(outputs: readonly TensorInfo[], { names, head, outputs: given }: HeadHints): HeadGuess | null {
  const tables = outputs.filter(({ shape }) => shape?.length === 3);
  const ofFour = tables.filter(({ shape }) => shape?.[2] === 4 || typeof shape?.[2] === "string");
  const boxes =
    outputNamed(given.boxes === undefined ? ofFour : outputs, given.boxes, /box/i) ?? (tables.length === 2 ? ofFour[0] : undefined);
  const rest = tables.filter((one) => one !== boxes);
  const logits = outputNamed(given.scores === undefined ? rest : outputs, given.scores, /logit|score|class|label/i) ?? rest[0];
  const values = logits?.shape?.[2];
  if (!boxes || !logits || boxes === logits || typeof values !== "number" || !sameAxis(boxes.shape?.[1], logits.shape?.[1])) return null;
  // So many boxes overlap, and nothing tells whether they are in pixels.
  const count = boxes.shape?.[1];
  if (head === undefined && typeof count === "number" && count > MOST_FINAL_BOXES) return null;
  const withNone = names === null ? values === 92 : values === highestNumber(names) + 2;
  const reason = `outputs are boxes (${tensorText(boxes)}) and logits (${tensorText(logits)})`;
  return {
    kind: "detr",
    outputs: { ...NO_LISTS, boxes: boxes.name, scores: logits.name },
    arrangement: "rows",
    boxes: "cxcywh",
    unit: "normalized",
    activation: withNone ? "softmax" : "sigmoid",
    classCount: withNone ? values - 1 : values,
    reason: withNone ? `${reason}; the last of ${values} logits is “no object”` : reason,
  };
}

/** The one output with boxes; masks of segmentation models, which have four axes, are left alone. */
function tableIn(outputs: readonly TensorInfo[], { outputs: given }: HeadHints): TensorInfo | null {
  if (given.boxes !== undefined) return outputNamed(outputs, given.boxes, /./) ?? null;
  const tables = outputs.filter(({ shape }) => shape?.length === 3);
  const [only] = outputs;
  if (tables.length === 0) return outputs.length === 1 && only?.shape === null ? only : null;
  return tables.length === 1 ? (tables[0] ?? null) : null;
}

/**
 * @param masks how many of each box's last numbers are coefficients of masks
 * @param six what the model's metadata say about six numbers for each box
 */
function ofTable(output: TensorInfo, hints: HeadHints, masks: number, six: ReturnType<typeof sixNumbers>): HeadGuess | null {
  const [, rows = "", columns = ""] = output.shape ?? [];
  const cells = cellsOf(hints.input);
  const base = { outputs: { ...NO_LISTS, boxes: output.name }, boxes: "cxcywh", unit: "pixels", activation: "none" } as const;
  const shown = tensorText(output);
  const byHead = (kind: "yolov5" | "yolov8", arrangement: HeadPlan["arrangement"], values: Axis, reason: string): HeadGuess | null => {
    const before = kind === "yolov5" ? 5 : 4;
    const known = hints.names === null ? null : highestNumber(hints.names) + 1;
    const free = typeof values === "number" ? values - before - masks : known;
    if (free === null || free < 1) return null;
    // Numbers beyond the named classes are points of a skeleton.
    return { ...base, kind, arrangement, classCount: Math.min(free, known ?? free), reason: `output ${shown}: ${reason}` };
  };
  switch (hints.head) {
    case "yolov5":
    case "yolov8": {
      const arrangement = inRows(rows, columns, hints.head) ? "rows" : "columns";
      return byHead(hints.head, arrangement, arrangement === "rows" ? columns : rows, "the head is given");
    }
    case "yolov10":
      return {
        ...base,
        kind: "yolov10",
        arrangement: "rows",
        boxes: "xyxy",
        classCount: null,
        reason: `output ${shown}: the head is given`,
      };
    case "detr":
      return joined(output, columns, shown);
    case "ssd":
      return null;
    case undefined:
      break;
  }
  if (rows === 3 * cells) return byHead("yolov5", "rows", columns, `three boxes for each of ${cells} cells`);
  if (columns === 3 * cells) return byHead("yolov5", "columns", rows, `three boxes for each of ${cells} cells, in columns`);
  const values = columns === cells ? rows : rows === cells ? columns : null;
  const named = hints.names === null ? 80 : highestNumber(hints.names) + 1;
  if (values === named + 5) throw ambiguous(shown);
  if (columns === cells) return byHead("yolov8", "columns", rows, `one box for each of ${cells} cells`);
  if (rows === cells && hints.names === null && columns !== 84) throw unnamed(shown);
  if (rows === cells) return byHead("yolov8", "rows", columns, `one box for each of ${cells} cells, in rows`);
  if (typeof rows === "number" && rows <= MOST_FINAL_BOXES && typeof columns === "number") {
    const names = hints.names === null ? null : highestNumber(hints.names) + 1;
    if (columns === 6 && names === 2 && six === null) throw ofTwoClasses(shown);
    if (columns === 6 && names === 2 && six === "scores") return joined(output, columns, shown);
    if (columns === 84 || (names !== null && columns === names + 4 && columns !== 6)) return joined(output, columns, shown);
    // Segmentation and pose models of the same kind have more numbers after the six.
    if (columns === 6 || (columns > 6 && names !== null))
      return {
        ...base,
        kind: "yolov10",
        arrangement: "rows",
        boxes: "xyxy",
        classCount: null,
        reason: `output ${shown}: ${rows} final boxes, each with corners, score and class`,
      };
  }
  return byValues(rows, columns, hints.names, byHead);
}

/** Decides by how many numbers there are for each box: 4 or 5 and the classes. */
function byValues(
  rows: Axis,
  columns: Axis,
  names: ClassNames | null,
  byHead: (kind: "yolov5" | "yolov8", arrangement: HeadPlan["arrangement"], values: Axis, reason: string) => HeadGuess | null,
): HeadGuess | null {
  const classes = names === null ? 80 : highestNumber(names) + 1;
  const why = names === null ? "80 classes of COCO" : `${classes} classes that the model names`;
  if (columns === classes + 5) return byHead("yolov5", "rows", columns, `5 numbers and ${why}`);
  if (columns === classes + 4) return byHead("yolov8", "rows", columns, `4 numbers and ${why}`);
  if (rows === classes + 4) return byHead("yolov8", "columns", rows, `4 numbers and ${why}`);
  if (rows === classes + 5) return byHead("yolov5", "columns", rows, `5 numbers and ${why}`);
  return null;
}

function joined(output: TensorInfo, columns: Axis, shown: string): HeadGuess | null {
  if (typeof columns !== "number" || columns < 5) return null;
  return {
    kind: "detr",
    outputs: { ...NO_LISTS, boxes: output.name },
    arrangement: "rows",
    boxes: "cxcywh",
    unit: "normalized",
    activation: "none",
    classCount: columns - 4,
    reason: `output ${shown}: final boxes with the scores of ${columns - 4} classes, as Ultralytics exports RT-DETR`,
  };
}

const YOLOX_PICTURES = "--scale 1 --channels bgr --resize letterbox-top-left";

const ambiguous = (shown: string): DetectorError =>
  new DetectorError(
    "input",
    `output ${shown} is either YOLOv6's, with boxes in pixels, or YOLOX's, with raw numbers; if it is YOLOv6's, add --head yolov5; ` +
      `if it is YOLOX's, export it with --decode_in_inference and add --head yolov5 ${YOLOX_PICTURES}`,
  );

const unnamed = (shown: string): DetectorError =>
  new DetectorError(
    "input",
    `output ${shown} has boxes with 4 numbers and classes, or 5 as YOLOv6 and YOLOX have, and the model does not name its classes; ` +
      "give their names, in order, in a JSON file (--classes FILE), or add --head",
  );

const ofTwoClasses = (shown: string): DetectorError =>
  new DetectorError(
    "input",
    `output ${shown} of a model with two classes is either RT-DETR's, with a score of each class, or YOLOv10's, with a score and a class ` +
      "number; add --head detr or --head yolov10",
  );

/** Whether each box is a row: the longer axis counts the boxes. With neither known, as the head is usually exported. */
function inRows(rows: Axis, columns: Axis, head: "yolov5" | "yolov8"): boolean {
  if (typeof rows === "number" && typeof columns === "number") return rows > columns;
  if (typeof columns === "number") return true;
  return typeof rows === "number" ? false : head === "yolov5";
}

/** How many cells the three grids of a YOLO model have, with 8, 16 and 32 pixels for each. */
const cellsOf = ({ width, height }: Size): number =>
  [8, 16, 32].reduce((sum, stride) => sum + Math.floor(width / stride) * Math.floor(height / stride), 0);

const endsWith = ({ shape }: TensorInfo, length: number): boolean =>
  shape === null || [length, "", undefined].includes(shape.at(-1)) || typeof shape.at(-1) === "string";
const sameAxis = (one: Axis | undefined, other: Axis | undefined): boolean =>
  typeof one !== "number" || typeof other !== "number" || one === other;
