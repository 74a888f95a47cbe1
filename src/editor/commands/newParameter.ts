import { camerasOf, type Actor, type Parameter, type Scenario, type SlimScenario } from "@/core/document";
import { fieldAt, unitIn } from "@/core/document/bindable";
import { inUnit, quantity, type UnitName } from "@/core/expressions";
import { secondsOf } from "@/core/timeline";
import { command, type Command } from "./command";
import { bearerOf, followExpression, freeName, type NumberPlace } from "./parameters";

/** In which units people give what is stored in others. */
const SHOWN: Partial<Record<UnitName, UnitName>> = { "m/s": "km/h" };

/** Names of numbers, where the last part of their keys does not say enough. */
const NAMES: Readonly<Record<string, string>> = {
  startFrame: "start",
  endFrame: "end",
  confidenceBase: "confidence",
  at: "arrival",
  durationFrames: "length",
};

/** A parameter with the value that a number has now, and a range around it; null if it has none, or cannot follow. */
export function parameterFor(scenario: Scenario, place: NumberPlace): Parameter | null {
  const field = fieldAt(place.of, place.key);
  const bearer = bearerOf(scenario, place);
  const stored = bearer && numberAt(bearer, place.key.split("."));
  if (!field || stored === undefined) return null;
  const unit = unitIn(scenario, field);
  const value = field.unit === "frames" ? secondsOf(stored, scenario.video.fps) : stored;
  const shown = unit === null ? null : (SHOWN[unit] ?? unit);
  const amount = rounded(unit === null ? value : inUnit(quantity(value, unit), shown));
  const name = freeName(scenario, nameFor(scenario, place));
  return {
    name,
    ...(shown === null ? {} : { unit: shown }),
    value: amount,
    ...rangeAround(amount, field.isWhole === true, isShare(place.key)),
  };
}

/** Declares a parameter with the value of the first of these numbers; all of them follow it. */
export function followNewParameter(places: readonly NumberPlace[]): Command {
  return command("Follow a new parameter", (scenario: SlimScenario) => {
    const [place] = places;
    const parameter = place && parameterFor(scenario, place);
    if (!parameter) return scenario;
    const declared = { ...scenario, parameters: [...(scenario.parameters ?? []), parameter] };
    return followExpression(places, parameter.name).apply(declared);
  });
}

const SHARES = ["intensity", "confidenceBase", "noise", "motionBlur", "lensDrops", "vignetting", "rollingShutter", "density"];
const isShare = (key: string): boolean => SHARES.includes(key.split(".").at(-1) ?? "");

const rounded = (value: number): number => Number(value.toPrecision(6)) + 0;

/** A range in which a slider moves the value both ways, and steps that are round numbers. */
function rangeAround(value: number, isWhole: boolean, share: boolean): Pick<Parameter, "from" | "to" | "step"> {
  if (share) return { from: 0, to: 1, step: 0.01 };
  if (isWhole) return { from: Math.min(0, value * 2), to: Math.max(10, value * 2), step: 1 };
  const [from, to] = value > 0 ? [0, value * 2] : value < 0 ? [value * 2, 0] : [-10, 10];
  return { from: rounded(from), to: rounded(to), step: roundStep((to - from) / 100) };
}

/** The nearest of 1, 2 and 5 times a power of ten, from 0.001 up. */
function roundStep(width: number): number {
  let power = 0.001;
  while (power * 10 <= width) power *= 10;
  const factor = [5, 2, 1].find((each) => each * power <= width) ?? 1;
  return rounded(factor * power);
}

/** `child_speed`, `seed`: of what, and what. */
function nameFor(scenario: Scenario, place: NumberPlace): string {
  const { actors, occluders } = scenario;
  const last = place.key.split(".").at(-1) ?? "value";
  const what = NAMES[last] ?? last;
  const named = (bodies: readonly Pick<Actor, "id" | "name">[], id: string) => bodies.find((body) => body.id === id)?.name ?? id;
  switch (place.of) {
    case "scenario":
      return tidyName(what);
    case "actor":
    case "waypoint":
      return tidyName(`${named(actors, place.id)}_${what}`);
    case "occluder":
      return tidyName(`${named(occluders, place.id)}_${what}`);
    case "camera":
      return tidyName(`${named(camerasOf(scenario), place.id)}_${what}`);
    case "weather":
    case "light":
      return tidyName(`${place.of}_${what}`);
  }
}

/** Letters, digits and underscores, beginning with a letter, short enough to get a number. */
function tidyName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^[^\p{L}]+|_+$/gu, "");
  return name.slice(0, 34) || "value";
}

function numberAt(node: object, [key = "", ...rest]: readonly string[]): number | undefined {
  const value: unknown = Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined;
  if (rest.length === 0) return typeof value === "number" ? value : undefined;
  return typeof value === "object" && value !== null ? numberAt(value, rest) : undefined;
}
