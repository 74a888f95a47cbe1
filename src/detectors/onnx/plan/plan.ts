import type { TensorInfo } from "../model/model";
import type { Resize, Size } from "../picture/placement";
import type { PixelRule } from "../picture/tensor";
import type { ACTIVATIONS, ARRANGEMENTS, BOX_FORMATS, BOX_UNITS, HEADS } from "./options";

/** How a model's outputs become boxes. */
export type HeadPlan = {
  readonly kind: (typeof HEADS)[number];
  /** Names of outputs; `boxes` also holds the scores of heads with one output. */
  readonly outputs: {
    readonly boxes: string;
    readonly scores: string | null;
    readonly classes: string | null;
    readonly count: string | null;
  };
  readonly arrangement: (typeof ARRANGEMENTS)[number];
  readonly boxes: (typeof BOX_FORMATS)[number];
  readonly unit: (typeof BOX_UNITS)[number];
  readonly activation: (typeof ACTIVATIONS)[number];
  /** How many classes have a score each; null if the model reports class numbers. */
  readonly classCount: number | null;
  readonly confidence: number;
  /** Null if overlapping boxes are kept, since the model has removed them itself. */
  readonly iou: number | null;
  readonly maxDetections: number;
};

/** An input besides the picture. */
export type ExtraInput = {
  readonly tensor: TensorInfo;
  /** The size of the picture (`width, height` or `height, width`), or ones wherever there is a picture. */
  readonly holds: "width-height" | "height-width" | "ones";
};

/** Everything needed to run a model. */
export type OnnxPlan = {
  readonly input: { readonly name: string; readonly rank: 3 | 4 } & Size;
  readonly extraInputs: readonly ExtraInput[];
  readonly resize: Resize;
  readonly pixels: PixelRule;
  readonly head: HeadPlan;
  readonly classes: ReadonlyMap<number, string>;
};

/** One decision of a plan, for people. */
export type Choice = {
  /** The key of `OnnxOptions` that decides it. */
  readonly option: string;
  readonly value: string;
  /** Why it was chosen, or that the user chose it. */
  readonly reason: string;
  readonly given: boolean;
};
