import { LIMITS } from "@/core/document";
import { mixExtents, type Extent } from "./extent";

/** A shape drawn at a frame; `continues`: it moves in a straight line to the next one. */
export type Keyframe = { frame: number; extent: Extent; continues: boolean };

/**
 * The frames of a track that is stored by its keyframes. Broken frame numbers are given as they are: whoever receives them refuses them.
 * @param end the last keyframe, if it continues, stays up to this frame, which is excluded
 */
export function* betweenKeyframes(keyframes: readonly Keyframe[], end = 0): Generator<{ frame: number; extent: Extent }, void, undefined> {
  const inOrder = keyframes.toSorted((a, b) => a.frame - b.frame);
  for (const [index, { frame, extent, continues }] of inOrder.entries()) {
    yield { frame, extent };
    const next = inOrder[index + 1];
    const until = Math.min(next?.frame ?? end, LIMITS.durationFrames.max);
    if (!continues || !Number.isInteger(frame) || !Number.isInteger(until)) continue;
    for (let between = frame + 1; between < until; between++)
      yield { frame: between, extent: mixExtents(extent, next?.extent ?? extent, (between - frame) / (until - frame)) };
  }
}
