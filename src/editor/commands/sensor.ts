import { PERFECT_SENSOR, SENSOR_EFFECTS, withSensor, type SensorSettings } from "@/core/document";
import { command, type Command } from "./command";

/** Changes the camera's effects; if there are none left, the scenario has no such key. */
export function changeSensor(change: Partial<SensorSettings>): Command {
  return command("Change sensor effects", (scenario) => {
    const before = scenario.sensor ?? PERFECT_SENSOR;
    const same = SENSOR_EFFECTS.every((effect) => (change[effect] ?? before[effect]) === before[effect]);
    return same ? scenario : withSensor(scenario, change);
  });
}
