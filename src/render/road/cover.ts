import type { GroundCover, WeatherLayer } from "@/core/scene";

/** Ground is wet and white long before rain and snow are at their heaviest: the intensity at which it is so entirely. */
const ENTIRELY_AT = 0.5;

/** What a weather leaves on the ground. */
export function coverIn(weather: readonly WeatherLayer[]): GroundCover {
  const share = (wanted: "rainy" | "snow") =>
    Math.min(1, weather.reduce((sum, { condition, intensity }) => (condition === wanted ? sum + intensity : sum), 0) / ENTIRELY_AT);
  const snow = share("snow");
  return { wet: share("rainy") * (1 - snow), snow };
}
