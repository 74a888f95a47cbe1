export type VideoFormat = { width: number; height: number; fps: number; frames: number };

/** A video file being written from encoded packets, one per frame, in order. */
export interface VideoWriter {
  /** Adds the next frame; frame n is shown at n / fps. */
  add(data: Uint8Array, isKey: boolean): Promise<void>;
  finish(): Promise<void>;
}

/** Colour as defined by the frame contract. */
export const COLOR_SPACE = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false } as const;
