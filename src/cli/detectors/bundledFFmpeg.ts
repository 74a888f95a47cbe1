import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { DetectorPicture } from "@/detectors/detector";
import { picturesInBatches } from "@/detectors/picture/ffmpegBatches";
import { coreFile } from "../headless/appFolder";
import { otherFrames, type WantedFrames } from "./videoFrames";

/** The decoder's program, next to the command. */
const PROGRAM = new URL("./videoWorker.mjs", import.meta.url);

/** What `videoWorker` starts with; `core` is the file of ffmpeg's WebAssembly. */
export type DecoderSettings = WantedFrames & { readonly core: string };

/** Asks `videoWorker` for frames: what ffmpeg is told before and after its input file. */
export type FramesRequest = { readonly input: readonly string[]; readonly output: readonly string[] };

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
  const settings: DecoderSettings = { ...wanted, core: coreFile() };
  const worker = new Worker(program, { workerData: settings });
  const decode = async (input: readonly string[], output: readonly string[]) => {
    const request: FramesRequest = { input, output };
    worker.postMessage(request);
    const [answer] = (await once(worker, "message", { signal })) as [FramesAnswer];
    if ("fault" in answer) throw new Error(`${wanted.file} cannot be decoded: ${answer.fault}; render the bundle again`);
    return answer.yuv;
  };
  try {
    yield* picturesInBatches(wanted, { decode, otherFrames: (decoded) => otherFrames(decoded, wanted) }, signal);
  } finally {
    await worker.terminate();
  }
}
