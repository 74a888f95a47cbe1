import { counted } from "@/core/text";
import { spawn } from "node:child_process";
import type { DetectorPicture } from "@/detectors/detector";
import { countOf, everyNthFrame, type WantedPictures } from "@/detectors/picture/ffmpegBatches";
import { rgbFromI420 } from "@/detectors/picture/fromI420";
import { beforeShutdown } from "../shutdown";

/** A bundle's video, and which of its frames are wanted. */
export type WantedFrames = WantedPictures & { readonly file: string };

/**
 * A video's frames, decoded by the machine's own ffmpeg, which is started by the first and ended with the iteration.
 * @throws Error if there is no ffmpeg; Error that names the file if it cannot be decoded or is not the video that was rendered
 */
export async function* framesByFFmpeg(wanted: WantedFrames, signal: AbortSignal): AsyncGenerator<DetectorPicture> {
  const { file, width, height, every } = wanted;
  const ffmpeg = spawn(
    "ffmpeg",
    [
      ...["-nostdin", "-v", "error", "-i", file, "-map", "0:v:0", "-vf", everyNthFrame(every)],
      ...["-fps_mode", "passthrough", "-f", "rawvideo", "-"],
    ],
    { stdio: ["ignore", "pipe", "pipe"], signal },
  );
  const keep = beforeShutdown(() => Promise.resolve(ffmpeg.kill("SIGKILL")));
  let said = "";
  ffmpeg.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-1000)));
  const ended = new Promise<number | NodeJS.ErrnoException>((resolve) => {
    ffmpeg.once("error", resolve);
    ffmpeg.once("close", (status) => resolve(status ?? 1));
  });
  let count = 0;
  try {
    const bytes = (width * height * 3) / 2;
    for await (const yuv of blocksOf(ffmpeg.stdout, bytes)) {
      if (yuv.length < bytes) break;
      yield { frame: count * every, width, height, rgb: rgbFromI420(yuv, width, height) };
      count++;
    }
    const end = await ended;
    signal.throwIfAborted();
    if (typeof end !== "number") throw end;
    if (end !== 0) throw new Error(`${file} cannot be decoded: ${said.trim().split("\n").at(-1) ?? ""}; render the bundle again`);
    if (count !== countOf(wanted)) throw otherFrames(count, wanted);
  } catch (error) {
    // An aborted process fails in ways of its own.
    signal.throwIfAborted();
    throw error;
  } finally {
    ffmpeg.kill("SIGKILL");
    keep();
  }
}

/** What is said of a video that has not as many frames as its bundle says. */
export const otherFrames = (count: number, wanted: WantedFrames): Error =>
  new Error(
    `${wanted.file} is not the video of this bundle: ` +
      `${counted(countOf(wanted), "frame")} of ${wanted.width} × ${wanted.height} were expected, ` +
      `${count} were decoded; render the bundle again`,
  );

/** A stream cut into blocks of equal length; the last may be shorter. */
async function* blocksOf(stream: AsyncIterable<unknown>, length: number): AsyncGenerator<Uint8Array> {
  let block = new Uint8Array(length);
  let filled = 0;
  for await (const piece of stream) {
    if (!(piece instanceof Uint8Array)) continue;
    for (let at = 0; at < piece.length;) {
      const part = piece.subarray(at, at + length - filled);
      block.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < length) continue;
      yield block;
      block = new Uint8Array(length);
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
