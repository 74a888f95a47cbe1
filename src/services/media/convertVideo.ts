import type { Conversion, SourceVideo } from "./conversions";
import { FFmpegFault, FFmpegJob } from "./ffmpegJob";

/** Frames that a line of ffmpeg's log says are done; null for other lines. */
export function framesDone(line: string): number | null {
  const [, frames] = /^frame= *(\d+) /.exec(line) ?? [];
  return frames === undefined ? null : Number(frames);
}

/**
 * Makes another file from a finished video, which is read where it lies.
 * @param onShare gets the share that is done, 0 to 1
 * @throws Error that says what to do, or the signal's reason
 */
export async function convertVideo(
  video: Blob,
  source: SourceVideo,
  { label, suffix, mediaType, frames, runs }: Conversion,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Blob> {
  const job = await FFmpegJob.start(signal);
  try {
    const input = await job.mount(video, "video.mp4");
    const output = `/output${suffix}`;
    const total = frames(source);
    for (const parameters of runs(source, input, output))
      await job.run(["-y", ...parameters], (line) => {
        const done = framesDone(line);
        if (done !== null) onShare(Math.min(1, done / total));
      });
    return new Blob([await job.take(output)], { type: mediaType });
  } catch (cause) {
    if (!(cause instanceof FFmpegFault)) throw cause;
    const last = cause.log.findLast((line) => /error|fail|invalid|unable/i.test(line)) ?? cause.message;
    throw new Error(
      cause.isOutOfMemory
        ? `${label} needs more memory than a browser gives ffmpeg (2 GB); export a shorter range, or a smaller size`
        : `${label} could not be made: ffmpeg says “${last.trim()}”`,
      { cause },
    );
  } finally {
    job.close();
  }
}
