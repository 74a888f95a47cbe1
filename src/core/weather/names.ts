import { CONDITIONS, isLight, type Condition } from "../document/constants";
import type { Scenario } from "../document/schema";
import type { WeatherLayer } from "../scene/frameStateTypes";
import { conditionsAt } from "./track";

/**
 * The name for a frame's weather and light together: `rainy`, `night`, `rainy, night`; during a fade, that of the new condition. Null for
 * no layers.
 */
export function conditionName(layers: readonly WeatherLayer[]): string | null {
  const light = layers.findLast(({ condition }) => isLight(condition));
  const weather = layers.findLast(({ condition }) => !isLight(condition));
  if (!light) return weather?.condition ?? null;
  // A fade from weather to light, or back, is named after the new condition, which comes last.
  if (!weather || weather.condition === "sunny") return light === layers.at(-1) ? light.condition : (weather?.condition ?? null);
  if (light.through?.some(({ condition }) => condition === weather.condition)) return `${weather.condition}, ${light.condition}`;
  return layers.at(-1)?.condition ?? null;
}

/** The same at a scenario's first frame. */
export function mainCondition(scenario: Pick<Scenario, "weather" | "light">): string {
  return conditionName(conditionsAt(scenario, 0)) ?? "sunny";
}

/** All conditions of weather and light at any time, in the order of `CONDITIONS`; sunshine only if it is not always night. */
export function conditionsOf({ weather, light = [] }: Pick<Scenario, "weather" | "light">): Condition[] {
  const found = new Set<Condition>();
  for (const { condition } of weather) found.add(condition);
  for (const { condition } of light) if (condition !== "day") found.add(condition);
  const clearDay = light.length === 0 || light.some(({ condition }) => condition === "day");
  if (!clearDay) found.delete("sunny");
  return CONDITIONS.filter((condition) => found.has(condition));
}
