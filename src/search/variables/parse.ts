import { parse as parseYaml } from "yaml";
import { describeFault } from "@/core/document";
import { describeIssue } from "@/core/document/parse";
import { SearchError } from "../errors";
import { variablesSchema, type Variable } from "./schema";

/** Reads variables from a JSON or YAML file: a list, or an object whose `vary` is one. @throws SearchError naming place and remedy */
export function parseVariables(text: string): Variable[] {
  let raw: unknown;
  try {
    raw = parseYaml(text, { maxAliasCount: 100 });
  } catch (error) {
    throw new SearchError(`neither JSON nor YAML: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`);
  }
  const list = typeof raw === "object" && raw !== null && "vary" in raw && Array.isArray(raw.vary) ? raw.vary : raw;
  if (!Array.isArray(list))
    throw new SearchError("must be a list of variables, such as [{vary: severity, condition: fog, from: 0, to: 5}]");
  return checkedVariables(list);
}

/** Checks variables from anywhere. @throws SearchError */
export function checkedVariables(raw: readonly unknown[]): Variable[] {
  const result = variablesSchema.safeParse(raw, { error: describeFault });
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap(describeIssue).map(({ path, message }) => (path ? `vary${path}: ${message}` : message));
  throw new SearchError(faults.slice(0, 3).join("; ") + (faults.length > 3 ? `; and ${faults.length - 3} more` : ""));
}

/**
 * Reads a variable in the form of the command line: `NAME=VALUES` or `NAME:TARGET=VALUES`, with values as `FROM..TO`, `FROM..TO/STEP` or
 * `a,b,c`. The target is an actor, an occluder, a weather, a light or an effect of the camera; a name that begins with a slash is a JSON
 * pointer. @throws SearchError
 */
export function parseVariableOption(text: string): Variable {
  const equals = text.indexOf("=");
  const [left, right] = equals < 0 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
  const colon = left.startsWith("/") ? -1 : left.indexOf(":");
  const [name, target] = colon < 0 ? [left, undefined] : [left.slice(0, colon), left.slice(colon + 1)];
  const base = left.startsWith("/") ? { vary: "parameter", pointer: left } : { vary: name };
  try {
    const [variable] = checkedVariables([{ ...base, ...targetOf(name, target), ...valuesOf(right) }]);
    if (variable) return variable;
  } catch (error) {
    if (error instanceof SearchError) throw new SearchError(`"${text}": ${error.message.replaceAll("vary[0].", "")}`);
    throw error;
  }
  throw new SearchError(`"${text}" names no variable`);
}

function targetOf(name: string, target: string | undefined): object {
  if (target === undefined) return {};
  switch (name) {
    case "severity":
    case "light_severity":
      return { condition: target };
    case "sensor":
      return { effect: target };
    case "declared":
      return { name: target };
    case "occluder_distance":
    case "occluder_size":
    case "occluder":
      return { occluders: target.split(",") };
    default:
      return { actors: target.split(",") };
  }
}

const RANGE = /^(-?[\d.]+(?:e-?\d+)?)\.\.(-?[\d.]+(?:e-?\d+)?)(?:\/([\d.]+(?:e-?\d+)?))?(factor|km\/h|px\/s)?$/;

function valuesOf(text: string): object {
  if (text === "") return {};
  const range = RANGE.exec(text);
  if (!range) return { values: text.split(",").map((value) => scalarOf(value.trim())) };
  const [, from, to, step, unit] = range;
  return {
    from: Number(from),
    to: Number(to),
    ...(step === undefined ? {} : { step: Number(step) }),
    ...(unit === undefined ? {} : { unit }),
  };
}

function scalarOf(text: string): number | string | boolean {
  if (text === "true" || text === "false") return text === "true";
  const value = Number(text);
  return text !== "" && Number.isFinite(value) ? value : text;
}
