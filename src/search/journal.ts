import { z } from "zod";
import { SearchError } from "./errors";
import type { Evaluated } from "./evaluation";
import { pointKey } from "./variables";

/** What a journal's points were evaluated for: a search that differs in any of it cannot use them. */
const headSchema = z.strictObject({
  journal: z.literal("jaywalk search"),
  version: z.literal(2),
  /** Of Jaywalk: another one may draw or simulate differently. */
  build: z.string(),
  /** SHA-256 of the scenario and of the variables. */
  scenario: z.string(),
  variables: z.string(),
  fails: z.string(),
  detector: z.string(),
  /** SHA-256 of what the detector's answers depend on: profile or model, class map, options. */
  settings: z.string(),
  judging: z.strictObject({ iou: z.number(), confidence: z.number(), minVisibility: z.number() }),
});
const versionedSchema = z.object({ journal: z.literal("jaywalk search"), version: z.int() });
export type JournalHead = z.infer<typeof headSchema>;

const point = z.array(z.int().min(0)).min(1);
const count = z.int().min(0);
const cellSchema = z.strictObject({
  condition: z.string(),
  severity: count,
  distance: z.string(),
  visibility: z.string(),
  seen: count,
  found: count,
  frame: count,
  track: count,
  isMissed: z.boolean(),
});
/** A weather of the map; not a point of the search. */
const weatherSchema = z.strictObject({ weather: z.string(), cells: z.array(cellSchema) });
const evaluatedSchema = z.union([
  z.strictObject({
    point,
    verdict: z.strictObject({
      failed: z.boolean(),
      value: z.number().nullable(),
      grade: z.number(),
      track: count.nullable(),
      frame: count.nullable(),
    }),
    cells: z.array(cellSchema),
  }),
  z.strictObject({ point, impossible: z.string() }),
  z.strictObject({ point, unanswerable: z.string() }),
]);

/** The first line of a journal (NDJSON). */
export const journalHead = (head: JournalHead): string => `${JSON.stringify(head)}\n`;

/** What was found in the scenario under one weather, for the heat map. */
export type EvaluatedWeather = z.infer<typeof weatherSchema>;

/** The line for one evaluated point, or one weather of the map. */
export const journalLine = (evaluated: Evaluated | EvaluatedWeather): string => `${JSON.stringify(evaluated)}\n`;

export type Journal = {
  /** By `pointKey`. */
  readonly evaluated: ReadonlyMap<string, Evaluated>;
  /** By the weather's id. */
  readonly weathers: ReadonlyMap<string, EvaluatedWeather>;
  /** Characters of complete lines: what comes after them was cut off when the run was killed, and has to be removed. */
  readonly length: number;
};

/**
 * Reads a journal. A last line that is incomplete is left out. @param name of the file, for messages
 * @throws SearchError if it is not a journal, is damaged, or belongs to another search; then it says in which respect
 */
export function readJournal(text: string, head: JournalHead, name: string): Journal {
  const length = text.lastIndexOf("\n") + 1;
  const [first, ...lines] = text.slice(0, length).split("\n").slice(0, -1);
  const evaluated = new Map<string, Evaluated>();
  const weathers = new Map<string, EvaluatedWeather>();
  if (first === undefined) return { evaluated, weathers, length: 0 };
  const raw = parsed(first);
  if (versionedSchema.safeParse(raw).data?.version === 1)
    throw new SearchError(`${name} was written by an earlier version of Jaywalk; name another folder`);
  const found = headSchema.safeParse(raw);
  if (!found.success) throw new SearchError(`${name} is not the journal of a search; name another folder`);
  const different = DIFFERENCES.find(([key]) => JSON.stringify(found.data[key]) !== JSON.stringify(head[key]));
  if (different) throw new SearchError(`${name} belongs to a search with ${different[1]}; use the same, or name another folder`);
  lines.forEach((line, index) => {
    const raw = parsed(line);
    const weather = weatherSchema.safeParse(raw);
    if (weather.success) {
      weathers.set(weather.data.weather, weather.data);
      return;
    }
    const result = evaluatedSchema.safeParse(raw);
    if (!result.success) throw new SearchError(`${name}, line ${index + 2} is damaged; delete that line, and it is evaluated again`);
    evaluated.set(pointKey(result.data.point), result.data);
  });
  return { evaluated, weathers, length };
}

const DIFFERENCES = [
  ["scenario", "another scenario"],
  ["variables", "other variables"],
  ["fails", "another failure condition"],
  ["detector", "another detector or other settings of it"],
  ["settings", "another detector or other settings of it (its profile, class map or options differ)"],
  ["judging", "another overlap, confidence or visibility"],
  ["build", "another build of Jaywalk"],
] as const satisfies readonly (readonly [keyof JournalHead, string])[];

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** The text of a journal that has the points of several, each once, in order of their keys. */
export function mergedJournal(head: JournalHead, journals: readonly Journal[]): string {
  const all = new Map<string, Evaluated | EvaluatedWeather>(journals.flatMap(({ evaluated, weathers }) => [...evaluated, ...weathers]));
  const lines = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, evaluated]) => journalLine(evaluated));
  return journalHead(head) + lines.join("");
}

/** The head of a journal, whatever search it belongs to. @throws SearchError if it is no journal */
export function readJournalHead(text: string, name: string): JournalHead {
  const found = headSchema.safeParse(parsed(text.slice(0, Math.max(0, text.indexOf("\n")))));
  if (!found.success) throw new SearchError(`${name} is not the journal of a search; name the --out folders of a search's shards`);
  return found.data;
}
