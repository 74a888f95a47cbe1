import { IconCloud, IconCloudRain, IconMist, IconMoonStars, IconSun, type Icon } from "@tabler/icons-react";
import type { WeatherCondition } from "@/core/document";

const WEATHER_ICONS: Record<WeatherCondition, Icon> = {
  sunny: IconSun,
  cloudy: IconCloud,
  rainy: IconCloudRain,
  night: IconMoonStars,
  fog: IconMist,
};

export const WEATHER_LABELS: Record<WeatherCondition, string> = {
  sunny: "Sunny",
  cloudy: "Cloudy",
  rainy: "Rain",
  night: "Night",
  fog: "Fog",
};

export const weatherColor = (condition: WeatherCondition): string => `var(--weather-${condition})`;

export function WeatherIcon({ condition, size = 16 }: { condition: WeatherCondition; size?: number }) {
  const ConditionIcon = WEATHER_ICONS[condition];
  return <ConditionIcon size={size} stroke={1.75} color={weatherColor(condition)} aria-hidden />;
}
