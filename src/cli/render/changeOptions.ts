import type { Command } from "commander";
import type { ParameterValues } from "@/core/variation";
import { parseLight, parseRate, parseSeconds, parseSize, parseWeather, setOption, wholeNumber } from "./options";
import type { ScenarioChanges } from "./scenarioInput";

/** What may be different from what the scenario says, in the picture and in what is true of it. */
export type ChangeOptions = Omit<ScenarioChanges, "style" | "sensor"> & { readonly set?: ParameterValues };

/** Adds the options that change a scenario. */
export function addChangeOptions(command: Command): Command {
  return command
    .option("--weather <CONDITION[:INTENSITY]>", "weather for the whole video; intensity is 0 to 1 or severity1 to severity5", parseWeather)
    .option(
      "--light <CONDITION[:INTENSITY]>",
      "light for the whole video (day, low_sun, dusk, night), independent of the weather",
      parseLight,
    )
    .option("--no-noise", "turn off everything random: jitter, flicker, speed variation")
    .addOption(setOption())
    .option("--seed <N>", "random seed", wholeNumber(0))
    .option("--size <WxH>", "frame size in pixels", parseSize)
    .option("--fps <N>", "frame rate: a whole number, 29.97 or 30000/1001", parseRate)
    .option("--duration <SECONDS>", "length of the video", parseSeconds);
}
