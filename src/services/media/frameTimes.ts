import { frameRateOf } from "@/core/timeline";

/** The pictures of a video that a scenario needs. */
export type WantedPictures = {
  /** The scenario's frame rate, and how many frames from its start on are to have a picture. */
  readonly fps: number;
  readonly frames: number;
  /** One picture is taken for every so many frames. */
  readonly every: number;
  /** Pixels of the frame that the pictures are to cover; they have no more of them. */
  readonly width: number;
  readonly height: number;
  /** Bytes that all of them may take together in the scenario's file. */
  readonly room: number;
};

/** A picture of a video, as JPEG, and the scenario's frame from which it is shown. */
export type VideoPicture = { readonly frame: number; readonly jpeg: Uint8Array<ArrayBuffer> };

/** Times are doubles or whole microseconds: a frame of the video that is late by less than this, in frames, is on time. */
const ROUNDING = 1e-4;

/** Pictures a second, exactly. */
export function pictureRate({ fps, every }: Pick<WantedPictures, "fps" | "every">): { numerator: number; denominator: number } {
  const { numerator, denominator } = frameRateOf(fps);
  return { numerator, denominator: denominator * every };
}

/** Seconds of the video that the scenario shows. */
export function wantedSeconds({ fps, frames }: Pick<WantedPictures, "fps" | "frames">): number {
  const { numerator, denominator } = frameRateOf(fps);
  return (frames * denominator) / numerator;
}

/**
 * The scenario's first frame that shows a frame of the video, or the ones after it: frame n shows the last whose time is not after
 * n ÷ fps.
 * @param seconds from the video's first frame on
 */
export function firstFrameShowing(seconds: number, wanted: Pick<WantedPictures, "fps" | "every">): number {
  const { numerator, denominator } = pictureRate(wanted);
  return Math.max(0, Math.ceil((seconds * numerator) / denominator - ROUNDING)) * wanted.every;
}

/** The time at which a frame of the scenario finds the frame of the video that it shows: slightly after that one begins. */
export function timeShownAt(frame: number, { fps }: Pick<WantedPictures, "fps">, rounding: number): number {
  const { numerator, denominator } = frameRateOf(fps);
  return (frame * denominator) / numerator + rounding + (ROUNDING * denominator) / numerator;
}

/** Of pictures that begin at the same frame, only the last: the others end before they are shown. */
export function lastOfEachFrame<Picture extends { readonly frame: number }>(pictures: readonly Picture[]): Picture[] {
  return pictures.filter(({ frame }, index) => pictures[index + 1]?.frame !== frame);
}
