import { nominalRate } from "@/core/timeline";
/** How frames are arranged along the timeline: `start` is the frame at the left edge (not always whole). */
export type Scale = { readonly start: number; readonly pixelsPerFrame: number };

/** Height of an actor's row in CSS pixels. */
export const ROW_HEIGHT = 28;

/** Height of a plot of speed in CSS pixels. */
export const SPEED_HEIGHT = 64;

/** Paths with more waypoints than this come from files; their keyframes would be one solid line, and are not shown. */
export const MAX_KEYFRAMES = 300;

/** Room to the left and right of the video, so that what is at its ends can be grabbed, in CSS pixels. */
export const PAD = 12;
const MAX_PIXELS_PER_FRAME = 48;

export const xOf = ({ start, pixelsPerFrame }: Scale, frame: number): number => PAD + (frame - start) * pixelsPerFrame;
export const frameAt = ({ start, pixelsPerFrame }: Scale, x: number): number => start + (x - PAD) / pixelsPerFrame;

/** The scale that shows the whole video in a width. */
export function fittedScale(durationFrames: number, width: number): Scale {
  return { start: 0, pixelsPerFrame: Math.max(1, width - 2 * PAD) / durationFrames };
}

/** Keeps a scale within the video: never smaller than fitted, never past its ends. */
export function boundedScale({ start, pixelsPerFrame }: Scale, durationFrames: number, width: number): Scale {
  const least = fittedScale(durationFrames, width).pixelsPerFrame;
  const bounded = Math.min(Math.max(MAX_PIXELS_PER_FRAME, least), Math.max(least, pixelsPerFrame));
  const last = durationFrames - (width - 2 * PAD) / bounded;
  return { start: Math.max(0, Math.min(start, last)), pixelsPerFrame: bounded };
}

/** Zooms by a factor and keeps the frame at `x` where it is. */
export function zoomedScale(scale: Scale, factor: number, x: number, durationFrames: number, width: number): Scale {
  const anchor = frameAt(scale, x);
  const { pixelsPerFrame } = boundedScale({ ...scale, pixelsPerFrame: scale.pixelsPerFrame * factor }, durationFrames, width);
  return boundedScale({ start: anchor - (x - PAD) / pixelsPerFrame, pixelsPerFrame }, durationFrames, width);
}

/** Zoom as a slider's position: 0 is fitted, 1 the closest, equal steps are equal factors. */
export function zoomShare({ pixelsPerFrame }: Scale, durationFrames: number, width: number): number {
  const least = fittedScale(durationFrames, width).pixelsPerFrame;
  const room = Math.log(MAX_PIXELS_PER_FRAME / least);
  return room <= 0 ? 0 : Math.min(1, Math.max(0, Math.log(pixelsPerFrame / least) / room));
}

export function pixelsPerFrameAt(share: number, durationFrames: number, width: number): number {
  const least = fittedScale(durationFrames, width).pixelsPerFrame;
  return least * Math.max(1, MAX_PIXELS_PER_FRAME / least) ** share;
}

/**
 * Frames between two labelled ticks: whole frames or a clock’s seconds (30 frames at 29.97), at least
 * `room` pixels apart; and the ticks between.
 */
export function tickSteps({ pixelsPerFrame }: Scale, fps: number, room = 72): { major: number; minor: number } {
  const second = nominalRate(fps);
  const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];
  const inSecond = [1, 2, 5, 10, 15].filter((frames) => second % frames === 0 && frames < second);
  const steps = [...inSecond, ...seconds.map((count) => count * second)];
  const major = steps.find((step) => step * pixelsPerFrame >= room) ?? 3600 * second;
  const minor = steps.findLast((step) => step < major && major % step === 0 && step * pixelsPerFrame >= 7) ?? major;
  return { major, minor };
}

/** The nearest of the candidates within `reach` frames, or the frame itself, whole. */
export function snapFrame(frame: number, candidates: Iterable<number>, reach: number): { frame: number; snapped: boolean } {
  let best = { frame: Math.round(frame), snapped: false };
  let distance = reach;
  for (const candidate of candidates) {
    const away = Math.abs(candidate - frame);
    if (away <= distance) {
      distance = away;
      best = { frame: candidate, snapped: true };
    }
  }
  return best;
}
