import { DetectorError } from "../../detector";
import { type Axis, type OnnxModel, type TensorInfo, tensorText } from "../model/model";
import { INPUT_TYPES, type PixelRule } from "../picture/tensor";
import type { Size } from "../picture/placement";
import { MOST_SIDE, type OnnxOptions } from "./options";
import type { ExtraInput } from "./plan";

export type ImageInput = { readonly tensor: TensorInfo; readonly type: PixelRule["type"]; readonly shape: readonly Axis[] };

/**
 * The input that takes the picture, and what to give to the others.
 * @throws DetectorError if there is none, or several, or one whose meaning is not known
 */
export function inputsOf({ inputs }: OnnxModel): { image: ImageInput; extras: ExtraInput[] } {
  const images = inputs.flatMap(imageOf);
  const [image, second] = images;
  const all = inputs.map(tensorText).join("; ");
  if (!image)
    throw new DetectorError(
      "input",
      `the model has no input for a picture, which is float32, float16 or uint8 with the axes ` +
        `[1, 3, height, width] or [1, height, width, 3] (its inputs: ${all})`,
    );
  if (second) throw new DetectorError("input", `the model has several inputs for pictures (${all}); only models with one can be run`);
  const extras = inputs.filter((tensor) => tensor !== image.tensor).map(extraOf);
  const batch = image.shape.length === 4 ? image.shape[0] : 1;
  if (typeof batch === "number" && batch !== 1)
    throw new DetectorError(
      "input",
      `the model takes ${batch} pictures at a time (${tensorText(image.tensor)}); export it for 1 (batch=1)`,
    );
  return { image, extras };
}

function imageOf(tensor: TensorInfo): ImageInput[] {
  const { shape } = tensor;
  const type = INPUT_TYPES.find((one) => one === tensor.type);
  if (type === undefined || shape === null || shape.length < 3 || shape.length > 4) return [];
  const [channelsFirst, , channelsLast] = shape.slice(-3);
  const isImage = [channelsFirst, channelsLast].some((axis) => axis === 3 || typeof axis === "string");
  return isImage && !/mask|size|shape/i.test(tensor.name) ? [{ tensor, type, shape }] : [];
}

function extraOf(tensor: TensorInfo): ExtraInput {
  if (/mask/i.test(tensor.name)) return { tensor, holds: "ones" };
  // RT-DETR's original export wants width and height, PaddleDetection's and YOLOv3's height and width.
  if (/orig(inal)?_target_sizes?|target_size/i.test(tensor.name)) return { tensor, holds: "width-height" };
  if (/image_shape|im_shape|image_size/i.test(tensor.name)) return { tensor, holds: "height-width" };
  if (/scale_factor/i.test(tensor.name)) return { tensor, holds: "ones" };
  throw new DetectorError(
    "input",
    `the model has another input, ${tensorText(tensor)}, and it is not known what to give it; export the model without it`,
  );
}

/** @throws DetectorError if the axes leave it open */
export function guessLayout({ tensor, shape }: ImageInput): { value: PixelRule["layout"]; reason: string } {
  const axes = shape.slice(-3);
  const reason = `input ${tensorText(tensor)}`;
  const [first, , last] = axes;
  if (first === 3 && last !== 3) return { value: "nchw", reason };
  if (last === 3 && first !== 3) return { value: "nhwc", reason };
  const [one = "", , three = ""] = axes.map(String);
  if (/chan/i.test(one)) return { value: "nchw", reason };
  if (/chan/i.test(three) || (/height|^h$/i.test(one) && first !== 3)) return { value: "nhwc", reason };
  throw new DetectorError("input", `input ${tensorText(tensor)} does not tell which of its axes is colour; add --layout nchw or nhwc`);
}

/** The axes of an input besides the picture; free ones as its meaning wants. */
export function extraDims({ tensor, holds }: ExtraInput, { width, height }: Size): number[] {
  const axes = tensor.shape ?? [];
  const [tall, wide] = [axes.length - 2, axes.length - 1];
  return holds === "ones" && axes.length > 2
    ? axes.map((axis, index) => (typeof axis === "number" ? axis : index === tall ? height : index === wide ? width : 1))
    : axes.map((axis, index) => (typeof axis === "number" ? axis : index === wide ? 2 : 1));
}

/** @throws DetectorError if an input besides the picture has more numbers than the largest picture has pixels */
export function assertExtras(extras: readonly ExtraInput[], size: Size): void {
  const tooLarge = extras.find((extra) => extraDims(extra, size).reduce((product, axis) => product * axis, 1) > MOST_SIDE ** 2);
  if (tooLarge)
    throw new DetectorError(
      "input",
      `input ${tensorText(tooLarge.tensor)} is too large: at most ${MOST_SIDE ** 2} numbers can be given; export the model without it`,
    );
}

/** The size of a model's input where its axes are free. */
const USUAL_SIDE = 640;

/** @throws DetectorError if the user's size is not the model's, or it is too large */
export function inputSizeOf(...all: Parameters<typeof openSizeOf>): ReturnType<typeof openSizeOf> {
  const found = openSizeOf(...all);
  const { width, height } = found.size;
  if (Math.min(width, height) >= 1 && Math.max(width, height) <= MOST_SIDE) return found;
  throw new DetectorError(
    "input",
    `an input of ${width} × ${height} cannot be run, but sides of 1 to ${MOST_SIDE} pixels (${found.reason}); ` +
      "export the model with such a size, or give one with --input-size if it takes any",
  );
}

function openSizeOf(
  { tensor, shape }: ImageInput,
  layout: PixelRule["layout"],
  imgsz: string | undefined,
  given: OnnxOptions["inputSize"],
): { size: Size; reason: string } {
  const axes = shape.slice(-3);
  const [height = "", width = ""] = layout === "nchw" ? axes.slice(1) : axes;
  const fixed = `input ${tensorText(tensor)}`;
  if (given) {
    const [givenWidth, givenHeight] = given;
    const wrong = (typeof width === "number" && width !== givenWidth) || (typeof height === "number" && height !== givenHeight);
    if (wrong)
      throw new DetectorError("input", `${fixed} has a fixed size, ${width} × ${height}; leave out --input-size, or export with free axes`);
    return { size: { width: givenWidth, height: givenHeight }, reason: "given" };
  }
  if (typeof width === "number" && typeof height === "number") return { size: { width, height }, reason: fixed };
  const [, tall, wide] = /^\[?\s*(\d+)(?:\s*,\s*(\d+))?\s*\]?$/.exec(imgsz ?? "") ?? [];
  const told = tall === undefined ? null : { height: Number(tall), width: Number(wide ?? tall) };
  const usual = told ?? { width: USUAL_SIDE, height: USUAL_SIDE };
  return {
    size: { width: typeof width === "number" ? width : usual.width, height: typeof height === "number" ? height : usual.height },
    reason: `${fixed} takes any size; ${told ? "its metadata says imgsz" : `${USUAL_SIDE} is usual`}`,
  };
}
