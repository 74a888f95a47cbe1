import { z } from "zod";
import type { WholeScenario } from "@/core/document";
import { framesPerSecond } from "@/core/timeline";
import { SearchError, axesOf, checkedVariables, parseVariableOption, usualVariables, type Variable } from "@/search";

/** Something that may vary, and whether it does. */
export type SetupRow = { readonly variable: Variable; readonly isOn: boolean };

/** What the user sets for a search, apart from the detector. */
export type SearchSetup = {
  readonly rows: readonly SetupRow[];
  /** Variables in the command line's short form, one a line. */
  readonly other: string;
  /** A failure condition in words. */
  readonly fails: string;
  /** How many variants may be tried, or how many minutes this may take. */
  readonly amount: number;
  readonly unit: "variants" | "minutes";
  readonly pairs: number;
  readonly weatherMap: boolean;
};

/** If a search is limited by time alone, it tries no more variants than this. */
const MOST_VARIANTS = 100_000;

const storedSchema = z.object({
  rows: z.array(z.object({ variable: z.unknown(), isOn: z.boolean() })),
  other: z.string(),
  fails: z.string(),
  amount: z.number().positive(),
  unit: z.enum(["variants", "minutes"]),
  pairs: z.int().min(1).max(99),
  weatherMap: z.boolean(),
});

/** What a search of a scenario is set to at first. To try what is possible takes time: others have their turn in between. */
async function firstSetup(scenario: WholeScenario): Promise<SearchSetup> {
  const rows: SetupRow[] = [];
  for (const { variable, isUsual } of usualVariables(scenario)) {
    rows.push({ variable, isOn: isUsual });
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const half = Math.max(1, Math.round(framesPerSecond(scenario.video.fps) / 2));
  return { rows, other: "", fails: `missed ${half} frames`, amount: 100, unit: "variants", pairs: 3, weatherMap: false };
}

/** What the latest search of the scenario was set to, as far as it can still be used. */
export async function setupFrom(stored: unknown, scenario: WholeScenario): Promise<SearchSetup> {
  const first = await firstSetup(scenario);
  const { data } = storedSchema.safeParse(stored);
  if (!data) return first;
  const kept = new Map(
    data.rows.flatMap(({ variable: raw, isOn }) => {
      const variable = usable(raw);
      return variable ? [[kindOf(variable), { variable, isOn }] as const] : [];
    }),
  );
  return { ...data, rows: first.rows.map((row) => kept.get(kindOf(row.variable)) ?? row) };
}

function usable(raw: unknown): Variable | null {
  try {
    return checkedVariables([raw])[0] ?? null;
  } catch {
    return null;
  }
}

/** What tells the rows of a setup apart. */
export function kindOf(variable: Variable): string {
  if (variable.vary === "sensor") return `sensor ${variable.effect}`;
  return variable.vary === "declared" ? `declared ${variable.name}` : variable.vary;
}

/** The variables that are chosen. @throws SearchError that says what is wrong with which */
export function chosenVariables({ rows, other }: Pick<SearchSetup, "rows" | "other">, scenario: WholeScenario): Variable[] {
  const lines = other
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const variables = [...rows.filter(({ isOn }) => isOn).map(({ variable }) => variable), ...lines.map(parseVariableOption)];
  if (variables.length === 0) throw new SearchError("nothing varies yet; switch on what may vary");
  checkedVariables(variables);
  axesOf(variables, scenario);
  return variables;
}

/** How long a search may go on. */
export const budgetOf = ({ amount, unit }: Pick<SearchSetup, "amount" | "unit">): { budget: number; seconds: number | null } =>
  unit === "minutes" ? { budget: MOST_VARIANTS, seconds: amount * 60 } : { budget: Math.round(amount), seconds: null };
