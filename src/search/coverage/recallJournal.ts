import { z } from "zod";
import { CONDITIONS } from "@/core/document";
import { SearchError } from "../errors";

/** What objects were counted for: a count that differs in any of it is another one. */
const headSchema = z.strictObject({
  journal: z.literal("jaywalk recall"),
  version: z.literal(2),
  /** Of Jaywalk: another one may draw differently. */
  build: z.string(),
  detector: z.string(),
  /** SHA-256 of what the detector's answers depend on. */
  settings: z.string(),
  judging: z.strictObject({ iou: z.number(), confidence: z.number(), minVisibility: z.number() }),
});
export type RecallJournalHead = z.infer<typeof headSchema>;

const count = z.int().min(0);
const foundOf = z.strictObject({ seen: count, found: count });
const countSchema = z.strictObject({
  /** SHA-256 of the scenario in this weather. */
  variant: z.string(),
  scenario: z.string(),
  isRoad: z.boolean(),
  condition: z.enum(CONDITIONS),
  severity: count,
  ...foundOf.shape,
  clear: z.strictObject({ pedestrian: foundOf, cyclist: foundOf, vehicle: foundOf }),
  falsePositives: count,
  frames: count,
  /** CPU time of this process while the detector was asked, in seconds. */
  cpu: z.number().min(0),
});
/** What was counted in one variant of a scenario. */
export type CountedVariant = z.infer<typeof countSchema>;

/** One line of a journal (NDJSON): its first, or one of the counts after it. */
export const recallLine = (entry: RecallJournalHead | CountedVariant): string => `${JSON.stringify(entry)}\n`;

const DIFFERENCES = [
  ["detector", "another detector or other settings of it"],
  ["settings", "another detector or other settings of it (its profile, class map or options differ)"],
  ["judging", "another overlap, confidence or visibility"],
  ["build", "another build of Jaywalk"],
] as const satisfies readonly (readonly [keyof RecallJournalHead, string])[];

/**
 * Reads a journal of counts; a last line that is incomplete is left out. @param name of the file, for messages
 * @returns the counts by variant, and how many characters of the text are complete lines
 * @throws SearchError if it is not such a journal, is damaged, or was counted in another way
 */
export function readRecallJournal(
  text: string,
  head: RecallJournalHead,
  name: string,
): { readonly counted: ReadonlyMap<string, CountedVariant>; readonly length: number } {
  const length = text.lastIndexOf("\n") + 1;
  const [first, ...lines] = text.slice(0, length).split("\n").slice(0, -1);
  const counted = new Map<string, CountedVariant>();
  if (first === undefined) return { counted, length: 0 };
  const found = headSchema.safeParse(parsed(first));
  if (!found.success) throw new SearchError(`${name} is not the journal of jaywalk recall; name another file`);
  const different = DIFFERENCES.find(([key]) => JSON.stringify(found.data[key]) !== JSON.stringify(head[key]));
  if (different) throw new SearchError(`${name} belongs to a count with ${different[1]}; use the same, or name another file`);
  lines.forEach((line, index) => {
    const result = countSchema.safeParse(parsed(line));
    if (!result.success) throw new SearchError(`${name}, line ${index + 2} is damaged; delete that line, and it is counted again`);
    counted.set(result.data.variant, result.data);
  });
  return { counted, length };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
