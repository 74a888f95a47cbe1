import type { InputVideoTrack } from "mediabunny";
import type { DecodedPictures } from "./ffmpegFrames";
import { timeShownAt, type VideoPicture, type WantedPictures } from "./frameTimes";
import { shownFrom } from "./shownPart";

const JPEG_QUALITY = 0.85;

/**
 * Decodes the pictures that a scenario shows with the browser's own decoder, where it has one.
 * @param onFrame gets the scenario's frame reached
 * @throws what the browser's decoder throws, or the signal's reason
 */
export async function decodeInBrowser(
  track: InputVideoTrack,
  rounding: number,
  wanted: WantedPictures,
  signal: AbortSignal,
  onFrame: (frame: number) => void,
): Promise<DecodedPictures> {
  const { CanvasSink } = await import("mediabunny");
  const [start, end] = [await shownFrom(track), await track.computeDuration()];
  const width = Math.min(await track.getDisplayWidth(), wanted.width);
  const times: number[] = [];
  for (let frame = 0; frame < wanted.frames; frame += wanted.every) {
    const time = start + timeShownAt(frame, wanted, rounding);
    if (time >= end && frame > 0) break;
    times.push(time);
  }
  const pictures: VideoPicture[] = [];
  let [index, shownTime, bytes] = [0, -Infinity, 0];
  for await (const shown of new CanvasSink(track, { width, poolSize: 2 }).canvasesAtTimestamps(times)) {
    signal.throwIfAborted();
    const frame = index++ * wanted.every;
    onFrame(frame);
    if (!shown || shown.timestamp === shownTime) continue;
    shownTime = shown.timestamp;
    const jpeg = await jpegOf(shown.canvas);
    bytes += jpeg.length;
    if (bytes >= wanted.room) return { pictures, fits: false };
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
