import { sha256Of } from "@/core/digest";
import { LIMITS } from "@/core/document";
import type { NamedAsset } from "@/editor";
import { readAsAddress } from "./pictureFile";
import { planStills } from "./planStills";
import { measuredRate } from "@/core/timeline";

/** A picture of a video and when it is shown. */
export type VideoStill = NamedAsset & { readonly seconds: number };

export type VideoStills = {
  readonly stills: readonly VideoStill[];
  /** Length of the video. */
  readonly seconds: number;
  /** Its frame rate; null where a scenario cannot have it. */
  readonly fps: number | null;
  /** Whether every frame of the video is among them. */
  readonly everyFrame: boolean;
};

const JPEG_QUALITY = 0.82;

export const VIDEO_TYPES = "video/mp4,video/webm,video/quicktime,video/x-matroska";

/**
 * Stills of a video, evenly over its length, the first at its beginning; every frame where those are few enough.
 * @throws Error that says what is wrong with the file and what to do, or the signal's reason
 */
export async function readVideoStills(
  file: File,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<VideoStills> {
  const { ALL_FORMATS, BlobSource, CanvasSink, Input } = await import("mediabunny");
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  const refuse = (why: string, cause?: unknown) =>
    new Error(`“${file.name}” cannot be used: ${why}. Convert it to MP4 with H.264, or choose an image.`, { cause });
  try {
    const track = await input
      .getPrimaryVideoTrack()
      .catch((cause: unknown) => Promise.reject(refuse("it cannot be read as a video", cause)));
    if (!track) throw refuse("it contains no frames");
    if (!(await track.canDecode())) throw refuse("this browser cannot decode it");
    const { packetCount } = await track.computePacketStats();
    const [start, end] = [await track.getFirstTimestamp(), await track.computeDuration()];
    const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
    const plan = planStills({ frames: packetCount, seconds: end - start, width, height }, LIMITS.backgroundStills);
    const stills: VideoStill[] = [];
    const sink = new CanvasSink(track, { width: plan.width });
    for await (const shown of sink.canvasesAtTimestamps(plan.times.map(({ inside }) => start + inside))) {
      signal.throwIfAborted();
      const { shownFrom = 0 } = plan.times[stills.length] ?? {};
      if (shown) stills.push({ ...(await stillOf(shown.canvas, stillName(file.name, shownFrom))), seconds: shownFrom });
      onProgress(stills.length, plan.times.length);
    }
    if (stills.length === 0) throw refuse("no frame of it could be decoded");
    return { stills, seconds: end - start, fps: measuredRate(packetCount, end - start), everyFrame: stills.length === packetCount };
  } finally {
    input.dispose();
  }
}

/** A still's own name: the video's, and its time in it. */
const stillName = (video: string, seconds: number): string => `${video.slice(0, 280)}, ${seconds.toFixed(2)} s`;

/** The name of the video that a still is of. */
export const videoOfStill = (name: string): string => name.replace(/, [\d.]+ s$/, "");

async function stillOf(canvas: HTMLCanvasElement | OffscreenCanvas, name: string): Promise<NamedAsset> {
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(width, height);
  copy.getContext("2d")?.drawImage(canvas, 0, 0);
  const blob = await copy.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  const sha256 = await sha256Of(await blob.arrayBuffer());
  const data = await readAsAddress(new File([blob], name, { type: blob.type }));
  return { id: `still-${sha256.slice(0, 16)}`, asset: { name, mediaType: "image/jpeg", width, height, sha256, data } };
}
