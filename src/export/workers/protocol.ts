import type { PixelMap } from "@/core/pixels";
import type { ExportFault } from "../errors";
import type { PictureSettings } from "../picture/frameRenderer";
import type { ExportPlan } from "../plan";
import type { Segment } from "../segments/planSegments";
import type { EngineName, ExportProgress, ExportTimings, Quality, StoredFile, VideoCodec } from "../types";
import type { Sights } from "@/core/scene";
import type { FrameRange } from "@/core/timeline";

/** To a worker that encodes segments. */
export type EncodeCommand =
  | {
      type: "start";
      picture: PictureSettings;
      /** What encodes H.264; VP8 is always encoded by ffmpeg. */
      engine: EngineName;
      codec: VideoCodec;
      quality: Quality;
      /** Compiled ffmpeg; null for the browser's own encoder. */
      module: WebAssembly.Module | null;
      /** Where another worker puts the frames; null to draw them locally. */
      ring: SharedArrayBuffer | null;
    }
  | { type: "encode"; segment: Segment };

export type EncodedSegment = {
  index: number;
  /** The packets, concatenated. */
  data: ArrayBuffer;
  packets: { size: number; isKey: boolean }[];
  /** MD5 of every frame before encoding; only at quality `lossless`. */
  digests: string[];
};

/** What was counted in a frame of the scenario that has been drawn. */
type SightsAnswer = { type: "sights"; frame: number; sights: Sights };

export type EncodeAnswer =
  SightsAnswer | { type: "progress"; frames: number } | { type: "encoded"; segment: EncodedSegment } | { type: "failed"; message: string };

/** To a worker that draws segments into a ring. */
export type DrawCommand = { type: "start"; picture: PictureSettings; ring: SharedArrayBuffer } | { type: "draw"; segment: Segment };

/** `drawn` follows the last `sights` of a segment. */
export type DrawAnswer = SightsAnswer | { type: "drawn" } | { type: "failed"; message: string };

/** An error's text, as passed between threads. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** To a worker that makes the images that accompany the video. */
export type PicturesCommand =
  | {
      type: "start";
      picture: PictureSettings;
      range: FrameRange;
      /** Every frame as an image; null for none. `quality` 0..1 applies to JPEG. */
      images: { folder: string; type: string; quality: number; names: readonly string[] } | null;
      /** Per-pixel ground truth. */
      pixels: readonly PixelMap[];
      /** ffmpeg, if a thumbnail is requested. */
      module: WebAssembly.Module | null;
    }
  /** The last image has been stored. */
  | { type: "next" };

export type PicturesAnswer = { type: "picture"; path: string; bytes: Uint8Array } | { type: "done" } | { type: "failed"; message: string };

/** To the worker that controls an export. */
export type ExportCommand =
  | {
      type: "start";
      plan: ExportPlan;
      /** The browser's encoder as it is to be configured; null for ffmpeg. If the plan needs ffmpeg, it follows once compiled. */
      browserEncoder: VideoEncoderConfig | null;
      job: string | null;
    }
  | { type: "module"; module: WebAssembly.Module };

export type ExportAnswer =
  | { type: "progress"; progress: ExportProgress }
  | { type: "done"; files: StoredFile[]; annotations: number; timings: ExportTimings }
  | { type: "failed"; fault: ExportFault; message: string };
