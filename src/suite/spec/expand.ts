import {
  ScenarioError,
  CONDITIONS,
  isLight,
  parseScenario,
  released,
  validateScenario,
  withDuration,
  withFrameRate,
  withSeed,
  withSize,
  withStyle,
  withCondition,
  withSky,
  withWeather,
  withoutNoise,
  type WholeScenario,
  type Condition,
} from "@/core/document";
import { isFileName } from "@/core/names";
import { withParameters, type ParameterValues } from "@/core/variation";
import { SEVERITIES, intensityOfSeverity } from "@/core/weather";
import { findPreset, PRESETS } from "@/presets";
import { SuiteError } from "../errors";
import { MAX_NAME_LENGTH, type Sweep, type SuiteSpec, type VideoEntry, type WeatherMatrix } from "./schema";
import { MOST_COMBINATIONS, applySweep, combinations, sayingWhere, sweptName } from "./sweeps";
import { framesLasting } from "@/core/timeline";

/** One video of a suite. */
export type SuiteVideo = {
  /** Unique in the suite, suitable for a file name. */
  readonly name: string;
  /** Name of the entry that it comes from. */
  readonly entry: string;
  readonly description: string;
  readonly scenario: WholeScenario;
  /** What distinguishes it from the entry's other videos; empty if there is only one. */
  readonly variation: Readonly<Record<string, number | string>>;
};

/** Reads a scenario file that a suite names. */
export type ScenarioReader = (path: string) => Promise<string>;

/**
 * All videos of a suite, in the order of its entries; the same suite gives the same list.
 * @param set values of parameters, for the videos whose scenarios declare these
 * @throws SuiteError, also if no scenario declares one of them
 */
export async function expandSuite(spec: SuiteSpec, readScenario: ScenarioReader, set: ParameterValues = {}): Promise<SuiteVideo[]> {
  const declared = new Set<string>();
  const videos: SuiteVideo[] = [];
  const names = new Map<string, string>();
  for (const [index, entry] of spec.videos.entries()) {
    const place = `videos[${index}] (${entry.name})`;
    try {
      const scenario = await loadScenario(entry, readScenario);
      for (const { name } of scenario.parameters ?? []) declared.add(name);
      const base = configure(scenario, { ...entry, parameters: { ...entry.parameters, ...declaredBy(scenario, set) } });
      for (const video of expandEntry(entry, base)) {
        const key = video.name.toLowerCase();
        const other = names.get(key);
        if (other !== undefined) throw new SuiteError(`produces a video "${video.name}", and so does ${other}; rename one of them`);
        names.set(key, place);
        videos.push(video);
        if (videos.length > MOST_COMBINATIONS) throw new SuiteError(`the suite has more than ${MOST_COMBINATIONS} videos; split it`);
      }
    } catch (error) {
      if (error instanceof ScenarioError || error instanceof SuiteError) throw new SuiteError(`${place}: ${error.message}`);
      throw error;
    }
  }
  const unknown = Object.keys(set).filter((name) => !declared.has(name));
  if (unknown.length > 0)
    throw new SuiteError(
      `no scenario of the suite has a parameter ${unknown.join(", ")}; ` +
        (declared.size > 0 ? `there are ${[...declared].join(", ")}` : "none declares any"),
    );
  return videos;
}

const declaredBy = ({ parameters = [] }: WholeScenario, set: ParameterValues): ParameterValues =>
  Object.fromEntries(Object.entries(set).filter(([name]) => parameters.some((parameter) => parameter.name === name)));

async function loadScenario(entry: VideoEntry, readScenario: ScenarioReader): Promise<WholeScenario> {
  if (entry.preset !== undefined) {
    const preset = findPreset(entry.preset);
    if (!preset) throw new SuiteError(`there is no preset "${entry.preset}"; choose from ${PRESETS.map(({ id }) => id).join(", ")}`);
    return preset.scenario;
  }
  if (typeof entry.scenario !== "string") return validateScenario(entry.scenario);
  try {
    return parseScenario(await readScenario(entry.scenario));
  } catch (error) {
    if (error instanceof ScenarioError) throw new SuiteError(`${entry.scenario}: ${error.message}`);
    throw error;
  }
}

function configure(scenario: WholeScenario, entry: VideoEntry): WholeScenario {
  const { parameters } = entry;
  let result = parameters ? sayingWhere(() => withParameters(scenario, parameters)) : scenario;
  if (entry.size) result = withSize(result, entry.size.width, entry.size.height);
  if (entry.fps !== undefined) result = withFrameRate(result, entry.fps);
  if (entry.durationSeconds !== undefined) result = withDuration(result, framesLasting(entry.durationSeconds, result.video.fps));
  if (entry.style) result = withStyle(result, entry.style);
  if (entry.seed !== undefined) result = withSeed(result, entry.seed);
  if (entry.noise === false) result = withoutNoise(result);
  return released(withSky(result, entry));
}

type Variant = Pick<SuiteVideo, "scenario" | "variation"> & { readonly suffix: string };

function expandEntry(entry: VideoEntry, base: WholeScenario): SuiteVideo[] {
  const { sweeps = [], combine } = entry;
  const whole: Variant = { suffix: "", scenario: base, variation: {} };
  // Points at random may coincide where there are few values.
  const isNumbered = typeof combine === "object";
  let variants = combinations(base, sweeps, combine).map((values, index) => {
    const swept = sweeps.reduce((variant, sweep, at) => sweepVariant(variant, sweep, values[at] ?? 0, at), whole);
    return isNumbered ? { ...swept, suffix: `__${String(index + 1).padStart(3, "0")}` } : swept;
  });
  const { weatherMatrix: matrix = false } = entry;
  if (matrix !== false)
    variants = variants.flatMap((variant) => weatherVariants(variant, matrix === true ? {} : matrix, entry.light !== undefined));
  return variants.map(({ suffix, scenario, variation }) => {
    const name = entry.name + suffix;
    if (name.length > MAX_NAME_LENGTH || !isFileName(name))
      throw new SuiteError(`produces a name of over ${MAX_NAME_LENGTH} characters (${name}); choose a shorter one`);
    const description = entry.description ?? scenario.description;
    return { name, entry: entry.name, description, variation, scenario: validateScenario({ ...scenario, id: name, name }) };
  });
}

/** As it is part of a file name. */
const shortName = (sweep: Sweep): string => (sweep.parameter === "occluder_distance" ? "distance" : sweptName(sweep));

function sweepVariant({ suffix, scenario, variation }: Variant, sweep: Sweep, value: number, index: number): Variant {
  try {
    return {
      suffix: `${suffix}__${shortName(sweep)}_${value}`,
      scenario: applySweep(scenario, sweep, value),
      variation: { ...variation, [sweptName(sweep)]: value },
    };
  } catch (error) {
    if (error instanceof SuiteError) throw new SuiteError(`sweeps[${index}]: ${error.message}`);
    throw error;
  }
}

/** Only weather and light differ (and on roads, in rain, umbrellas). `keepLight`: the entry's own light applies under every weather. */
function weatherVariants({ suffix, scenario, variation }: Variant, matrix: WeatherMatrix, keepLight: boolean): Variant[] {
  const under = (condition: Condition, intensity: number) =>
    keepLight && !isLight(condition) ? withWeather(scenario, condition, intensity) : withCondition(scenario, condition, intensity);
  const conditions: readonly Condition[] = matrix.conditions ?? CONDITIONS;
  const severities: readonly number[] = matrix.severities ?? SEVERITIES;
  return [...new Set(conditions)].flatMap((condition) =>
    [...new Set(severities)].map((severity) => ({
      suffix: `${suffix}__${condition}_${severity}`,
      scenario: under(condition, intensityOfSeverity(severity)),
      variation: { ...variation, weather: condition, severity },
    })),
  );
}

/** The suite with every video rendered in every weather and severity. */
export function withWeatherMatrix(spec: SuiteSpec): SuiteSpec {
  const videos = spec.videos.map((entry) => {
    const everyWeather: VideoEntry = { ...entry, weatherMatrix: entry.weatherMatrix || true };
    delete everyWeather.weather;
    return everyWeather;
  });
  return { ...spec, videos };
}
