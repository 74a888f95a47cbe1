import { z } from "zod";
import { FFmpegJob } from "@/services/media/ffmpegJob";
import { unusable, videoFault } from "@/services/media/mediaFaults";
import type { VideoShape } from "./videoFile";

const streamsSchema = z.object({
  streams: z.tuple([z.object({ width: z.int().positive(), height: z.int().positive(), nb_read_packets: z.coerce.number() })]),
});

/** Size and number of frames of a video. @throws Error if it cannot be read, or the signal's reason */
export async function videoShape(video: Blob, name: string, signal: AbortSignal): Promise<VideoShape> {
  const job = await FFmpegJob.start(signal);
  try {
    const path = await job.mount(video, "video.mp4");
    const told = await job.probe([
      ...["-count_packets", "-select_streams", "v:0", "-show_entries", "stream=width,height,nb_read_packets", path],
    ]);
    const [stream] = streamsSchema.parse(told).streams;
    return { width: stream.width, height: stream.height, frames: stream.nb_read_packets };
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof z.ZodError) throw unusable(name, "it holds no video. Choose an exported MP4 or a bundle's ZIP", cause);
    throw videoFault(cause, name, "the browser has no decoder for it");
  } finally {
    job.close();
  }
}
