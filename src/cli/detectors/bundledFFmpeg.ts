import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { DetectorPicture } from "@/detectors/detector";
import { rgbFromI420 } from "@/detectors/picture/fromI420";
import { assertCount, countOf, type WantedFrames } from "./videoFrames";

/** The decoder's program, next to the command. */
const PROGRAM = new URL("./videoWorker.mjs", import.meta.url);

/** Frames that are decoded at once and held in memory. */
const BATCH = 16;

/** Asks for frames, as `videoWorker` decodes them: `count` of them from frame `start` on. */
export type FramesRequest = { readonly start: number; readonly count: number };

/** The frames as YUV 4:2:0, one after the other, or why there are none. */
export type FramesAnswer = { readonly yuv: Uint8Array<ArrayBuffer> } | { readonly fault: string };

/**
 * A video's frames, decoded by `@ffmpeg/core` in a thread.
 * @param program for tests, which are not built
 * @throws Error that names the file if it cannot be decoded or is not the video that was rendered
 */
export async function* framesByBundledFFmpeg(
  wanted: WantedFrames,
  signal: AbortSignal,
  program = PROGRAM,
): AsyncGenerator<DetectorPicture> {
  const { width, height, every, file } = wanted;
  const bytes = (width * height * 3) / 2;
  const worker = new Worker(program, { workerData: wanted });
  try {
    let decoded = 0;
    while (decoded < countOf(wanted)) {
      const request: FramesRequest = { start: decoded * every, count: Math.min(BATCH, countOf(wanted) - decoded) };
      worker.postMessage(request);
      const [answer] = (await once(worker, "message", { signal })) as [FramesAnswer];
      if ("fault" in answer) throw new Error(`${file} cannot be decoded: ${answer.fault}; render the bundle again`);
      const count = Math.floor(answer.yuv.length / bytes);
      if (count !== request.count) assertCount(decoded + count, wanted);
      for (let index = 0; index < count; index++, decoded++) {
        const yuv = answer.yuv.subarray(index * bytes, (index + 1) * bytes);
        yield { frame: decoded * every, width, height, rgb: rgbFromI420(yuv, width, height) };
      }
    }
  } finally {
    await worker.terminate();
  }
}
