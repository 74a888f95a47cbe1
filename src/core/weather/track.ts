import type { WeatherKeyframe } from "../document/schema";
import type { WeatherLayer } from "../scene/frameStateTypes";

/**
 * The weather at a frame: one layer, or two while one keyframe's weather takes over from another's. A fade ends at the
 * latest at the next keyframe. Keyframes must be in order of frame, the first at 0 (the schema sees to it).
 */
export function weatherAt(keyframes: readonly WeatherKeyframe[], frame: number): WeatherLayer[] {
  const index = lastIndexAt(keyframes, frame);
  const current = keyframes[index];
  if (!current) throw new RangeError("a weather track needs at least one keyframe");
  const target = { condition: current.condition, intensity: current.intensity };
  const before = keyframes[index - 1];
  const fadeFrames = Math.min(current.fadeFrames, (keyframes[index + 1]?.frame ?? Infinity) - current.frame);
  const progress = (frame - current.frame) / fadeFrames;
  if (!before || fadeFrames === 0 || progress >= 1) return [target];
  if (before.condition === current.condition)
    return [{ ...target, intensity: before.intensity + (current.intensity - before.intensity) * progress }];
  const leaving = { condition: before.condition, intensity: before.intensity * (1 - progress) };
  return progress === 0 ? [leaving] : [leaving, { ...target, intensity: current.intensity * progress }];
}

function lastIndexAt(keyframes: readonly WeatherKeyframe[], frame: number): number {
  let low = 0;
  let high = keyframes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((keyframes[middle]?.frame ?? 0) <= frame) low = middle;
    else high = middle - 1;
  }
  return low;
}
