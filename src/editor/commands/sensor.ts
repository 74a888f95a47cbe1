import type { SensorSettings } from "@/core/document";
import { command, type Command } from "./command";
import { without } from "./edit";

/** A camera that adds nothing. */
export const PERFECT_SENSOR: SensorSettings = { exposure: 0, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 };

/** Changes what the camera adds to the picture; once it adds nothing, the scenario says nothing of it. */
export function changeSensor(change: Partial<SensorSettings>): Command {
  return command("Change sensor effects", (scenario) => {
    const before = scenario.sensor ?? PERFECT_SENSOR;
    const sensor = { ...before, ...change };
    const keys = ["exposure", "noise", "motionBlur", "lensDrops", "vignetting", "rollingShutter"] as const;
    if (keys.every((key) => sensor[key] === before[key])) return scenario;
    return keys.every((key) => sensor[key] === 0) ? { ...without(scenario, "sensor") } : { ...scenario, sensor };
  });
}
