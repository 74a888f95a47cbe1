import { InvalidArgumentError, Option } from "commander";
import {
  CONDITIONS,
  LIGHT_CONDITIONS,
  LIMITS,
  SENSOR_EFFECTS,
  type Condition,
  type LightCondition,
  type SensorSettings,
  type Size,
} from "@/core/document";
import { SEVERITIES, intensityOfSeverity } from "@/core/weather";
import { sentence } from "@/core/text";
import { VariationError, parseSetting, type ParameterValues } from "@/core/variation";
import { FRACTIONAL_RATES, parseFrameRate } from "@/core/timeline";

/** The intensity of weather that is named without one (from the specification). */
const USUAL_INTENSITY = 0.5;

/** `fog`, `fog:0.7`, or by severity 1 to 5: `fog:severity3`. */
export function parseWeather(text: string): { condition: Condition; intensity: number } {
  return parseCondition(text, CONDITIONS);
}

/** The same for light: `night`, `dusk:0.7`, `low_sun:severity3`, `day`. */
export function parseLight(text: string): { condition: LightCondition; intensity: number } {
  return parseCondition(text, LIGHT_CONDITIONS);
}

function parseCondition<Name extends string>(text: string, known: readonly Name[]): { condition: Name; intensity: number } {
  const [name, amount] = text.split(":");
  const condition = known.find((each) => each === name);
  if (!condition) throw new InvalidArgumentError(`Conditions are ${known.join(", ")}.`);
  const severity = /^severity(.*)$/.exec(amount ?? "")?.[1];
  if (severity !== undefined) {
    if (!SEVERITIES.some((each) => String(each) === severity)) throw new InvalidArgumentError("Severities are severity1 to severity5.");
    return { condition, intensity: intensityOfSeverity(Number(severity)) };
  }
  const intensity = amount === undefined ? USUAL_INTENSITY : Number(amount);
  if (amount === "" || !(intensity >= 0 && intensity <= 1))
    throw new InvalidArgumentError("The intensity is a number from 0 to 1, or severity1 to severity5.");
  return { condition, intensity };
}

/** `noise:0.4,motionBlur:0.5`: camera effects by the scenario's own keys; `none` for a perfect camera. */
export function parseSensor(text: string): Partial<SensorSettings> | "none" {
  if (text === "none") return text;
  const effects = text.split(",").map((each) => {
    const [name, amount, ...more] = each.trim().split(":");
    const effect = SENSOR_EFFECTS.find((known) => known === name);
    if (!effect) throw new InvalidArgumentError(`There is no effect "${name ?? ""}"; use none or some of ${SENSOR_EFFECTS.join(", ")}.`);
    if (!amount?.trim() || more.length > 0 || !Number.isFinite(Number(amount)))
      throw new InvalidArgumentError(`Give ${effect} an amount, such as ${effect}:0.5.`);
    return [effect, Number(amount)] as const;
  });
  return Object.fromEntries(effects);
}

/** `1280x720`. */
export function parseSize(text: string): Size {
  const match = /^(\d+)x(\d+)$/i.exec(text);
  if (!match) throw new InvalidArgumentError("Write it as width x height in pixels, such as 1280x720.");
  const size = { width: Number(match[1]), height: Number(match[2]) };
  if (size.width < 1 || size.height < 1) throw new InvalidArgumentError("Width and height must be at least 1 pixel.");
  return size;
}

/** The largest seed: random numbers use 32 bits of it. */
export const MOST_SEED = 2 ** 32 - 1;

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    if (Number(text) > most) throw new InvalidArgumentError(`Give a whole number, at most ${most}.`);
    if (!/^\d+$/.test(text) || Number(text) < least) throw new InvalidArgumentError(`Give a whole number, at least ${least}.`);
    return Number(text);
  };
}

/** `30`, `29.97` or `30000/1001`. */
export function parseRate(text: string): number {
  const { min, max } = LIMITS.fps;
  const rate = parseFrameRate(text);
  if (rate === null || rate < min || rate > max)
    throw new InvalidArgumentError(
      `Give a whole number from ${min} to ${max}, one of ${FRACTIONAL_RATES.join(", ")}, or a fraction such as 30000/1001.`,
    );
  return rate;
}

/** Seconds, more than zero. */
export function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === "" || !(seconds > 0 && Number.isFinite(seconds)))
    throw new InvalidArgumentError("Give a number of seconds, such as 2.5.");
  return seconds;
}

/** `speed=50`, `gap=2.5m`: one parameter more. */
export function parseSet(text: string, before: ParameterValues = {}): ParameterValues {
  try {
    const [name, value] = parseSetting(text);
    return { ...before, [name]: value };
  } catch (error) {
    if (error instanceof VariationError) throw new InvalidArgumentError(`${sentence(error.message)}`);
    throw error;
  }
}

/** The option of every command that reads a scenario: sets its parameters. */
export const setOption = (): Option =>
  new Option(
    "--set <NAME=VALUE>",
    "value of a parameter that the scenario declares, such as speed=50 or gap=2.5m; can be repeated",
  ).argParser(parseSet);

/** What `jaywalk export` writes besides annotation formats: scenarios as other tools have them. */
export const OPENSCENARIO = "openscenario";

/**
 * The option of every command that writes formats; given again, it adds to the list.
 * @param all what `all` means
 * @param further what is only written if it is named: maps of pixels, which are large
 * @param standard what is written without the option; the command applies it
 */
export const formatsOption = <Format extends string, Further extends string = never>(
  all: readonly Format[],
  { further = [], standard }: { readonly further?: readonly Further[]; readonly standard: readonly string[] },
): Option =>
  new Option(
    "--formats <LIST>",
    `all, none, or IDs separated by commas: ${all.join(", ")}` +
      `${further.length > 0 ? `; on request: ${further.join(", ")}` : ""} (default: ${standard.join(",")})`,
  ).argParser((text, before?: readonly string[]) => [...new Set([...(before ?? []), ...parseFormats(text, all, further)])]);

/** `all`, `none`, or ids separated by commas, of which `all` can be one. @throws InvalidArgumentError that names what there is */
export function parseFormats<Format extends string, Further extends string = never>(
  text: string,
  all: readonly Format[],
  further: readonly Further[] = [],
): (Format | Further)[] {
  if (text === "none") return [];
  const known = [...all, ...further];
  return text.split(",").flatMap((part) => {
    const name = part.trim();
    if (name === "all") return [...all];
    const format = known.find((one) => one === name);
    if (format === undefined) throw new InvalidArgumentError(`There is no format ${name}; use all, none or some of ${known.join(", ")}.`);
    return [format];
  });
}

/** A share: a number from 0 to 1. */
export function fromNothingToOne(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1)) throw new InvalidArgumentError("Give a number from 0 to 1.");
  return value;
}
