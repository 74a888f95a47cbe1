import type { Scenario, SensorSettings, WeatherCondition } from "@/core/document";
import { isCameraMoving } from "@/core/scene";
import { conditionsAt, weatherAt } from "@/core/weather";
import type { FrameRange } from "@/core/timeline";

/** Effects that change the picture everywhere from frame to frame, so that hardly anything of a frame equals the previous one. */
export const WHOLE_PICTURE_EFFECTS = ["rain", "snow", "noise", "fade", "travel"] as const;
export type WholePictureEffect = (typeof WHOLE_PICTURE_EFFECTS)[number];

/** For a new condition, specify here whether it moves. */
const OF_WEATHER: Readonly<Record<WeatherCondition, WholePictureEffect | null>> = {
  sunny: null,
  cloudy: null,
  rainy: "rain",
  fog: null,
  snow: "snow",
};
/** Likewise for a camera effect. Drops on the lens, smears and vignettes change what moves, or nothing. */
const OF_SENSOR: Readonly<Record<keyof SensorSettings, WholePictureEffect | null>> = {
  exposure: null,
  noise: "noise",
  motionBlur: null,
  lensDrops: null,
  vignetting: null,
  rollingShutter: null,
};

/** Number of sampled frames; a shorter range is examined completely. */
const SAMPLES = 240;

/**
 * How much each effect changes the frames of a range on average, 0..1: precipitation by its intensity, noise by the square of its
 * strength (like its variance), fades by the share of frames in which the light or the air changes, `travel` by the share of
 * those in which a road's camera moves.
 */
export function wholePictureEffects(
  scenario: Pick<Scenario, "weather" | "light" | "sensor" | "road" | "actors" | "video">,
  { start, end }: FrameRange,
): Record<WholePictureEffect, number> {
  const { weather, sensor } = scenario;
  const sums: Record<WholePictureEffect, number> = { rain: 0, snow: 0, noise: 0, fade: 0, travel: 0 };
  const step = Math.max(1, (end - start) / SAMPLES);
  let count = 0;
  for (let place = start; place < end; place += step) {
    const frame = Math.floor(place);
    for (const { condition, intensity } of weatherAt(weather, frame)) {
      const effect = OF_WEATHER[condition];
      if (effect !== null) sums[effect] += intensity;
    }
    if (JSON.stringify(conditionsAt(scenario, frame)) !== JSON.stringify(conditionsAt(scenario, frame + 1))) sums.fade++;
    if (isCameraMoving(scenario, frame)) sums.travel++;
    count++;
  }
  for (const effect of WHOLE_PICTURE_EFFECTS) sums[effect] /= Math.max(1, count);
  for (const [name, strength] of Object.entries(sensor ?? {})) {
    const effect = isSensorEffect(name) ? OF_SENSOR[name] : null;
    if (effect !== null) sums[effect] = Math.max(sums[effect], strength ** 2);
  }
  return sums;
}

function isSensorEffect(name: string): name is keyof SensorSettings {
  return Object.hasOwn(OF_SENSOR, name);
}
