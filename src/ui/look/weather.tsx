import {
  IconCloud,
  IconCloudRain,
  IconMist,
  IconMoonStars,
  IconSnowflake,
  IconSun,
  IconSunLow,
  IconSunset2,
  type Icon,
  IconSunHigh,
} from "@tabler/icons-react";
import type { Condition, LightCondition } from "@/core/document";

const WEATHER_ICONS: Record<Condition | LightCondition, Icon> = {
  sunny: IconSun,
  day: IconSunHigh,
  cloudy: IconCloud,
  rainy: IconCloudRain,
  night: IconMoonStars,
  fog: IconMist,
  snow: IconSnowflake,
  low_sun: IconSunLow,
  dusk: IconSunset2,
};

/** The names of weather and light. In sunlight or starlight, a sky without clouds is clear. */
export const WEATHER_LABELS: Record<Condition | LightCondition, string> = {
  sunny: "Clear",
  day: "Day",
  cloudy: "Cloudy",
  rainy: "Rain",
  night: "Night",
  fog: "Fog",
  snow: "Snow",
  low_sun: "Low sun",
  dusk: "Dusk",
};

/** `Rain 60 %`; plain day has no intensity. */
export const skyText = ({ condition, intensity }: { condition: Condition | LightCondition; intensity: number }): string =>
  condition === "day" ? WEATHER_LABELS.day : `${WEATHER_LABELS[condition]} ${Math.round(intensity * 100)} %`;

export const weatherColor = (condition: Condition | LightCondition): string =>
  `var(--weather-${(condition === "day" ? "sunny" : condition).replace("_", "-")})`;

export function WeatherIcon({ condition, size = 16 }: { condition: Condition | LightCondition; size?: number }) {
  const ConditionIcon = WEATHER_ICONS[condition];
  return <ConditionIcon size={size} stroke={1.75} color={weatherColor(condition)} aria-hidden />;
}
