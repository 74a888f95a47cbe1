import type { FrameLayout } from "../picture/frameLayout";

export type VideoFormat = { width: number; height: number; fps: number; frames: number; layout: FrameLayout };

/** A video file being written from encoded packets, one per frame, in order. */
export interface VideoWriter {
  /** Adds the next frame; frame n is shown at n / fps. */
  add(data: Uint8Array, isKey: boolean): Promise<void>;
  finish(): Promise<void>;
}

/** Colour as defined by the frame contract, or as it is. */
export const COLOR_SPACES = {
  i420: { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false },
  gbrp: { primaries: "bt709", transfer: "iec61966-2-1", matrix: "rgb", fullRange: true },
} as const satisfies Record<FrameLayout, VideoColorSpaceInit>;
