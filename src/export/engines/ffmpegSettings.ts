import type { FrameLayout } from "../picture/frameLayout";
import type { Quality } from "../types";

/** Colour as defined by the frame contract, or for exact colours as they are, written into the stream; and the encoder for each. */
const COLOURS: Record<FrameLayout, { encoder: string; format: string; told: string }> = {
  i420: { encoder: "libx264", format: "yuv420p", told: "colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv" },
  gbrp: { encoder: "libx264rgb", format: "bgr24", told: "colorprim=bt709:transfer=iec61966-2-1:colormatrix=GBR:range=pc" },
};
/** Segments start with their only key frame; pictures follow each other in order of presentation. */
const CLOSED_SEGMENT = "keyint=infinite:scenecut=0:bframes=0:ref=1:rc-lookahead=0:mbtree=0:weightp=0";

/**
 * Constant quantisers, not rate factors: with a rate factor, x264 examines a small copy of every frame first, which costs as much again
 * as encoding a mostly static picture (docs/export-speed.md).
 */
const QUALITY_SETTINGS: Record<Quality, { preset: string; quantizer: number; tools: string }> = {
  draft: { preset: "ultrafast", quantizer: 28, tools: "cabac=1" },
  standard: { preset: "ultrafast", quantizer: 23, tools: "cabac=1" },
  high: { preset: "superfast", quantizer: 17, tools: "aq-mode=0" },
  lossless: { preset: "ultrafast", quantizer: 0, tools: "cabac=1" },
};

/** VP8 has no lossless mode: `lossless` is its best quality. */
const VP8_QUANTIZER: Record<Quality, number> = { draft: 36, standard: 18, high: 8, lossless: 0 };

/**
 * ffmpeg's parameters for a segment in VP8. A negative `cpu-used` is a fixed speed; a positive one makes the encoder look at the clock,
 * and produce different bytes on another machine.
 */
export function vp8Parameters(quality: Quality): string[] {
  const quantizer = String(VP8_QUANTIZER[quality]);
  return [
    ...["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "-16", "-lag-in-frames", "0", "-auto-alt-ref", "0"],
    ...["-qmin", quantizer, "-qmax", quantizer, "-b:v", "100M", "-g", "9999", "-pix_fmt", "yuv420p", "-threads", "1"],
  ];
}

/** ffmpeg's parameters for encoding a segment; they are also in the bundle's manifest. */
export function x264Parameters(quality: Quality, layout: FrameLayout): string[] {
  const { encoder, format, told } = COLOURS[layout];
  const { preset, quantizer, tools } = QUALITY_SETTINGS[quality];
  return [
    ...["-c:v", encoder, "-preset", preset, "-qp", String(quantizer), "-pix_fmt", format, "-threads", "1"],
    ...["-x264-params", `${CLOSED_SEGMENT}:${tools}:${told}`],
  ];
}
