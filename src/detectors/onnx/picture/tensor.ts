import { between, samplesAlong } from "../../picture/resample";
import type { DetectorPicture } from "../../detector";
import { halfBits } from "./half";
import type { Placement, Size } from "./placement";

export const LAYOUTS = ["nchw", "nhwc"] as const;
export const CHANNEL_ORDERS = ["rgb", "bgr"] as const;
export const INPUT_TYPES = ["float32", "float16", "uint8"] as const;

type Three = readonly [number, number, number];

/** How pixels become a model's numbers: (pixel × scale − mean) / std, each channel with its own mean and std. */
export type PixelRule = {
  readonly type: (typeof INPUT_TYPES)[number];
  readonly layout: (typeof LAYOUTS)[number];
  readonly channels: (typeof CHANNEL_ORDERS)[number];
  readonly scale: number;
  /** In the order of the model's channels. */
  readonly mean: Three;
  readonly std: Three;
  /** Value of the pixels around a letterboxed picture, 0..255. */
  readonly padding: number;
};

/** A model's input; half-precision numbers as their bits. */
export type InputData = Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/**
 * A picture as a model's input: resized bilinearly between pixel centres (as OpenCV's INTER_LINEAR), rounded to whole pixel values, padded
 * and put into the model's numbers. The same in every engine.
 */
export function inputOf(picture: DetectorPicture, input: Size, placement: Placement, rule: PixelRule): InputData {
  const area = input.width * input.height;
  const data = emptyInput(rule.type, area * 3);
  const columns = samplesAlong(picture.width, placement.width);
  const rows = samplesAlong(picture.height, placement.height);
  const planar = rule.layout === "nchw";
  for (let channel = 0; channel < 3; channel++) {
    const source = rule.channels === "rgb" ? channel : 2 - channel;
    const numbers = numbersOf(rule, channel);
    const [start, step] = planar ? [channel * area, 1] : [channel, 3];
    const padding = numbers[Math.round(rule.padding)] ?? 0;
    for (let pixel = 0; pixel < area; pixel++) data[start + pixel * step] = padding;
    const { rgb, width } = picture;
    for (let y = 0; y < placement.height; y++) {
      const upper = (rows.first[y] ?? 0) * width;
      const lower = (rows.second[y] ?? 0) * width;
      const down = rows.share[y] ?? 0;
      let at = start + ((placement.top + y) * input.width + placement.left) * step;
      for (let x = 0; x < placement.width; x++, at += step) {
        const left = columns.first[x] ?? 0;
        const right = columns.second[x] ?? 0;
        const across = columns.share[x] ?? 0;
        const above = between(rgb[(upper + left) * 3 + source] ?? 0, rgb[(upper + right) * 3 + source] ?? 0, across);
        const below = between(rgb[(lower + left) * 3 + source] ?? 0, rgb[(lower + right) * 3 + source] ?? 0, across);
        data[at] = numbers[Math.floor(between(above, below, down) + 0.5)] ?? 0;
      }
    }
  }
  return data;
}

function emptyInput(type: PixelRule["type"], length: number): InputData {
  switch (type) {
    case "float32":
      return new Float32Array(length);
    case "float16":
      return new Uint16Array(length);
    case "uint8":
      return new Uint8Array(length);
  }
}

/** What each of the 256 pixel values becomes. */
function numbersOf({ type, scale, mean, std }: PixelRule, channel: number): InputData {
  const table = emptyInput(type, 256);
  for (let pixel = 0; pixel < 256; pixel++) {
    const value = (pixel * scale - (mean[channel] ?? 0)) / (std[channel] ?? 1);
    table[pixel] = type === "float16" ? halfBits(value) : type === "uint8" ? Math.min(255, Math.max(0, Math.round(value))) : value;
  }
  return table;
}
