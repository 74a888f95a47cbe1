import { counted, formatSeconds } from "@/core/text";
import type { Variable } from "@/search";
import type { SearchStep } from "@/search/investigate";
import type { SearchProgress } from "@/services/search/progress";

/** What varies, as the dialog calls it. */
export function variableTitle(variable: Variable): string {
  if (variable.vary === "declared") return `Parameter ${variable.name}`;
  return variable.vary === "sensor" ? SENSOR_TITLES[variable.effect] : TITLES[variable.vary];
}

const TITLES: Record<Exclude<Variable["vary"], "sensor" | "declared">, string> = {
  weather: "Kind of weather",
  severity: "Severity of the weather",
  light: "Kind of light",
  light_severity: "Severity of the light",
  speed: "Speed",
  gap: "Timing",
  size: "Size",
  distance: "Distance from the camera",
  color: "Colour",
  contrast: "Contrast of clothes",
  occluder_distance: "Occluder to path",
  occluder_size: "Size of occluders",
  occluder: "Occluders, with and without",
  camera_height: "Camera height",
  seed: "Random seed",
  parameter: "A value of the scenario",
};
const SENSOR_TITLES: Record<Extract<Variable, { vary: "sensor" }>["effect"], string> = {
  exposure: "Exposure",
  noise: "Sensor noise",
  motionBlur: "Motion blur",
  lensDrops: "Drops on the lens",
  vignetting: "Dark corners",
  rollingShutter: "Rolling shutter",
};

/** What the numbers of a variable mean; empty where its name says it. */
export function variableHint(variable: Variable): string {
  switch (variable.vary) {
    case "severity":
    case "light_severity":
      return "0 to 5; 5 is an intensity of 100 %";
    case "gap":
      return "seconds later than drawn";
    case "contrast":
      return "1: their own colour; 0: a mid grey";
    case "weather":
      return "clear, cloudy, rain, fog, snow";
    case "light":
      return "day, low sun, dusk, night";
    case "distance":
      return "further away than drawn";
    case "speed":
    case "size":
    case "occluder_size":
      return "times what is drawn";
    case "color":
    case "occluder_distance":
    case "occluder":
    case "camera_height":
    case "sensor":
    case "seed":
    case "declared":
    case "parameter":
      return "";
  }
}

/** An axis of a search as it begins a sentence: `Severity of fog`. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a search is doing. */
export function stepText(step: SearchStep | null): string {
  if (!step) return "Opening the detector";
  switch (step.kind) {
    case "exploring":
      return "Exploring";
    case "climbing":
      return "Moving towards the edge of failure";
    case "shrinking":
      return "Narrowing down to the smallest change";
    case "pair":
      return `Asking again about pair ${step.index + 1} of ${step.count}`;
    case "weather":
      return `Trying every weather, ${step.index + 1} of ${step.count}`;
  }
}

/** Step and variants, in a line. */
export function progressText({ step, tried, budget }: Pick<SearchProgress, "step" | "tried" | "budget">): string {
  if (!step) return stepText(step);
  return `${stepText(step)}: ${budget === null ? counted(tried, "variant") : `${tried} of ${counted(budget, "variant")}`}`;
}

/** The time left some seconds after it was estimated; empty if there is no estimate, or it has proved too short. */
export function timeLeftText({ step, secondsLeft }: Pick<SearchProgress, "step" | "secondsLeft">, passed: number): string {
  const left = secondsLeft === null || !step ? 0 : Math.round(secondsLeft - passed);
  return left < 1 ? "" : `At most ${formatSeconds(left)} left`;
}
