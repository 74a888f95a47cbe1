import { existsSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { SearchError, parseVariableOption, parseVariables, type SearchShard, type Variable } from "@/search";
import { STANDARD_INPUT, readInputText } from "../files/input";

/** How long a search goes on. */
export type Budget = { readonly evaluations: number; readonly seconds: number | null };

/** If a search is limited by time alone, there are no more evaluations than this. */
const MOST_EVALUATIONS = 100_000;

/** Reads a number of evaluations, or a time such as `90s`, `10min` or `2h`. */
export function parseBudget(text: string): Budget {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|min|h)?$/.exec(text.trim()) ?? [];
  const value = Number(amount);
  if (amount === undefined || !(value > 0))
    throw new InvalidArgumentError("Give a number of evaluations, or a time such as 90s, 10min, 2h.");
  if (unit !== undefined) return { evaluations: MOST_EVALUATIONS, seconds: value * (unit === "h" ? 3600 : unit === "min" ? 60 : 1) };
  if (!Number.isInteger(value) || value > MOST_EVALUATIONS)
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_EVALUATIONS}, or a time such as 10min.`);
  return { evaluations: value, seconds: null };
}

/** Reads `2/3`. */
export function parseSearchShard(text: string): SearchShard {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (index === undefined || Number(index) < 1 || Number(index) > Number(count))
    throw new InvalidArgumentError("Use i/n, such as 1/3, with i from 1 to n.");
  return { index: Number(index), count: Number(count) };
}

/** Reads a number from 0 to 1. */
export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1)) throw new InvalidArgumentError("Give a number from 0 to 1.");
  return value;
}

const MOST_BYTES = 1024 * 1024;

/** The variables that `--vary` names: each a file of variables or one in short form. @throws SearchError naming option or file */
export async function readVariables(given: readonly string[]): Promise<Variable[]> {
  const variables: Variable[] = [];
  for (const option of given) {
    if ((option.includes("=") || /^[a-z_]+(:|$)/.test(option)) && option !== STANDARD_INPUT && !existsSync(option)) {
      variables.push(parseVariableOption(option));
      continue;
    }
    const advice = "variables are a short list; check that this is the right file";
    const text = await readInputText(option, { what: "variables, or NAME=FROM..TO", mostBytes: MOST_BYTES, advice });
    try {
      variables.push(...parseVariables(text));
    } catch (error) {
      if (error instanceof SearchError) throw new SearchError(`${option === STANDARD_INPUT ? "standard input" : option}: ${error.message}`);
      throw error;
    }
  }
  return variables;
}
