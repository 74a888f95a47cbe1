/**
 * Every thread that draws keeps all pictures of a scenario decoded, at four bytes a pixel: stills may have so many pixels
 * together (92 MiB), and one of them needs no more columns than this.
 */
const MOST_PIXELS = 24_000_000;
const MOST_WIDTH = 960;

/** Seconds from the video's beginning: a still is shown from `shownFrom` on; `inside` lies within the display of its frame. */
export type StillTime = { readonly shownFrom: number; readonly inside: number };

type VideoFacts = { readonly frames: number; readonly seconds: number; readonly width: number; readonly height: number };

/**
 * Which stills of a video are kept, and how wide they are: every frame up to `most`, else `most` evenly over the length,
 * as large as all of them together may be.
 */
export function planStills({ frames, seconds, width, height }: VideoFacts, most: number): { times: StillTime[]; width: number } {
  const count = Math.max(1, Math.min(most, frames));
  const halfAFrame = seconds / Math.max(1, frames) / 2;
  const times = Array.from({ length: count }, (_, index) => {
    const shownFrom = (index * seconds) / count;
    return { shownFrom, inside: shownFrom + halfAFrame };
  });
  const fitting = Math.floor(Math.sqrt((MOST_PIXELS / count) * (width / height)));
  return { times, width: Math.max(1, Math.min(width, MOST_WIDTH, fitting)) };
}
