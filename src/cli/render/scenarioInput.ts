import {
  MAX_SCENARIO_BYTES,
  SENSOR_EFFECTS,
  ScenarioError,
  assertScenarioSize,
  parseScenario,
  released,
  validateScenario,
  withDuration,
  withFrameRate,
  withSeed,
  withSensor,
  withSize,
  withStyle,
  withSky,
  withoutNoise,
  type PictureStyle,
  type WholeScenario,
  type SensorSettings,
  type Size,
  type SkySettings,
} from "@/core/document";
import { VariationError, withParameters, type ParameterValues } from "@/core/variation";
import { PRESETS, findPreset } from "@/presets";
import { UsageError } from "../errors";
import { readInputText } from "../files/input";
import { framesLasting } from "@/core/timeline";

/** What `render` changes in a scenario before rendering it. */
export type ScenarioChanges = SkySettings & {
  readonly style?: PictureStyle;
  /** Camera effects that replace the scenario's; the others stay. */
  readonly sensor?: Partial<SensorSettings> | "none";
  readonly noise: boolean;
  readonly seed?: number;
  readonly size?: Size;
  readonly fps?: number;
  /** Seconds. */
  readonly duration?: number;
};

/**
 * The scenario that a command-line argument names: a preset's id or a file.
 * @param set values of its parameters
 * @throws UsageError, ScenarioError
 */
export async function readScenarioInput(name: string, set: ParameterValues = {}): Promise<WholeScenario> {
  const scenario = await readScenario(name);
  try {
    return withParameters(scenario, set);
  } catch (error) {
    if (error instanceof VariationError) throw new UsageError(`--set: ${name}: ${error.message}`);
    throw error;
  }
}

async function readScenario(name: string): Promise<WholeScenario> {
  const preset = findPreset(name);
  if (preset) return preset.scenario;
  const text = await readInputText(name, {
    what: `a scenario file, or one of the presets ${PRESETS.map(({ id }) => id).join(", ")}`,
    mostBytes: MAX_SCENARIO_BYTES,
    advice: "embed smaller images",
  });
  try {
    assertScenarioSize(text.length);
    return parseScenario(text);
  } catch (error) {
    if (error instanceof ScenarioError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

/** The scenario with the requested changes. @throws UsageError if the result is not a valid scenario */
export function changeScenario(scenario: WholeScenario, changes: ScenarioChanges): WholeScenario {
  let result = scenario;
  if (changes.seed !== undefined) result = withSeed(result, changes.seed);
  if (!changes.noise) result = withoutNoise(result);
  if (changes.fps !== undefined) result = withFrameRate(result, changes.fps);
  if (changes.duration !== undefined) result = withDuration(result, framesLasting(changes.duration, result.video.fps));
  if (changes.size) result = withSize(result, changes.size.width, changes.size.height);
  result = withSky(result, changes);
  if (changes.style) result = withStyle(result, changes.style);
  if (changes.sensor) result = withSensor(result, changes.sensor);
  try {
    return validateScenario(released(result));
  } catch (error) {
    if (error instanceof ScenarioError)
      throw new UsageError(error.faults.map(({ path, message }) => `${OPTION_OF[path] ?? path}: ${message}`).join("; "));
    throw error;
  }
}

/** The option behind a part of the scenario: what is in the file was checked before. */
const OPTION_OF: Readonly<Record<string, string>> = {
  seed: "--seed",
  "video.width": "--size, width",
  "video.height": "--size, height",
  "video.fps": "--fps",
  "video.durationFrames": "--duration, in frames",
  ...Object.fromEntries(SENSOR_EFFECTS.map((effect) => [`sensor.${effect}`, `--sensor, ${effect}`])),
};
