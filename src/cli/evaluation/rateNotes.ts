import type { Detection } from "@/detection/types";

/** With fewer frames, a common distance is chance. */
const FEWEST_FRAMES = 4;

/**
 * A note, in a sentence, if all frames are compared although the detections look as if the detector had been shown every Nth frame only:
 * most formats do not say so, and the frames between would count as misses.
 * @param every one frame in so many is compared
 */
export function rateNotes(detections: readonly Pick<Detection, "frame" | "timestamp">[], fps: number, every: number): string[] {
  if (every > 1) return [];
  const frames = new Set(detections.flatMap(({ frame, timestamp }) => frame ?? (timestamp === null ? [] : Math.round(timestamp * fps))));
  if (frames.size < FEWEST_FRAMES) return [];
  const step = [...frames].reduce(greatestCommonDivisor, 0);
  if (step <= 1) return [];
  return [
    `All detections are at every ${ordinal(step)} frame, and the frames between count as misses; ` +
      `if the detector looked at these frames only, add --every ${step}.`,
  ];
}

const greatestCommonDivisor = (one: number, other: number): number => (other === 0 ? one : greatestCommonDivisor(other, one % other));

function ordinal(number: number): string {
  const [tens, ones] = [number % 100, number % 10];
  const ending = tens >= 11 && tens <= 13 ? "th" : ones === 1 ? "st" : ones === 2 ? "nd" : ones === 3 ? "rd" : "th";
  return `${number}${ending}`;
}
