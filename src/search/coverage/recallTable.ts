import { CONDITIONS, type Condition } from "@/core/document";
import { wilsonInterval } from "./wilson";

/** How many objects were seen and found in a scenario, in one weather or light of one severity (0 for sunshine). */
export type RecallCount = {
  readonly scenario: string;
  readonly condition: Condition;
  readonly severity: number;
  readonly seen: number;
  readonly found: number;
};

export type RecallTableHead = {
  readonly detector: string;
  readonly build: string;
  readonly judging: string;
  /** How many frames were looked at, and what it took. */
  readonly cost: string;
  readonly command: string;
};

/**
 * Recall by weather and severity as Markdown: over all scenarios, then for each.
 * @param severities the columns beside sunshine
 */
export function recallMarkdown(head: RecallTableHead, counts: readonly RecallCount[], severities: readonly number[]): string {
  const scenarios = [...new Set(counts.map(({ scenario }) => scenario))];
  const lines = [
    "# Recall by weather",
    "",
    "Share of objects found in all frames that the detector was shown, in percent. In parentheses are Wilson's 95 % interval and the",
    "number of objects, each counted in every frame. The interval is too narrow: it takes frames of one track as independent.",
    "",
    "| | |",
    "|---|---|",
    `| detector | ${head.detector} |`,
    `| judged by | ${head.judging} |`,
    `| Jaywalk | ${head.build} |`,
    `| cost | ${head.cost} |`,
    `| made by | \`${head.command}\` |`,
    "",
    "## All scenarios",
    "",
    ...tableOf(counts, severities),
  ];
  for (const scenario of scenarios)
    lines.push(
      "",
      `## ${scenario}`,
      "",
      ...tableOf(
        counts.filter((count) => count.scenario === scenario),
        severities,
      ),
    );
  return `${lines.join("\n")}\n`;
}

function tableOf(counts: readonly RecallCount[], severities: readonly number[]): string[] {
  const cell = (condition: Condition, severity: number) => {
    const fitting = counts.filter((count) => count.condition === condition && count.severity === severity);
    const seen = fitting.reduce((sum, count) => sum + count.seen, 0);
    const found = fitting.reduce((sum, count) => sum + count.found, 0);
    if (seen === 0) return "–";
    const [low, high] = wilsonInterval(found, seen);
    return `${percent(found / seen)} (${percent(low)}–${percent(high)}, ${seen})`;
  };
  const shown = CONDITIONS.filter((condition) => condition !== "sunny" && counts.some((count) => count.condition === condition));
  return [
    `| | ${severities.map((severity) => `severity ${severity}`).join(" | ")} |`,
    `|---|${severities.map(() => "---:").join("|")}|`,
    `| sunny | ${severities.map((_, index) => (index === 0 ? cell("sunny", 0) : "")).join(" | ")} |`,
    ...shown.map(
      (condition) => `| ${condition.replace("_", " ")} | ${severities.map((severity) => cell(condition, severity)).join(" | ")} |`,
    ),
  ];
}

const percent = (share: number): string => (share * 100).toFixed(1);
