import type { LightCondition, Scenario } from "@/core/document";
import { lightAt, visibilityIn, weatherAt } from "@/core/weather";
import { framesPerSecond } from "@/core/timeline";
import { element, type XmlElement } from "../xml";

/** What a track's strength means in OpenSCENARIO's units, at full intensity: millimetres of water an hour. */
const RAIN = 50;
const SNOW = 5;

/** Elevation (radians) and illuminance (lux) of the sun by light. */
const SUN: Readonly<Record<LightCondition, { readonly elevation: number; readonly lux: number }>> = {
  day: { elevation: 0.8, lux: 100_000 },
  low_sun: { elevation: 0.1, lux: 40_000 },
  dusk: { elevation: -0.05, lux: 400 },
  night: { elevation: -0.5, lux: 0 },
};
const HOURS: Readonly<Record<LightCondition, string>> = { day: "12:00:00", low_sun: "17:30:00", dusk: "18:15:00", night: "23:00:00" };

/** A fade is written in steps of this share. */
const FADE_STEP = 0.25;

/** An environment, and the frame from which it holds. */
export type Change = { readonly frame: number; readonly environment: XmlElement };

/**
 * Weather and light as environments of OpenSCENARIO: at each keyframe, and in steps during its fade, since the standard has no fades. Fog
 * is a visual range by Koschmieder's law, as drawn.
 */
export function environmentChanges(scenario: Pick<Scenario, "weather" | "light" | "video">): Change[] {
  const { weather, light = [], video } = scenario;
  const frames = new Set<number>([0]);
  for (const { frame, fadeFrames } of [...weather, ...light])
    for (let share = 0; share <= 1; share += FADE_STEP) {
      const at = frame + Math.round(fadeFrames * share);
      if (at < video.durationFrames) frames.add(at);
    }
  return [...frames].sort((a, b) => a - b).map((frame) => ({ frame, environment: environmentAt(scenario, frame) }));
}

function environmentAt({ weather, light, video }: Pick<Scenario, "weather" | "light" | "video">, frame: number): XmlElement {
  const layers = weatherAt(weather, frame);
  const lights = lightAt(light, frame);
  const strength = (condition: (typeof layers)[number]["condition"]) =>
    layers.reduce((sum, layer) => (layer.condition === condition ? sum + layer.intensity : sum), 0);
  const [rain, snow, clouds] = [strength("rainy"), strength("snow"), strength("cloudy")];
  const sun = lights.at(-1) ?? { condition: "day" as const, intensity: 1 };
  const falling = snow > rain ? { precipitationType: "snow", precipitationIntensity: snow * SNOW } : null;
  const precipitation = falling ?? { precipitationType: rain > 0 ? "rain" : "dry", precipitationIntensity: rain * RAIN };
  const oktas = Math.round(8 * Math.min(1, Math.max(clouds, rain > 0 || snow > 0 ? 1 : 0)));
  return element("Environment", { name: `from ${secondsText(frame / framesPerSecond(video.fps))} s` }, [
    element("TimeOfDay", { animation: false, dateTime: `2026-06-21T${HOURS[sun.condition]}` }),
    element("Weather", { fractionalCloudCover: OKTAS[oktas] }, [
      element("Sun", { azimuth: 0, elevation: SUN[sun.condition].elevation, intensity: SUN[sun.condition].lux }),
      element("Fog", { visualRange: visibilityIn(layers) }),
      element("Precipitation", precipitation),
    ]),
    element("RoadCondition", { frictionScaleFactor: rain > 0 ? 0.7 : snow > 0 ? 0.4 : 1, wetness: rain > 0 ? "wetWithPuddles" : "dry" }),
  ]);
}

const secondsText = (seconds: number): string => String(Number(seconds.toFixed(3)));

const OKTAS = [
  "zeroOktas",
  "oneOktas",
  "twoOktas",
  "threeOktas",
  "fourOktas",
  "fiveOktas",
  "sixOktas",
  "sevenOktas",
  "eightOktas",
] as const;
