import { encode } from "fast-png";
import type { FramePixels } from "./frameRenderer";

/** For the flat pictures of scenes, as small as with a higher level, in less time. */
const LEVEL = 3;

/**
 * Opaque pixels as a PNG with three channels. Browsers write four, which training pipelines refuse or misread; and their bytes differ
 * between machines, while these do not.
 */
export function rgbPng({ width, height, data }: FramePixels): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0;
    rgb[to + 1] = data[from + 1] ?? 0;
    rgb[to + 2] = data[from + 2] ?? 0;
  }
  return new Uint8Array(encode({ width, height, data: rgb, channels: 3, depth: 8 }, { zlib: { level: LEVEL } }));
}
