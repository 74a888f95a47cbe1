import type { Box, WeatherLayer } from "@/core/scene/frameStateTypes";
import { type Noise, clamp } from "./noise";
import type { Ramp, SensorProfile } from "./profile";

/** The circumstances under which an object is seen. */
export type View = {
  /** Root of the box's area, in pixels. */
  sizePx: number;
  /** 0..1. */
  visibility: number;
  weather: readonly WeatherLayer[];
};

/** How each circumstance lowers the probability of a report, in the order in which misses are attributed to them. */
const FACTORS = ["size", "visibility", "contrast", "weather"] as const;
export type DetectionFactors = Record<(typeof FACTORS)[number], number> & {
  /** Product of the four: 1 is the best view. */
  quality: number;
  /** Probability of a report: the sensor's rate × quality. */
  probability: number;
};

/** The model's factors for one view, as plotted by the profile editor. */
export function detectionFactors({ detection }: Pick<SensorProfile, "detection">, view: View): DetectionFactors {
  const size = rampAt(detection.size_px, view.sizePx);
  const visibility = rampAt(detection.visibility, view.visibility);
  const contrast = rampAt(detection.contrast, weatherContrast(view.weather));
  const weather = view.weather.reduce(
    (product, { condition, intensity }) => product * (1 - (1 - detection.weather[condition]) * intensity),
    1,
  );
  const quality = size * visibility * contrast * weather;
  return { size, visibility, contrast, weather, quality, probability: detection.rate * quality };
}

export function rampAt({ from, to, floor }: Ramp, value: number): number {
  if (value >= to) return 1;
  return value <= from ? floor : floor + ((1 - floor) * (value - from)) / (to - from);
}

/**
 * The contrast that weather leaves in a picture, 1 in sunshine: the specification's photometric factors (cloudy 1 − 0.3·i, night 1 −
 * 0.7·i, fog 1 − 0.6·i) and those of the `schematic` style for conditions it does not have (snow, low sun, dusk); the specification's
 * rain consists of drops, whose effect is set to 1 − 0.3·i here.
 */
export function weatherContrast(weather: readonly WeatherLayer[]): number {
  return weather.reduce((product, { condition, intensity }) => product * (1 - CONTRAST_LOSS[condition] * intensity), 1);
}

const CONTRAST_LOSS = { sunny: 0, cloudy: 0.3, rainy: 0.3, night: 0.7, fog: 0.6, snow: 0.3, low_sun: 0.4, dusk: 0.45 } as const;

/**
 * Why an object is not reported, or null if it is. One random number in [0, 1) decides: below the probability it is reported; above, the
 * circumstance within whose share it falls is the cause.
 */
export function causeOfMiss(factors: DetectionFactors, rate: number, chance: number): string | null {
  if (chance < factors.probability) return null;
  let reached = rate;
  if (chance >= reached) return "sensor";
  for (const name of FACTORS) {
    reached *= factors[name];
    if (chance >= reached) return name;
  }
  return "sensor";
}

/** Confidence for a view of this quality; four decimals. */
export function noisyConfidence({ confidence }: SensorProfile, quality: number, noise: Noise, ...keys: number[]): number {
  const expected = expectedConfidence({ confidence }, quality);
  return rounded(clamp(expected + confidence.spread * noise.bell("confidence", ...keys), confidence.range), 10_000);
}

/** Mean confidence for a view of this quality, before clamping. */
export function expectedConfidence({ confidence }: Pick<SensorProfile, "confidence">, quality: number): number {
  return confidence.worst + (confidence.best - confidence.worst) * quality;
}

/** By which factor box errors exceed those of the best view. */
export function boxErrorGrowth({ box }: Pick<SensorProfile, "box">, quality: number): number {
  return 1 + (box.worst_factor - 1) * (1 - quality);
}

/** A box with errors of position and size; hundredths of pixels. */
export function noisyBox({ box }: SensorProfile, truth: Box, quality: number, noise: Noise, ...keys: number[]): Box {
  const growth = boxErrorGrowth({ box }, quality);
  // Some of the box must remain even after three standard deviations.
  const sizeError = Math.min(box.size * growth, 0.3);
  const width = truth.width * (1 + sizeError * noise.bell("boxWidth", ...keys));
  const height = truth.height * (1 + sizeError * noise.bell("boxHeight", ...keys));
  const middleX = truth.x + truth.width / 2 + truth.width * box.position * growth * noise.bell("boxX", ...keys);
  const middleY = truth.y + truth.height / 2 + truth.height * box.position * growth * noise.bell("boxY", ...keys);
  return {
    x: rounded(middleX - width / 2, 100),
    y: rounded(middleY - height / 2, 100),
    width: rounded(width, 100),
    height: rounded(height, 100),
  };
}

export function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
