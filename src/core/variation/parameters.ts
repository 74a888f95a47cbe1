import { faultsOfChange } from "../document/change";
import { rangeText, type Parameter } from "../document/parameters";
import { resolved } from "../document/resolve";
import { settled } from "../relations";
import { formatPath } from "../document/parse";
import type { PictureData, Scenario } from "../document/schema";
import { ExpressionError, evaluateExpression, inUnit, parseExpression } from "../expressions";
import { VariationError } from "./errors";

/** Values of parameters by name: numbers in the parameter's unit, or texts with one, such as `50 km/h`. */
export type ParameterValues = Readonly<Record<string, number | string>>;

/**
 * The scenario with other values of its parameters, and everything that follows from them.
 * @throws VariationError for a name that it does not declare, a value out of range, or a result that it cannot have
 */
export function withParameters<Data extends PictureData>(scenario: Scenario<Data>, values: ParameterValues): Scenario<Data> {
  const declared = scenario.parameters ?? [];
  const given = new Map(Object.entries(values));
  if (given.size === 0) return scenario;
  for (const name of given.keys())
    if (!declared.some((parameter) => parameter.name === name)) throw new VariationError(unknown(name, declared));
  const parameters = declared.map((parameter) => {
    const value = given.get(parameter.name);
    return value === undefined ? parameter : { ...parameter, value: checkedValue(parameter, value) };
  });
  const faults: string[] = [];
  const after = resolved({ ...scenario, parameters }, (path, message) => faults.push(`${formatPath(path)}: ${message}`));
  const made = settled(after);
  const [fault = faultsOfChange(scenario, made).map(({ path, message }) => (path === "" ? message : `${path}: ${message}`))[0]] = faults;
  if (fault !== undefined) throw new VariationError(`${[...given].map(([name, value]) => `${name} = ${value}`).join(", ")}: ${fault}`);
  return made;
}

/** `speed=50`, `gap = 2.5 m`: the name and the value as written. @throws VariationError */
export function parseSetting(text: string): readonly [name: string, value: string] {
  const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*\S)\s*$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new VariationError(`"${text}" sets no parameter; write NAME=VALUE, such as speed=50 or gap=2.5m`);
  return [name, value];
}

/** The values that a parameter goes through in a sweep: its range in its steps. @throws VariationError if it has no range */
export function stepsOfParameter(
  scenario: Pick<Scenario, "parameters">,
  name: string,
  range: { readonly from?: number | undefined; readonly to?: number | undefined; readonly step?: number | undefined } = {},
): number[] {
  const declared = scenario.parameters ?? [];
  const parameter = declared.find((each) => each.name === name);
  if (!parameter) throw new VariationError(unknown(name, declared));
  const { from = parameter.from, to = parameter.to } = range;
  if (from === undefined || to === undefined)
    throw new VariationError(`the parameter ${name} has no range; give its values, or from, to and step`);
  const step = range.step ?? parameter.step ?? Math.abs(to - from) / USUAL_STEPS;
  const count = Math.floor(Math.abs(to - from) / step + 1e-9);
  if (count > MOST_STEPS) throw new VariationError(`${name} in steps of ${step} has more than ${MOST_STEPS} values; use larger steps`);
  const direction = Math.sign(to - from);
  // Sums of decimal steps are rounded to what was meant: 0.1 × 3 is 0.3.
  return Array.from({ length: count + 1 }, (_, index) => Number((from + direction * index * step).toPrecision(12)));
}

/** If a parameter has no step, its range has this many. */
const USUAL_STEPS = 20;
const MOST_STEPS = 1000;

function unknown(name: string, declared: readonly Parameter[]): string {
  const names = declared.filter(({ expression }) => expression === undefined).map((parameter) => parameter.name);
  const advice = names.length === 0 ? "it declares none that can be set" : `it has ${names.join(", ")}`;
  return `the scenario has no parameter "${name}"; ${advice}`;
}

function checkedValue(parameter: Parameter, given: number | string): number {
  const { name, unit, from, to, expression } = parameter;
  if (expression !== undefined)
    throw new VariationError(`the parameter ${name} cannot be set: it follows from “${expression}”; set what that names`);
  const value = typeof given === "number" ? given : amountOf(parameter, given);
  if ((from !== undefined && value < from) || (to !== undefined && value > to))
    throw new VariationError(`${name} must be ${rangeText(from, to, unit)}, not ${value}`);
  return value;
}

function amountOf({ name, unit }: Parameter, text: string): number {
  try {
    const found = evaluateExpression(parseExpression(text), (other) => {
      throw new ExpressionError(`“${other}” is not a number`);
    });
    return inUnit(found, unit ?? null);
  } catch (error) {
    if (error instanceof ExpressionError) {
      const wanted = unit === undefined ? "a number" : `a number in ${unit}, or with its unit`;
      throw new VariationError(`${name}: “${text}” is no value for it: ${error.message}; give ${wanted}`);
    }
    throw error;
  }
}
