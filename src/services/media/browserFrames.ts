import type { InputVideoTrack } from "mediabunny";
import type { DecodedPictures } from "./ffmpegFrames";
import type { VideoFacts } from "./videoFacts";
import { timeShownAt, type VideoPicture, type WantedPictures } from "./frameTimes";
import { bytesInFile } from "./fileRoom";
import { shownFrom } from "./shownPart";
import { stillSize } from "./stillSize";

const JPEG_QUALITY = 0.85;
/** The length that a file declares may be this many seconds too short. */
const END_MARGIN = 1;

/**
 * Decodes the pictures that a scenario shows with the browser's own decoder, where it has one.
 * @param onFrame gets the scenario's frame reached
 * @param end of the video in seconds, as `endOf` finds it; null if unknown
 * @throws what the browser's decoder throws, or the signal's reason
 */
export async function decodeInBrowser(
  track: InputVideoTrack,
  { width, height, rounding }: VideoFacts,
  end: number | null,
  wanted: WantedPictures,
  signal: AbortSignal,
  onFrame: (frame: number) => void,
): Promise<DecodedPictures> {
  const { CanvasSink } = await import("mediabunny");
  const start = await shownFrom(track);
  const size = stillSize({ width, height }, wanted);
  const times: number[] = [];
  for (let frame = 0; frame < wanted.frames; frame += wanted.every) {
    const time = start + timeShownAt(frame, wanted, rounding);
    if (end !== null && time >= end + END_MARGIN && frame > 0) break;
    times.push(time);
  }
  const pictures: VideoPicture[] = [];
  let [index, shownTime, bytes] = [0, -Infinity, 0];
  for await (const shown of new CanvasSink(track, { ...size, fit: "fill", poolSize: 2 }).canvasesAtTimestamps(times)) {
    signal.throwIfAborted();
    const frame = index++ * wanted.every;
    onFrame(frame);
    if (!shown || shown.timestamp === shownTime) continue;
    shownTime = shown.timestamp;
    const jpeg = await jpegOf(shown.canvas);
    bytes += bytesInFile(jpeg.length);
    if (bytes > wanted.room) return { pictures, fits: false };
    pictures.push({ frame, jpeg });
  }
  return { pictures, fits: true };
}

async function jpegOf(canvas: HTMLCanvasElement | OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  copy.getContext("2d", { alpha: false })?.drawImage(canvas, 0, 0);
  const blob = await copy.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
}
