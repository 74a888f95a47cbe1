import type { NamedAsset } from "@/editor";
import { digest, readAsAddress } from "./pictureFile";

/** A picture of a video and when it is shown. */
export type VideoStill = NamedAsset & { readonly seconds: number };

/** Stills go into the scenario file, and its size is bounded: so many at most, evenly over the video, so wide at most. */
const MOST_STILLS = 40;
const STILLS_A_SECOND = 5;
const MOST_WIDTH = 960;
const JPEG_QUALITY = 0.82;

export const VIDEO_TYPES = "video/mp4,video/webm,video/quicktime,video/x-matroska";

/**
 * Stills of a video, evenly over its length, the first at its beginning.
 * @throws Error that says what is wrong with the file and what to do, or the signal's reason
 */
export async function readVideoStills(file: File, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<VideoStill[]> {
  const { ALL_FORMATS, BlobSource, CanvasSink, Input } = await import("mediabunny");
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const refuse = (why: string, cause?: unknown) => new Error(`“${file.name}” cannot be used: ${why}. Convert it to MP4 with H.264, or choose a picture.`, { cause });
  try {
    const track = await input.getPrimaryVideoTrack().catch((cause: unknown) => Promise.reject(refuse("it is no video that can be read", cause)));
    if (!track) throw refuse("there is no picture in it");
    if (!(await track.canDecode())) throw refuse("this browser cannot decode it");
    const [start, end] = [await track.getFirstTimestamp(), await track.computeDuration()];
    const total = Math.max(1, Math.min(MOST_STILLS, Math.ceil((end - start) * STILLS_A_SECOND)));
    const times = Array.from({ length: total }, (_, index) => start + (index * (end - start)) / total);
    const width = Math.min(MOST_WIDTH, await track.getDisplayWidth());
    const stills: VideoStill[] = [];
    const sink = new CanvasSink(track, { width });
    for await (const shown of sink.canvasesAtTimestamps(times)) {
      signal.throwIfAborted();
      const seconds = (times[stills.length] ?? 0) - start;
      if (shown) stills.push({ ...(await stillOf(shown.canvas, `${file.name}, ${seconds.toFixed(1)} s`)), seconds });
      onProgress(stills.length, total);
    }
    if (stills.length === 0) throw refuse("no picture could be read from it");
    return stills;
  } finally {
    input.dispose();
  }
}

async function stillOf(canvas: HTMLCanvasElement | OffscreenCanvas, name: string): Promise<NamedAsset> {
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height);
  copy.getContext("2d")?.drawImage(canvas, 0, 0);
  const blob = await copy.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  const sha256 = await digest(blob);
  const data = await readAsAddress(new File([blob], name, { type: blob.type }));
  return { id: `still-${sha256.slice(0, 16)}`, asset: { name: name.slice(0, 300), mediaType: "image/jpeg", width, height, sha256, data } };
}
