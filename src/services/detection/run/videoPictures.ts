import type { DetectorPicture } from "@/detectors/detector";
import { picturesInBatches } from "@/detectors/picture/ffmpegBatches";
import { FFmpegJob } from "../../media/ffmpegJob";
import { videoFault } from "../../media/mediaFaults";
import { browserPictures } from "./browserPictures";
import type { VideoFrames } from "./videoFrames";

const FRAMES_PATH = "/frames.yuv";

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

async function* ffmpegPictures(wanted: VideoFrames, signal: AbortSignal) {
  const { file, name } = wanted;
  const job = await FFmpegJob.start(signal);
  try {
    const path = await job.mount(file, name);
    const decode = async (input: readonly string[], output: readonly string[]) => {
      await job.run(["-y", ...input, "-i", path, ...output, FRAMES_PATH]);
      return job.take(FRAMES_PATH);
    };
    const otherFrames = () => new Error(`${name} has other frames than its scenario. Export it again`);
    yield* picturesInBatches(wanted, { decode, otherFrames }, signal);
  } catch (cause) {
    signal.throwIfAborted();
    throw videoFault(cause, name, "the browser has no decoder for it");
  } finally {
    job.close();
  }
}
