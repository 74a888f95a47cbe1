import type { LightCondition, WeatherCondition } from "../document/constants";
import type { LightKeyframe, Scenario, WeatherKeyframe } from "../document/schema";
import type { WeatherLayer } from "../scene/frameStateTypes";

/** The contents of one track at a frame: one condition or, during a fade, the old and the new one. */
type TrackState<Condition> = {
  readonly leaving?: { condition: Condition; intensity: number };
  readonly present?: { condition: Condition; intensity: number };
  /** The keyframe whose fade is in progress. */
  readonly fading?: { readonly frame: number; readonly fadeFrames: number };
};

type Keyframe<Condition> = {
  readonly frame: number;
  readonly condition: Condition;
  readonly intensity: number;
  readonly fadeFrames: number;
};

/**
 * A track at a frame. A fade ends at the latest at the next keyframe; at its first frame only the old condition is present. Keyframes
 * must be in order of frame, the first at 0 (ensured by the schema).
 */
function stateOf<Condition>(keyframes: readonly Keyframe<Condition>[], frame: number): TrackState<Condition> {
  const index = lastIndexAt(keyframes, frame);
  const current = keyframes[index];
  if (!current) throw new RangeError("a track needs at least one keyframe");
  const target = { condition: current.condition, intensity: current.intensity };
  const before = keyframes[index - 1];
  const fadeFrames = Math.min(current.fadeFrames, (keyframes[index + 1]?.frame ?? Infinity) - current.frame);
  const progress = (frame - current.frame) / fadeFrames;
  if (!before || fadeFrames === 0 || progress >= 1) return { present: target };
  const fading = { frame: current.frame, fadeFrames };
  if (before.condition === current.condition)
    return { present: { ...target, intensity: before.intensity + (current.intensity - before.intensity) * progress }, fading };
  const leaving = { condition: before.condition, intensity: before.intensity * (1 - progress) };
  return progress === 0 ? { leaving, fading } : { leaving, present: { ...target, intensity: current.intensity * progress }, fading };
}

const DAYLIGHT: readonly LightKeyframe[] = [{ frame: 0, condition: "day", intensity: 1, fadeFrames: 0 }];

/** The weather at a frame: one layer, or two while one keyframe's weather takes over from another's. */
export function weatherAt(keyframes: readonly WeatherKeyframe[], frame: number): { condition: WeatherCondition; intensity: number }[] {
  const { leaving, present } = stateOf(keyframes, frame);
  return [leaving, present].filter((layer) => layer !== undefined);
}

/** The light at a frame, likewise. */
export function lightAt(
  keyframes: readonly LightKeyframe[] | undefined,
  frame: number,
): { condition: LightCondition; intensity: number }[] {
  const { leaving, present } = stateOf(keyframes ?? DAYLIGHT, frame);
  return [leaving, present].filter((layer) => layer !== undefined);
}

/**
 * Weather and light at a frame, in the order in which they change the picture: light falls on what the weather has left. If both change
 * in one and the same fade, the old comes before the new. A clear sky of no intensity is listed only if there is nothing else.
 */
export function conditionsAt({ weather, light }: Pick<Scenario, "weather" | "light">, frame: number): WeatherLayer[] {
  const sky = stateOf(weather, frame);
  const sun = stateOf(light ?? DAYLIGHT, frame);
  const together = sky.fading !== undefined && sky.fading.frame === sun.fading?.frame && sky.fading.fadeFrames === sun.fading.fadeFrames;
  // Sunshine changes nothing, wherever it is; next to the new layer it has the place it has in documents with a single track for both.
  const steady = together && !sky.leaving && sky.present?.condition !== "sunny" ? sky.present : undefined;
  const leavingSky = [sky.leaving, steady].filter((layer) => layer !== undefined);
  const comingSky = [steady ? undefined : sky.present].filter((layer) => layer !== undefined);
  const wholeSky = [...leavingSky, ...comingSky];
  const leavingLight = lightLayer(sun.leaving, together ? leavingSky : wholeSky);
  const presentLight = lightLayer(sun.present, together ? [...(steady ? [steady] : []), ...comingSky] : wholeSky);
  const layers = together
    ? [...leavingSky, ...leavingLight, ...comingSky, ...presentLight]
    : [...wholeSky, ...leavingLight, ...presentLight];
  const telling = layers.filter(({ condition, intensity }) => condition !== "sunny" || intensity > 0);
  return telling.length > 0 ? telling : [{ condition: "sunny", intensity: 0 }];
}

function lightLayer(
  light: TrackState<LightCondition>["present"],
  sky: readonly { condition: WeatherCondition; intensity: number }[],
): WeatherLayer[] {
  if (!light || light.condition === "day") return [];
  const through = sky.filter(({ condition, intensity }) => condition !== "sunny" && intensity > 0);
  return [{ condition: light.condition, intensity: light.intensity, ...(through.length > 0 ? { through } : {}) }];
}

function lastIndexAt(keyframes: readonly { readonly frame: number }[], frame: number): number {
  let low = 0;
  let high = keyframes.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((keyframes[middle]?.frame ?? 0) <= frame) low = middle;
    else high = middle - 1;
  }
  return low;
}
