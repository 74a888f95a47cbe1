import type { LightCondition, WeatherCondition, WholeScenario } from "@/core/document";
import { visibilityIn } from "@/core/weather";
import type { Report } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import type { EnvironmentChange } from "./actions";
import type { Scope } from "./scope";

/** Millimetres of water an hour at full intensity, as when writing. */
const RAIN = 50;
const SNOW = 5;
/** Fog from this visual range on is no fog (metres). */
const CLEAR = 5000;
/** The sun's light at night, and in a dusk (lux). */
const NIGHT = 10;
const DUSK = 1000;
/** The sun's elevation below which it is low (radians). */
const LOW = 0.2;

type Weather = { readonly condition: WeatherCondition; readonly intensity: number };
type Light = { readonly condition: LightCondition; readonly intensity: number };

/** Environments as the tracks of weather and light. */
export function environmentTracks(
  changes: readonly EnvironmentChange[],
  fps: number,
  report: Report,
): Pick<WholeScenario, "weather" | "light"> {
  const read = changes.map(({ time, node, scope }) => ({ frame: Math.round(time * fps), ...environmentOf(node, scope, report) }));
  const last = new Map(read.map((change) => [change.frame, change]));
  const ordered = [...last.values()].sort((a, b) => a.frame - b.frame);
  const first = ordered[0]?.frame === 0 ? [] : [{ frame: 0, weather: SUNNY, light: DAY }];
  const all = [...first, ...ordered];
  return {
    weather: all.map(({ frame, weather }) => ({ frame, fadeFrames: 0, ...weather })),
    light: all.map(({ frame, light }) => ({ frame, fadeFrames: 0, ...light })),
  };
}

const SUNNY: Weather = { condition: "sunny", intensity: 1 };
const DAY: Light = { condition: "day", intensity: 1 };

function environmentOf(node: XmlNode, scope: Scope, report: Report): { weather: Weather; light: Light } {
  node.ignore("ParameterDeclarations", "Properties");
  const weather = node.child("Weather");
  if (node.child("RoadCondition")) node.ignore("RoadCondition");
  const sun = weather?.child("Sun");
  const fog = weather?.child("Fog");
  const falling = weather?.child("Precipitation");
  weather?.ignore("DomeImage", "Wind");
  if ((weather && scope.text(weather, "temperature") !== null) ?? false)
    report.note("info", "temperature and air pressure are not shown", "");
  fog?.ignore();
  const range = fog ? scope.numberOf(fog, "visualRange", CLEAR) : CLEAR;
  const intensity = falling ? scope.numberOf(falling, "precipitationIntensity", 10 * scope.numberOf(falling, "intensity", 0)) : 0;
  const type = (falling && scope.text(falling, "precipitationType")) ?? "dry";
  const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
  let found: Weather = SUNNY;
  if (type === "rain" && intensity > 0) found = { condition: "rainy", intensity: share(intensity / RAIN) };
  else if (type === "snow" && intensity > 0) found = { condition: "snow", intensity: share(intensity / SNOW) };
  else if (range < CLEAR && range > 0) found = { condition: "fog", intensity: share(fogOf(range)) };
  else if (weather && isOvercast(scope.text(weather, "fractionalCloudCover") ?? scope.text(weather, "cloudState") ?? ""))
    found = { condition: "cloudy", intensity: 1 };
  const time = node.child("TimeOfDay");
  return { weather: found, light: lightOf(sun ?? null, time, scope) };
}

/** The intensity of fog with a visual range, found by halving. */
function fogOf(range: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    if (visibilityIn([{ condition: "fog", intensity: middle }]) > range) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const isOvercast = (cover: string): boolean => /^(?:five|six|seven|eight|nine)Oktas$|^(?:cloudy|overcast|rainy)$/.test(cover);

/** The light by the sun's own strength, or else by its height, or the time of the day. */
function lightOf(sun: XmlNode | null, time: XmlNode | null, scope: Scope): Light {
  const lux = sun && (scope.text(sun, "illuminance") ?? scope.text(sun, "intensity"));
  const strength = sun && lux !== null ? scope.numberOf(sun, sun.attributes.has("illuminance") ? "illuminance" : "intensity") : null;
  const elevation = sun && scope.text(sun, "elevation") !== null ? scope.numberOf(sun, "elevation") : null;
  // In OpenSCENARIO 1.0 an intensity is a share.
  const isLux = strength !== null && (strength > 1 || sun?.attributes.has("illuminance"));
  const of = (condition: LightCondition): Light => ({ condition, intensity: 1 });
  if (elevation !== null && elevation < -0.1) return of("night");
  if (isLux && strength < NIGHT) return of("night");
  if (isLux && strength < DUSK) return of("dusk");
  if (elevation !== null && elevation < 0) return of("dusk");
  if (elevation !== null && elevation < LOW) return of("low_sun");
  if (elevation !== null || isLux) return DAY;
  const hour = Number(/T(\d\d):/.exec((time && scope.text(time, "dateTime")) ?? "")?.[1] ?? 12);
  return hour < 5 || hour >= 22 ? of("night") : DAY;
}
