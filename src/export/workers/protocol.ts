import type { ExportFault } from "../errors";
import type { PictureSettings } from "../picture/frameRenderer";
import type { ExportPlan } from "../plan";
import type { VideoCodec } from "../engines/streamForm";
import type { Segment } from "../segments/planSegments";
import type { EngineName, ExportProgress, ExportTimings, Quality, StoredFile } from "../types";
import type { FrameRange } from "@/core/timeline";

/** To a worker that encodes segments. */
export type EncodeCommand =
  | {
      type: "start";
      picture: PictureSettings;
      /** What encodes H.264; VP8 is always ffmpeg's. */
      engine: EngineName;
      codec: VideoCodec;
      quality: Quality;
      /** Compiled ffmpeg; null for the browser's own encoder. */
      module: WebAssembly.Module | null;
      /** Where another worker puts the frames; null to draw them on the spot. */
      ring: SharedArrayBuffer | null;
    }
  | { type: "encode"; segment: Segment };

export type EncodedSegment = {
  index: number;
  /** The packets one after the other. */
  data: ArrayBuffer;
  packets: { size: number; isKey: boolean }[];
  /** MD5 of every frame before encoding; only at quality `lossless`. */
  digests: string[];
};

export type EncodeAnswer =
  { type: "progress"; frames: number } | { type: "encoded"; segment: EncodedSegment } | { type: "failed"; message: string };

/** To a worker that draws segments into a ring. */
export type DrawCommand = { type: "start"; picture: PictureSettings; ring: SharedArrayBuffer } | { type: "draw"; segment: Segment };

export type DrawAnswer = { type: "failed"; message: string };

/** Text of a fault that travels between threads. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** To a worker that makes the pictures beside the video. */
export type PicturesCommand =
  | {
      type: "start";
      picture: PictureSettings;
      range: FrameRange;
      /** Every frame as a picture; null for none. `quality` 0..1 counts for JPEG. */
      images: { folder: string; type: string; quality: number; names: readonly string[] } | null;
      /** ffmpeg, where a thumbnail is wanted. */
      module: WebAssembly.Module | null;
    }
  /** The last picture has been put away. */
  | { type: "next" };

export type PicturesAnswer = { type: "picture"; path: string; bytes: Uint8Array } | { type: "done" } | { type: "failed"; message: string };

/** To the worker that leads an export. */
export type ExportCommand =
  | {
      type: "start";
      plan: ExportPlan;
      /** The browser's encoder as it is to be configured; null for ffmpeg. Where the plan needs ffmpeg, it follows once compiled. */
      browserEncoder: VideoEncoderConfig | null;
      job: string | null;
    }
  | { type: "module"; module: WebAssembly.Module };

export type ExportAnswer =
  | { type: "progress"; progress: ExportProgress }
  | { type: "done"; files: StoredFile[]; annotations: number; timings: ExportTimings }
  | { type: "failed"; fault: ExportFault; message: string };
