import { DetectorError } from "../../detector";
import type { OnnxModel } from "../model/model";
import type { Resize } from "../picture/placement";
import type { PixelRule } from "../picture/tensor";
import { COCO_80, COCO_91, type ClassNames, givenNames, highestNumber, namesInMetadata } from "./classNames";
import { type HeadGuess, guessHead } from "./headShape";
import { assertExtras, guessLayout, inputSizeOf, inputsOf } from "./inputs";
import type { OnnxOptions } from "./options";
import type { Choice, HeadPlan, OnnxPlan } from "./plan";

type Three = PixelRule["mean"];
const ZERO: Three = [0, 0, 0];
const ONE: Three = [1, 1, 1];
/** Of the pictures of ImageNet, with pixels from 0 to 1. */
const IMAGENET_MEAN: Three = [0.485, 0.456, 0.406];
const IMAGENET_STD: Three = [0.229, 0.224, 0.225];

const USUAL_CONFIDENCE = 0.25;
const USUAL_IOU = { yolov5: 0.45, yolov8: 0.7 };
const USUAL_PADDING = 114;
const MOST_DETECTIONS = 300;

export type Planned = { readonly plan: OnnxPlan; readonly choices: readonly Choice[] };

/**
 * How to run a model: what the user decided, and for the rest what the model's shapes, names and metadata suggest, with the reason for
 * each.
 * @throws DetectorError if the model is not for detection, or leaves open what only its owner can know
 */
export function makePlan(model: OnnxModel, options: OnnxOptions): Planned {
  const choices: Choice[] = [];
  /** Takes the user's value, or else the guess; notes which. */
  const choose = <Value>(
    option: string,
    given: Value | undefined,
    guess: () => { value: Value; reason: string },
    shown = String as (value: Value) => string,
  ): Value => {
    const { value, reason } = given === undefined ? guess() : { value: given, reason: "given" };
    choices.push({ option, value: shown(value), reason, given: given !== undefined });
    return value;
  };
  assertDetects(model.metadata.get("task"));
  const { image, extras } = inputsOf(model);
  const layout = choose("layout", options.layout, () => guessLayout(image));
  const { size, reason } = inputSizeOf(image, layout, model.metadata.get("imgsz"), options.inputSize);
  assertExtras(extras, size);
  const given = options.inputSize === undefined ? undefined : size;
  choose(
    "inputSize",
    given,
    () => ({ value: size, reason }),
    ({ width, height }) => `${width} × ${height}`,
  );
  const own = namesInMetadata(model.metadata.get("names"));
  const wanted = options.classes === undefined ? null : givenNames(options.classes);
  const guess = guessHead(model, { input: size, names: wanted ?? own, head: options.head, outputs: options.outputs ?? {} });
  const head = headOf(guess, options, choose);
  const classes = choose<ClassNames>("classes", wanted ?? undefined, () => guessNames(head, own, guess), namesText);
  assertNamed(head, classes);
  const isImageNet = guess.kind === "detr" && guess.outputs.scores !== null && (head.classCount ?? 0) > 80;
  const family = familyOf(model, guess, isImageNet);
  const resize = choose<Resize>("resize", options.resize, () => family.resize);
  const pixels: PixelRule = {
    type: image.type,
    layout,
    channels: choose("channels", options.channels, () => ({ value: "rgb", reason: "almost all models are trained on RGB" })),
    padding:
      resize === "stretch"
        ? 0
        : choose("padding", options.padding, () => ({ value: USUAL_PADDING, reason: "grey, as YOLO models are trained" })),
    ...numbersOf(image.type, layout, guess, family, options, choose),
  };
  return {
    plan: {
      input: { name: image.tensor.name, rank: image.shape.length === 3 ? 3 : 4, ...size },
      extraInputs: extras,
      resize,
      pixels,
      head,
      classes,
    },
    choices,
  };
}

type Choose = <Value>(
  option: string,
  given: Value | undefined,
  guess: () => { value: Value; reason: string },
  shown?: (value: Value) => string,
) => Value;

/** Ultralytics says what a model is for. */
function assertDetects(task: string | undefined): void {
  if (task === "classify")
    throw new DetectorError("input", "this model classifies whole pictures (its metadata says task: classify); choose one for detection");
  if (task === "obb")
    throw new DetectorError(
      "input",
      "this model finds rotated boxes (its metadata says task: obb), which ground truth has none of; choose one for detection",
    );
}

function headOf(guess: HeadGuess, options: OnnxOptions, choose: Choose): HeadPlan {
  const kind = choose("head", options.head, () => ({ value: guess.kind, reason: guess.reason }));
  const fromHead = <Value>(value: Value) => ({ value, reason: `head ${kind}` });
  const removesOverlaps = kind === "yolov5" || kind === "yolov8";
  const nms = choose("nms", options.nms, () => ({
    value: removesOverlaps,
    reason: removesOverlaps ? `head ${kind} leaves overlapping boxes` : `head ${kind} leaves none that overlap`,
  }));
  const activation = choose("activation", options.activation, () => fromHead(guess.activation));
  const classCount = guess.classCount;
  // The guess has left out “no object” if it assumed it.
  const without =
    activation === guess.activation || classCount === null ? 0 : activation === "softmax" ? -1 : guess.activation === "softmax" ? 1 : 0;
  return {
    kind,
    outputs: guess.outputs,
    arrangement: choose("arrangement", options.arrangement, () => fromHead(guess.arrangement)),
    boxes: choose("boxes", options.boxes, () => fromHead(guess.boxes)),
    unit: choose("boxUnit", options.boxUnit, () => fromHead(guess.unit)),
    activation,
    classCount: classCount === null ? null : classCount + without,
    confidence: choose("confidence", options.confidence, () => ({ value: USUAL_CONFIDENCE, reason: "usual" })),
    iou: nms
      ? choose("iou", options.iou, () => ({ value: kind === "yolov5" ? USUAL_IOU.yolov5 : USUAL_IOU.yolov8, reason: `usual for ${kind}` }))
      : null,
    maxDetections: choose("maxDetections", options.maxDetections, () => ({ value: MOST_DETECTIONS, reason: "usual" })),
  };
}

/** Whether TensorRT's suppression of overlapping boxes was added to a YOLO model. */
const fromYolo = (boxesOutput: string): boolean => boxesOutput.startsWith("det_");

/** Names from the model, or COCO's if there are as many classes. @throws DetectorError otherwise */
function guessNames({ kind, classCount }: HeadPlan, own: ClassNames | null, { outputs }: HeadGuess): { value: ClassNames; reason: string } {
  if (own) return { value: own, reason: "the model's metadata names them" };
  if (classCount === 80) return { value: COCO_80, reason: "80 classes, as COCO has" };
  if (classCount === 90 || classCount === 91) return { value: COCO_91, reason: `${classCount} classes, as COCO's numbers from 1 to 90` };
  if (kind === "ssd") {
    return fromYolo(outputs.boxes)
      ? { value: COCO_80, reason: "the model gives class numbers without names; assumed to be COCO's, from 0" }
      : {
          value: COCO_91,
          reason: "the model gives class numbers without names; assumed to be COCO's from 1 to 90, as with TensorFlow and torchvision",
        };
  }
  if (kind === "yolov10") return { value: COCO_80, reason: "the model gives class numbers without names; assumed to be COCO's, from 0" };
  throw new DetectorError(
    "input",
    `the model has ${classCount ?? 0} classes and does not name them; give their names, in order, in a JSON file (--classes FILE)`,
  );
}

function assertNamed({ classCount }: HeadPlan, names: ClassNames): void {
  const highest = highestNumber(names);
  if (classCount !== null && highest >= classCount)
    throw new DetectorError(
      "input",
      `class number ${highest} (${names.get(highest) ?? ""}) has a name, but the model has ${classCount} classes, from 0; check --classes`,
    );
}

function namesText(names: ClassNames): string {
  if (names === COCO_80) return "coco80";
  if (names === COCO_91) return "coco91";
  const first = [...names.values()].slice(0, 4).join(", ");
  return `${names.size}: ${first}${names.size > 4 ? ", …" : ""}`;
}

type Family = { resize: { value: Resize; reason: string }; mean: Three; std: Three; reason: string };

/** How models of a kind are trained to see pictures. */
function familyOf({ metadata, inputs }: OnnxModel, { kind, outputs }: HeadGuess, isImageNet: boolean): Family {
  const letterbox = { value: "letterbox", reason: "as YOLO models are trained" } as const;
  const stretch = { value: "stretch", reason: `as models with head ${kind} are trained` } as const;
  if (isImageNet) return { resize: stretch, mean: IMAGENET_MEAN, std: IMAGENET_STD, reason: "of ImageNet, as DETR models are trained" };
  const plain = { mean: ZERO, std: ONE, reason: "pixels from 0 to 1" };
  if (kind === "detr" || inputs.length > 1) return { ...plain, resize: stretch };
  if (kind === "ssd" && !fromYolo(outputs.boxes) && !metadata.has("imgsz")) return { ...plain, resize: stretch };
  return { ...plain, resize: letterbox };
}

function numbersOf(
  type: PixelRule["type"],
  layout: PixelRule["layout"],
  { boxes, kind }: HeadGuess,
  family: Family,
  options: OnnxOptions,
  choose: Choose,
): Pick<PixelRule, "scale" | "mean" | "std"> {
  const three = (values: Three) => values.join(", ");
  if (type === "uint8") {
    const reason = "input of type uint8 takes pixels as they are";
    return {
      scale: choose("scale", options.scale, () => ({ value: 1, reason })),
      mean: choose("mean", options.mean, () => ({ value: ZERO, reason }), three),
      std: choose("std", options.std, () => ({ value: ONE, reason }), three),
    };
  }
  const ofTensorFlow = kind === "ssd" && boxes === "yxyx" && layout === "nhwc";
  const half: Three = [0.5, 0.5, 0.5];
  const reason = ofTensorFlow ? "pixels from -1 to 1, as TensorFlow's SSD models are trained" : family.reason;
  return {
    scale: choose(
      "scale",
      options.scale,
      () => ({ value: 1 / 255, reason: "pixels from 0 to 1" }),
      (value) => (value === 1 / 255 ? "1/255" : String(value)),
    ),
    mean: choose("mean", options.mean, () => ({ value: ofTensorFlow ? half : family.mean, reason }), three),
    std: choose("std", options.std, () => ({ value: ofTensorFlow ? half : family.std, reason }), three),
  };
}
