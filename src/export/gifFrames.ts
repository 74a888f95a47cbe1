import { framesOf, secondsOf } from "@/core/timeline";
import type { FrameRange } from "@/core/timeline";

/** The pictures of a GIF: frames of the scenario, and how long each is shown, in hundredths of a second. */
export type GifFrames = { readonly frames: readonly number[]; readonly delays: readonly number[] };

/** Beyond this, more pictures per second make a GIF larger rather than smoother. */
export const GIF_RATE = 10;
/** Limits the size of the file: longer videos have fewer pictures per second, each shown for longer. */
export const MOST_GIF_FRAMES = 200;
/** A delay is two bytes. */
const LONGEST_DELAY = 65_535;
/** Measured at 320 × 180 pixels in style illustrated. */
export const GIF_FRAME_BYTES = 10_000;

/** A description of the GIF of a range: `200 pictures, one every 0.45 s, about 2 MB`. */
export function gifText(range: FrameRange, fps: number): string {
  const { frames, delays } = gifFrames(range, fps);
  const seconds = Math.round(delays.reduce((sum, delay) => sum + delay, 0) / frames.length) / 100;
  const megabytes = Math.max(0.1, Math.round((frames.length * GIF_FRAME_BYTES) / 1e5) / 10);
  const pictures = frames.length === 1 ? "one frame" : `${frames.length} frames, one every ${seconds} s`;
  return `320 px wide, as long as the video: ${pictures}, about ${megabytes} MB`;
}

/**
 * The frames of the GIF of a range: at even intervals, at most ten a second and two hundred in all. Each is shown from its own time in
 * the video to the next one's, rounded to hundredths of a second, so that together they last as long as the video.
 */
export function gifFrames({ start, end }: FrameRange, fps: number): GifFrames {
  const length = end - start;
  const perSecond = framesOf(1, fps);
  const count = Math.max(1, Math.min(MOST_GIF_FRAMES, length, Math.floor((length * GIF_RATE) / perSecond)));
  const offsets = Array.from({ length: count + 1 }, (_, index) => Math.floor((length * index) / count));
  const times = offsets.map((offset) => Math.round(100 * secondsOf(offset, fps)));
  return {
    frames: offsets.slice(0, -1).map((offset) => start + offset),
    delays: times.slice(1).map((time, index) => Math.min(LONGEST_DELAY, time - (times[index] ?? 0))),
  };
}
