import type { DetectorPicture } from "@/detectors/detector";
import { framesByBundledFFmpeg } from "./bundledFFmpeg";
import { NoFFmpeg, framesByFFmpeg, type WantedFrames } from "./videoFrames";

/**
 * A video's frames, by the machine's own ffmpeg or, where there is none, by the one that comes with Jaywalk, which is slower. Both give the
 * same pixels.
 * @throws Error that names the file if it cannot be decoded
 */
export async function* framesOfVideo(wanted: WantedFrames, signal: AbortSignal): AsyncGenerator<DetectorPicture> {
  try {
    yield* framesByFFmpeg(wanted, signal);
  } catch (error) {
    if (!(error instanceof NoFFmpeg)) throw error;
    yield* framesByBundledFFmpeg(wanted, signal);
  }
}
