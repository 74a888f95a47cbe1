import { CONDITIONS, type Condition } from "@/core/document";
import { poissonInterval } from "./poisson";
import { CLEAR, COUNTED_CLASSES, type Counts, type FoundOf } from "./recallCount";
import { wilsonInterval } from "./wilson";

/** What a detector found in a scenario, in one weather or light of one severity (0 for sunshine). */
export type RecallCount = Counts & {
  readonly scenario: string;
  readonly isRoad: boolean;
  readonly condition: Condition;
  readonly severity: number;
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
 * Recall and false positives by weather and severity as Markdown: over all scenarios, over those on roads, and for each.
 * @param severities the columns beside sunshine
 */
export function recallMarkdown(head: RecallTableHead, counts: readonly RecallCount[], severities: readonly number[]): string {
  const byWeather = (of: readonly RecallCount[], textOf: TextOf) => tableOf(of, severities, textOf);
  const road = counts.filter(({ isRoad }) => isRoad);
  const lines = [
    "# Recall by weather",
    "",
    "Share of objects found in all frames that the detector was shown, in percent. In parentheses are Wilson's 95 % interval and the",
    "number of objects, each counted in every frame.",
    "",
    "False positives are detections that found nothing, outside of regions to ignore, per frame that the detector was shown. In",
    "parentheses are the 95 % interval of their Poisson distribution and the number of frames.",
    "",
    "The intervals are too narrow: they take frames of one track as independent.",
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
    ...byWeather(counts, recallOf),
    "",
    "False positives a frame:",
    "",
    ...byWeather(counts, falsePositivesOf),
    ...(road.length === 0 ? [] : roadLines(road, byWeather)),
    "",
    "## Each scenario in sunshine",
    "",
    "| | recall | recall of what is clear to see | false positives a frame |",
    "|---|---:|---:|---:|",
    ...scenariosOf(counts).map((scenario) => {
      const sunny = inSunshine(ofScenario(counts, scenario));
      return `| ${scenario} | ${recallOf(sunny)} | ${clearRecallOf(sunny)} | ${falsePositivesOf(sunny)} |`;
    }),
  ];
  for (const scenario of scenariosOf(counts)) lines.push("", `## ${scenario}`, "", ...byWeather(ofScenario(counts, scenario), recallOf));
  return `${lines.join("\n")}\n`;
}

type TextOf = (counts: readonly RecallCount[]) => string;

function roadLines(road: readonly RecallCount[], byWeather: (of: readonly RecallCount[], textOf: TextOf) => string[]): string[] {
  const sunny = inSunshine(road);
  return [
    "",
    `## On roads: what is clear to see`,
    "",
    `Objects taller than ${CLEAR.height} pixels of which at least ${CLEAR.visibility * 100} % are visible.`,
    "",
    ...byWeather(road, clearRecallOf),
    "",
    "Of each class, in sunshine:",
    "",
    `| | ${COUNTED_CLASSES.map((name) => `${name}s`).join(" | ")} | all |`,
    `|---|${COUNTED_CLASSES.map(() => "---:").join("|")}|---:|`,
    `| recall | ${COUNTED_CLASSES.map((name) => recallOf(sunny.map(({ clear }) => clear[name]))).join(" | ")} | ${clearRecallOf(sunny)} |`,
    "",
    "False positives a frame:",
    "",
    ...byWeather(road, falsePositivesOf),
  ];
}

const scenariosOf = (counts: readonly RecallCount[]): string[] => [...new Set(counts.map(({ scenario }) => scenario))];
const ofScenario = (counts: readonly RecallCount[], name: string): RecallCount[] => counts.filter(({ scenario }) => scenario === name);
const inSunshine = (counts: readonly RecallCount[]): RecallCount[] => counts.filter(({ condition }) => condition === "sunny");

function recallOf(counts: readonly FoundOf[]): string {
  const seen = sumOf(counts, (count) => count.seen);
  const found = sumOf(counts, (count) => count.found);
  if (seen === 0) return "–";
  const [low, high] = wilsonInterval(found, seen);
  return `${percent(found / seen)} (${percent(low)}–${percent(high)}, ${seen})`;
}

const clearRecallOf: TextOf = (counts) => recallOf(counts.flatMap(({ clear }) => COUNTED_CLASSES.map((name) => clear[name])));

const falsePositivesOf: TextOf = (counts) => {
  const frames = sumOf(counts, (count) => count.frames);
  if (frames === 0) return "–";
  const count = sumOf(counts, ({ falsePositives }) => falsePositives);
  const [low, high] = poissonInterval(count);
  return `${(count / frames).toFixed(3)} (${(low / frames).toFixed(3)}–${(high / frames).toFixed(3)}, ${frames})`;
};

const sumOf = <Item>(items: readonly Item[], valueOf: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + valueOf(item), 0);

function tableOf(counts: readonly RecallCount[], severities: readonly number[], textOf: TextOf): string[] {
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
