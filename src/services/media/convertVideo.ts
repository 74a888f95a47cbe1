import { claimJob, type Job } from "@/export/storage/jobs";
import { fileIn, offerFile } from "../files/diskFiles";
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
 * Makes another file from a finished video, which is read in place.
 * @param folder on disk where the file is written while it is made; null to hold it in memory
 * @param onShare gets the share that is done, 0 to 1
 * @throws Error that says what to do, or the signal's reason
 */
export async function convertVideo(
  video: Blob,
  source: SourceVideo,
  { label, suffix, mediaType, frames, runs }: Conversion,
  folder: Job | null,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<Blob> {
  const job = await FFmpegJob.start(signal, folder?.name);
  try {
    const input = await job.mount(video, "video.mp4");
    const output = folder ? OUTPUT_PATH : `/output${suffix}`;
    const total = frames(source);
    for (const parameters of runs(source, input, output))
      await job.run(["-y", ...parameters], (line) => {
        const done = framesDone(line);
        if (done !== null) onShare(Math.min(1, done / total));
      });
    const made = folder ? await (await fileIn(folder, OUTPUT_NAME)).getFile() : new Blob([await job.take(output)]);
    return made.slice(0, made.size, mediaType);
  } catch (cause) {
    throw cause instanceof FFmpegFault ? new Error(conversionFault(label, cause, folder !== null), { cause }) : cause;
  } finally {
    job.close();
  }
}

/**
 * Makes another file from a finished video and lets the browser save it. Where the browser keeps no files, as in some private windows, it
 * has to fit into memory.
 * @param name of the file, without its extension
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
  const folder = await claimJob();
  try {
    const made = await convertVideo(video, source, conversion, folder, signal, onShare);
    const fileName = `${name}${conversion.suffix}`;
    if (folder) offerFile(folder, made, fileName);
    else offerDownload(made, fileName);
  } catch (cause) {
    await folder?.release();
    throw cause;
  }
}

/** What to say when a file could not be made. @param isOnDisk whether it was written to disk, not to memory */
export function conversionFault(label: string, fault: FFmpegFault, isOnDisk: boolean): string {
  if (fault.isOutOfStorage)
    return `${label} is too large for the browser's storage. Free some space on the disk, or export a shorter range or a smaller size`;
  if (fault.isOutOfMemory)
    return isOnDisk
      ? `${label} needs more memory than a browser gives ffmpeg (2 GB). Export a shorter range or a smaller size`
      : `${label} is too large for this window's memory, and like most private windows, it keeps no files on disk. ` +
          "Use a normal window, or export a shorter range or a smaller size";
  const last = fault.log.findLast((line) => /error|fail|invalid|unable/i.test(line)) ?? fault.message;
  return `${label} could not be made: ffmpeg says “${last.trim()}”`;
}
