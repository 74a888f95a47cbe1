import { LIGHT_CONDITIONS, ScenarioError, WEATHER_CONDITIONS, faultsOfChange, released, type WholeScenario } from "@/core/document";
import { VariationError, stepsOfParameter } from "@/core/variation";
import { SearchError } from "../errors";
import { applyVariable, type Level } from "./apply";
import type { Variable, VariableKind } from "./schema";

/** One respect in which scenarios differ, as a scale of values. */
export type Axis = {
  /** Unique in a search, such as `severity` or `speed of child`. */
  readonly name: string;
  readonly variable: Variable;
  /** `km/h`, `m`, `px`, `s`, or empty for plain numbers and names. */
  readonly unit: string;
  /** At least two, in order. */
  readonly levels: readonly Level[];
  /** Whether a value between two others lies between them; not so for names. */
  readonly isOrdered: boolean;
};

/** The value of each axis, as its index in `levels`. */
export type SearchPoint = readonly number[];

/** The order in which variables are applied: what makes actors anew comes first, and what sets single values last. */
const ORDER: readonly VariableKind[] = [
  // What others set is then no longer followed by what it followed from.
  "declared",
  ...(["seed", "weather", "severity", "light", "light_severity", "size", "distance", "speed", "gap", "occluder", "occluder_size"] as const),
  ...(["occluder_distance", "color", "contrast", "camera_height", "sensor", "parameter"] as const),
];

/** The axes of these variables. @throws SearchError if a name occurs twice or a variable has no values */
export function axesOf(variables: readonly Variable[], scenario: WholeScenario): Axis[] {
  const axes = variables.map((variable) => axisOf(variable, scenario));
  const twice = axes.find(({ name }, index) => axes.findIndex((axis) => axis.name === name) !== index);
  if (twice) throw new SearchError(`"${twice.name}" varies twice; leave one out`);
  return axes;
}

function axisOf(variable: Variable, scenario: WholeScenario): Axis {
  const levels = levelsOf(variable, scenario);
  return {
    name: nameOf(variable),
    variable,
    unit: unitOf(variable, scenario),
    levels,
    isOrdered: levels.every((level) => typeof level === "number"),
  };
}

function nameOf(variable: Variable): string {
  const of = (targets: readonly string[] | undefined) => (targets ? ` of ${targets.join(", ")}` : "");
  switch (variable.vary) {
    case "weather":
    case "light":
    case "seed":
    case "camera_height":
      return variable.vary.replaceAll("_", " ");
    case "severity":
    case "light_severity":
      return variable.condition === undefined ? variable.vary.replaceAll("_", " ") : `severity of ${variable.condition}`;
    case "sensor":
      return `sensor ${variable.effect}`;
    case "declared":
      return variable.name;
    case "parameter":
      return variable.pointer;
    case "occluder":
    case "occluder_distance":
    case "occluder_size":
      return variable.vary.replaceAll("_", " ") + of(variable.occluders);
    case "speed":
    case "gap":
    case "size":
    case "distance":
    case "color":
    case "contrast":
      return variable.vary + of(variable.actors);
  }
}

function unitOf(variable: Variable, { road, parameters = [] }: WholeScenario): string {
  switch (variable.vary) {
    case "speed":
      return variable.unit === "factor" ? "×" : variable.unit;
    case "size":
    case "occluder_size":
      return "×";
    case "gap":
      return "s";
    case "distance":
    case "occluder_distance":
      return road ? "m" : "px";
    case "camera_height":
      return "m";
    case "declared":
      return parameters.find(({ name }) => name === variable.name)?.unit ?? "";
    case "weather":
    case "severity":
    case "light":
    case "light_severity":
    case "color":
    case "contrast":
    case "occluder":
    case "sensor":
    case "seed":
    case "parameter":
      return "";
  }
}

function levelsOf(variable: Variable, scenario: WholeScenario): Level[] {
  if (variable.values) return [...variable.values];
  switch (variable.vary) {
    case "weather":
      return [...WEATHER_CONDITIONS];
    case "light":
      return [...LIGHT_CONDITIONS];
    case "occluder":
      return [false, true];
    case "color":
      return [];
    case "declared":
      return stepsOfDeclared(variable, scenario);
    case "seed":
    case "severity":
    case "light_severity":
    case "speed":
    case "gap":
    case "size":
    case "distance":
    case "contrast":
    case "occluder_distance":
    case "occluder_size":
    case "camera_height":
    case "sensor":
    case "parameter":
      return stepsOf(variable);
  }
}

/** @throws SearchError if the scenario has no such parameter, or that has no range */
function stepsOfDeclared(variable: Extract<Variable, { vary: "declared" }>, scenario: WholeScenario): number[] {
  try {
    return stepsOfParameter(scenario, variable.name, variable);
  } catch (error) {
    if (error instanceof VariationError) throw new SearchError(error.message);
    throw error;
  }
}

/** If no step is given, a range has this many. */
const USUAL_STEPS = 20;

function stepsOf({
  vary,
  from = 0,
  to = 1,
  step,
}: {
  vary: VariableKind;
  from?: number | undefined;
  to?: number | undefined;
  step?: number | undefined;
}): number[] {
  const width = step ?? (vary === "seed" ? Math.max(1, Math.ceil(Math.abs(to - from) / 1000)) : Math.abs(to - from) / USUAL_STEPS);
  const count = Math.floor(Math.abs(to - from) / width + 1e-9);
  const direction = Math.sign(to - from);
  // Sums of decimal steps are rounded to what was meant: 0.1 × 3 is 0.3.
  return Array.from({ length: count + 1 }, (_, index) => Number((from + direction * index * width).toPrecision(12)));
}

/** The scenario at a point. @throws VariationError if there is none: the values contradict each other or the document's limits */
export function scenarioAt(base: WholeScenario, axes: readonly Axis[], point: SearchPoint): WholeScenario {
  const order = axes.map((_, index) => index).sort((a, b) => rankOf(axes[a]) - rankOf(axes[b]) || a - b);
  let scenario = base;
  for (const index of order) {
    const axis = axes[index];
    const level = axis?.levels[point[index] ?? -1];
    if (axis && level !== undefined) scenario = released(applyVariable(scenario, axis.variable, level));
  }
  const [fault] = faultsOfChange(base, scenario);
  if (fault) throw new VariationError(`${fault.path ? `${fault.path}: ` : ""}${fault.message}`);
  return scenario;
}

const rankOf = (axis: Axis | undefined): number => (axis ? ORDER.indexOf(axis.variable.vary) : 0);

/**
 * Tries every value of every axis by itself, so that one that is impossible is known before the search starts. A severity is tried with
 * the first weather that varies with it, and likewise for light.
 * @throws SearchError naming the variable, the value, and what is wrong
 */
export function assertPossible(base: WholeScenario, axes: readonly Axis[]): void {
  axes.forEach((axis, index) => {
    const tried = axes.filter((other) => other === axis || (goesWith(axis) !== null && other.variable.vary === goesWith(axis)));
    axis.levels.forEach((level, at) => {
      try {
        scenarioAt(
          base,
          tried,
          tried.map((other) => (other === axis ? at : lastOf(other))),
        );
      } catch (error) {
        if (!(error instanceof VariationError || error instanceof ScenarioError || error instanceof RangeError)) throw error;
        throw new SearchError(`vary[${index}] (${axis.name}): ${valueText(axis, level)} is impossible in this scenario: ${error.message}`);
      }
    });
  });
}

function goesWith({ variable }: Axis): VariableKind | null {
  if (variable.vary === "severity") return "weather";
  return variable.vary === "light_severity" ? "light" : null;
}

const lastOf = ({ levels }: Axis): number => levels.length - 1;

/** A value with its unit: `20 km/h`, `0.8 ×`, `fog`, `present`. */
export function valueText({ unit, variable }: Pick<Axis, "unit" | "variable">, level: Level): string {
  if (variable.vary === "occluder" && typeof level === "boolean") return level ? "present" : "absent";
  const text = typeof level === "number" ? String(level).replace("-", "−") : String(level).replaceAll("_", " ");
  return unit === "" ? text : `${text} ${unit}`;
}

/** The text that identifies a point in journals and file names. */
export const pointKey = (point: SearchPoint): string => point.join(",");
