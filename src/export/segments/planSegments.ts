import type { VideoSettings } from "@/core/document";
import type { FrameRange } from "@/core/timeline";

/** A part of the video that is encoded on its own and begins with a key frame. Frames of the scenario, half-open. */
export type Segment = FrameRange & { readonly index: number };

const SHORT_VIDEO_FRAMES = 2400;
/** A segment's packets wait in memory for the ones before it: large pictures get short segments. */
const LARGEST_SEGMENT_PIXELS = 150 * 2 * 1280 * 720;
const SMALLEST_SEGMENT_FRAMES = 8;

/**
 * Splits a range into segments. The split depends only on the range and the picture's size, never on the machine, so that any number of
 * encoders makes the same video. The number of segments is even if possible: two cores finish together.
 * @param longest the most frames that a segment may have
 */
export function planSegments(range: FrameRange, { width, height }: Pick<VideoSettings, "width" | "height">, longest = Infinity): Segment[] {
  const frames = range.end - range.start;
  const wanted = frames <= SHORT_VIDEO_FRAMES ? 75 : 150;
  const affordable = Math.max(SMALLEST_SEGMENT_FRAMES, Math.floor(LARGEST_SEGMENT_PIXELS / (width * height)));
  const pairs = Math.ceil(frames / (2 * Math.min(wanted, affordable, longest)));
  const count = Math.min(frames, 2 * pairs);
  return Array.from({ length: count }, (_, index) => ({
    index,
    start: range.start + Math.floor((frames * index) / count),
    end: range.start + Math.floor((frames * (index + 1)) / count),
  }));
}
