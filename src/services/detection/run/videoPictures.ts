import { secondsOf } from "@/core/timeline";
import type { DetectorPicture } from "@/detectors/detector";
import { rgbFromI420 } from "@/detectors/picture/fromI420";
import { FFmpegJob } from "../../media/ffmpegJob";
import { videoFault } from "../../media/mediaFaults";
import { browserPictures } from "./browserPictures";
import type { VideoFrames } from "./videoFrames";

const FRAMES_PATH = "/frames.yuv";
/** Frames that ffmpeg decodes at once and that are held in memory. */
const BATCH = 16;

/**
 * Decoded frames of a finished export: what a detector would really see. By the browser's own decoder where it has one, otherwise by
 * ffmpeg; both give the same pixels.
 * @throws Error that says what is wrong with the file and what to do, or the signal's reason
 */
export async function* videoPictures(wanted: VideoFrames, signal: AbortSignal): AsyncGenerator<DetectorPicture> {
  const inBrowser = await browserPictures(wanted, signal);
  if (inBrowser) yield* inBrowser;
  else yield* ffmpegPictures(wanted, signal);
}

async function* ffmpegPictures({ file, name, width, height, fps, frames, every }: VideoFrames, signal: AbortSignal) {
  const bytes = (width * height * 3) / 2;
  const count = Math.ceil(frames / every);
  const job = await FFmpegJob.start(signal);
  try {
    const path = await job.mount(file, name);
    for (let decoded = 0; decoded < count;) {
      const batch = Math.min(BATCH, count - decoded);
      // Half a frame early, so that no rounding of times skips the first.
      const seek = decoded === 0 ? [] : ["-ss", secondsOf(decoded * every - 0.5, fps).toFixed(6)];
      await job.run([
        ...["-y", ...seek, "-i", path, "-map", "0:v:0", "-vf", `select=not(mod(n\\,${every})),format=yuv420p`],
        ...["-fps_mode", "passthrough", "-frames:v", String(batch), "-f", "rawvideo", FRAMES_PATH],
      ]);
      const yuv = await job.take(FRAMES_PATH);
      if (yuv.length !== batch * bytes) throw new Error(`${name} has other frames than its scenario. Export it again`);
      for (let index = 0; index < batch; index++, decoded++) {
        signal.throwIfAborted();
        const rgb = rgbFromI420(yuv.subarray(index * bytes, (index + 1) * bytes), width, height);
        yield { frame: decoded * every, width, height, rgb };
      }
    }
  } catch (cause) {
    signal.throwIfAborted();
    throw videoFault(cause, name, "the browser has no decoder for it");
  } finally {
    job.close();
  }
}
