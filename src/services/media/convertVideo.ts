import { claimFolder, fileIn, offerFile } from "../files/diskFiles";
import { offerDownload } from "../files/download";
import type { Conversion, SourceVideo } from "./conversions";
import { FFmpegFault, FFmpegJob } from "./ffmpegJob";
import { OUTPUT_NAME, OUTPUT_PATH } from "./worker/output";

/** The number of frames that a line of ffmpeg's log says are done; null for other lines. */
export function framesDone(line: string): number | null {
  const [, frames] = /^frame= *(\d+) /.exec(line) ?? [];
  return frames === undefined ? null : Number(frames);
}

/**
 * Makes another file from a finished video, and lets the browser save it. The video is read where it lies. The file is written to disk
 * while it is made; where the browser keeps no files, as some do in private windows, it has to fit into memory.
 * @param name of the file, without its ending
 * @param onShare gets the share that is done, 0 to 1
 * @throws Error that says what to do, or the signal's reason
 */
export async function saveConverted(
  video: Blob,
  source: SourceVideo,
  conversion: Conversion,
  name: string,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<void> {
  const { label, suffix, mediaType } = conversion;
  const folder = await claimFolder();
  try {
    const job = await FFmpegJob.start(signal, folder?.name);
    try {
      const output = folder ? OUTPUT_PATH : `/output${suffix}`;
      await runAll(job, video, source, conversion, output, onShare);
      if (!folder) return offerDownload(new Blob([await job.take(output)], { type: mediaType }), `${name}${suffix}`);
    } finally {
      job.close();
    }
    const file = await (await fileIn(folder, OUTPUT_NAME)).getFile();
    offerFile(folder, file.slice(0, file.size, mediaType), `${name}${suffix}`);
  } catch (cause) {
    await folder?.release();
    throw cause instanceof FFmpegFault ? new Error(conversionFault(label, cause, folder !== null), { cause }) : cause;
  }
}

async function runAll(
  job: FFmpegJob,
  video: Blob,
  source: SourceVideo,
  { frames, runs }: Conversion,
  output: string,
  onShare: (share: number) => void,
): Promise<void> {
  const input = await job.mount(video, "video.mp4");
  const total = frames(source);
  for (const parameters of runs(source, input, output))
    await job.run(["-y", ...parameters], (line) => {
      const done = framesDone(line);
      if (done !== null) onShare(Math.min(1, done / total));
    });
}

/** What to say when a file could not be made. @param isOnDisk whether it was written to disk, not to memory */
export function conversionFault(label: string, fault: FFmpegFault, isOnDisk: boolean): string {
  if (fault.isOutOfStorage)
    return `${label} is too large for the browser's storage. Free some space on the disk, or export a shorter range or a smaller size`;
  if (fault.isOutOfMemory)
    return isOnDisk
      ? `${label} needs more memory than a browser gives ffmpeg (2 GB). Export a shorter range or a smaller size`
      : `${label} is too large for this window's memory, and it keeps no files on disk, as private windows do. ` +
          "Use a normal window, or export a shorter range or a smaller size";
  const last = fault.log.findLast((line) => /error|fail|invalid|unable/i.test(line)) ?? fault.message;
  return `${label} could not be made: ffmpeg says “${last.trim()}”`;
}
