import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { FFmpegCore } from "@ffmpeg/core";
import type { DecoderSettings, FramesAnswer, FramesRequest } from "./bundledFFmpeg";

/** Decodes a video with ffmpeg's WebAssembly, a few frames at a time. */

const VIDEO = "/video.mp4";
const FRAMES = "/frames.yuv";
const wanted = workerData as DecoderSettings;
const log: string[] = [];
const core = startCore();

async function startCore(): Promise<FFmpegCore> {
  // It runs in the workers of pages only, and asks for what they have.
  Object.assign(globalThis, { self: { location: { href: "file:///" } }, WorkerGlobalScope: class {}, importScripts: () => undefined });
  const module = await WebAssembly.compile(readFileSync(wanted.core));
  const { default: createFFmpegCore } = await import("@ffmpeg/core");
  const started = await createFFmpegCore({
    instantiateWasm: (imports, done) => {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance, module);
      return instance.exports;
    },
  });
  started.setLogger(({ message }) => log.push(message));
  started.setProgress(() => undefined);
  started.setTimeout(-1);
  started.FS.writeFile(VIDEO, readFileSync(wanted.file));
  return started;
}

async function decode({ input, output }: FramesRequest): Promise<FramesAnswer> {
  const ffmpeg = await core;
  log.length = 0;
  const status = ffmpeg.exec("-y", "-hide_banner", "-loglevel", "error", ...input, "-i", VIDEO, ...output, FRAMES);
  ffmpeg.reset();
  if (status !== 0) return { fault: log.at(-1) ?? `ffmpeg ended with status ${status}` };
  return { yuv: ffmpeg.FS.readFile(FRAMES) };
}

parentPort?.on("message", (request: FramesRequest) => {
  decode(request)
    .catch((error: unknown): FramesAnswer => ({ fault: error instanceof Error ? error.message : String(error) }))
    .then((answer) => parentPort?.postMessage(answer))
    .catch(() => undefined);
});
