import { IconCloud, IconCloudRain, IconMist, IconMoonStars, IconSnowflake, IconSun, IconSunLow, IconSunset2, type Icon } from "@tabler/icons-react";
import type { WeatherCondition } from "@/core/document";

const WEATHER_ICONS: Record<WeatherCondition, Icon> = {
  sunny: IconSun,
  cloudy: IconCloud,
  rainy: IconCloudRain,
  night: IconMoonStars,
  fog: IconMist,
  snow: IconSnowflake,
  low_sun: IconSunLow,
  dusk: IconSunset2,
};

export const WEATHER_LABELS: Record<WeatherCondition, string> = {
  sunny: "Sunny",
  cloudy: "Cloudy",
  rainy: "Rain",
  night: "Night",
  fog: "Fog",
  snow: "Snow",
  low_sun: "Low sun",
  dusk: "Dusk",
};

export const weatherColor = (condition: WeatherCondition): string => `var(--weather-${condition.replace("_", "-")})`;

export function WeatherIcon({ condition, size = 16 }: { condition: WeatherCondition; size?: number }) {
  const ConditionIcon = WEATHER_ICONS[condition];
  return <ConditionIcon size={size} stroke={1.75} color={weatherColor(condition)} aria-hidden />;
}
