import type { Segment } from "../segments/planSegments";
import type { VideoPacket } from "../segments/annexB";

/**
 * Frames of one segment in order, laid out as the encoder reads them; null for a frame that repeats the previous one, which the first
 * never does. A frame is valid until the next non-repeated one is requested.
 */
export interface FrameSource {
  /** The next frame, waiting for it if necessary. */
  next(): Uint8Array | null;
  /** The same for callers that can await, which may be faster. */
  nextAsync(): Promise<Uint8Array | null>;
}

/**
 * The encoder port. An encoder pulls frames, since ffmpeg reads its input synchronously; one call makes one closed group of pictures, in
 * order of presentation, the first of them a key frame: one for every frame, including repeats.
 */
export interface SegmentEncoder {
  encode(segment: Segment, frames: FrameSource, onFrame: () => void): Promise<VideoPacket[]>;
}

export type EncoderSettings = { width: number; height: number; fps: number };
