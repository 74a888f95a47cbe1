import { secondsOf } from "@/core/timeline";
import type { DetectorPicture } from "../detector";
import { rgbFromI420 } from "./fromI420";

/** Which frames of a video are wanted. */
export type WantedPictures = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Frames of the whole video. */
  readonly frames: number;
  /** Every so many frames, from frame 0. */
  readonly every: number;
};

/** The number of wanted frames. */
export const countOf = ({ frames, every }: Pick<WantedPictures, "frames" | "every">): number => Math.ceil(frames / every);

/** ffmpeg's filter that gives every n-th frame, as the pixels that detectors are shown come from. */
export const everyNthFrame = (every: number): string => `select=not(mod(n\\,${every})),format=yuv420p`;

/** Frames that are decoded at once and held in memory. */
const BATCH = 16;

/** How frames are decoded in WebAssembly, which gives its output as a whole. */
export type BatchDecoder = {
  /** Runs ffmpeg on the video. @param input options that go before the input file @param output those after it, without the output file */
  readonly decode: (input: readonly string[], output: readonly string[]) => Promise<Uint8Array>;
  /** What to say of a video that has other frames than it should. @param decoded as many as there were */
  readonly otherFrames: (decoded: number) => Error;
};

/**
 * Decodes the wanted frames of a video with an ffmpeg whose output has to fit into memory, so many at a time.
 * @throws what the decoder throws, or the signal's reason
 */
export async function* picturesInBatches(
  wanted: WantedPictures,
  { decode, otherFrames }: BatchDecoder,
  signal: AbortSignal,
): AsyncGenerator<DetectorPicture> {
  const { width, height, fps, every } = wanted;
  const bytes = (width * height * 3) / 2;
  const total = countOf(wanted);
  for (let decoded = 0; decoded < total;) {
    const batch = Math.min(BATCH, total - decoded);
    // Half a frame early, so that no rounding of times skips the first.
    const seek = decoded === 0 ? [] : ["-ss", secondsOf(decoded * every - 0.5, fps).toFixed(6)];
    const yuv = await decode(seek, [
      ...["-map", "0:v:0", "-vf", everyNthFrame(every), "-fps_mode", "passthrough"],
      ...["-frames:v", String(batch), "-f", "rawvideo"],
    ]);
    if (yuv.length !== batch * bytes) throw otherFrames(decoded + Math.floor(yuv.length / bytes));
    for (let index = 0; index < batch; index++, decoded++) {
      signal.throwIfAborted();
      const rgb = rgbFromI420(yuv.subarray(index * bytes, (index + 1) * bytes), width, height);
      yield { frame: decoded * every, width, height, rgb };
    }
  }
}
