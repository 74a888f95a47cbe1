import { CONDITIONS, type Condition } from "@/core/document";
import { wilsonInterval } from "./wilson";

/** What a detector found in a scenario, in one weather or light of one severity (0 for sunshine). */
export type RecallCount = {
  readonly scenario: string;
  readonly condition: Condition;
  readonly severity: number;
  readonly seen: number;
  readonly found: number;
  /** Detections that found nothing, outside of regions to ignore, and the frames that the detector was shown. */
  readonly falsePositives: number;
  readonly frames: number;
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
    ...tableOf(counts, severities, recallOf),
    "",
    "## False positives a frame, in all scenarios",
    "",
    "Detections that found nothing, outside of regions to ignore.",
    "",
    ...tableOf(counts, severities, falsePositivesOf),
  ];
  for (const scenario of scenarios)
    lines.push(
      "",
      `## ${scenario}`,
      "",
      ...tableOf(
        counts.filter((count) => count.scenario === scenario),
        severities,
        recallOf,
      ),
    );
  return `${lines.join("\n")}\n`;
}

function recallOf(counts: readonly RecallCount[]): string {
  const [seen, found] = [sumOf(counts, "seen"), sumOf(counts, "found")];
  if (seen === 0) return "–";
  const [low, high] = wilsonInterval(found, seen);
  return `${percent(found / seen)} (${percent(low)}–${percent(high)}, ${seen})`;
}

function falsePositivesOf(counts: readonly RecallCount[]): string {
  const frames = sumOf(counts, "frames");
  return frames === 0 ? "–" : (sumOf(counts, "falsePositives") / frames).toFixed(3);
}

const sumOf = (counts: readonly RecallCount[], key: "seen" | "found" | "falsePositives" | "frames"): number =>
  counts.reduce((sum, count) => sum + count[key], 0);

function tableOf(
  counts: readonly RecallCount[],
  severities: readonly number[],
  textOf: (counts: readonly RecallCount[]) => string,
): string[] {
  const cell = (condition: Condition, severity: number) =>
    textOf(counts.filter((count) => count.condition === condition && count.severity === severity));
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
