import type { Quality, VideoCodec } from "../types";
import { i420Bytes } from "./i420";

/**
 * How a frame lies in memory on its way to the encoder. `i420`: BT.709 YUV 4:2:0, as all players show it. `gbrp`: planes of green, blue
 * and red, in which every pixel keeps its exact colour.
 */
export type FrameLayout = "i420" | "gbrp";

/** ffmpeg's names for the layouts. */
export const PIXEL_FORMATS: Readonly<Record<FrameLayout, string>> = { i420: "yuv420p", gbrp: "gbrp" };

/** A lossless video of instances keeps exact colours, which tell whose a pixel is; every other video is made for players. */
export function frameLayout({ instances, quality }: { instances: boolean; quality: Quality }, codec: VideoCodec): FrameLayout {
  return instances && quality === "lossless" && codec === "h264" ? "gbrp" : "i420";
}

/** Bytes of a frame. */
export const layoutBytes = (layout: FrameLayout, { width, height }: { width: number; height: number }): number =>
  layout === "gbrp" ? 3 * width * height : i420Bytes(width, height);
