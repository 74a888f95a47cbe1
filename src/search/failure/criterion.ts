import { annotatedActors, type Actor, type Scenario } from "@/core/document";
import { SearchError } from "../errors";

/** What counts as failure. `of`: an actor's id or type; null for all. */
export type Criterion = { readonly of: string | null } & (
  | { /** Missed for so many frames in a row. */ readonly kind: "missed"; readonly frames: number }
  | {
      /** First seen later than this before the meeting. */ readonly kind: "late";
      readonly amount: number;
      readonly unit: "m" | "px" | "s";
    }
  | { /** Average precision or recall below this. */ readonly kind: "ap" | "recall"; readonly below: number }
);

const OF = "(?: of ([^ ].*))?";
const MISSED = new RegExp(`^missed (?:for )?(\\d{1,6}) frames?(?: in a row)?${OF}$`);
const LATE = new RegExp(`^seen later than (\\d+(?:\\.\\d+)?) ?(m|px|s)(?: before the meeting)?${OF}$`);
const SCORE = new RegExp(`^(ap|recall) below (\\d*\\.?\\d+)${OF}$`, "i");

const FORMS =
  '"missed 5 frames", "seen later than 20 m" (or px, s), "AP below 0.6" or "recall below 0.8", each with or without " of ACTOR"';

/** Reads a criterion in words: `missed 5 frames of child`, `seen later than 20 m`, `AP below 0.6`. @throws SearchError with all forms */
export function parseCriterion(text: string): Criterion {
  const plain = text.trim().replace(/\s+/g, " ");
  const missed = MISSED.exec(plain);
  if (missed && Number(missed[1]) > 0) return { kind: "missed", frames: Number(missed[1]), of: missed[2] ?? null };
  const [, amount, unit, lateOf] = LATE.exec(plain) ?? [];
  if (amount !== undefined && (unit === "m" || unit === "px" || unit === "s") && Number(amount) > 0)
    return { kind: "late", amount: Number(amount), unit, of: lateOf ?? null };
  const [, score, below, scoreOf] = SCORE.exec(plain) ?? [];
  if (score !== undefined && Number(below) > 0 && Number(below) <= 1)
    return { kind: score.toLowerCase() === "ap" ? "ap" : "recall", below: Number(below), of: scoreOf ?? null };
  throw new SearchError(`"${text}" is not a failure condition; use ${FORMS}`);
}

/** A criterion in words that `parseCriterion` reads. */
export function criterionText(criterion: Criterion): string {
  const of = criterion.of === null ? "" : ` of ${criterion.of}`;
  switch (criterion.kind) {
    case "missed":
      return `missed ${criterion.frames} ${criterion.frames === 1 ? "frame" : "frames"}${of}`;
    case "late":
      return `seen later than ${criterion.amount} ${criterion.unit}${of}`;
    case "ap":
      return `AP below ${criterion.below}${of}`;
    case "recall":
      return `recall below ${criterion.below}${of}`;
  }
}

/** The annotated actors that a criterion is about. */
export function judgedActors(scenario: Scenario, { of }: Pick<Criterion, "of">): Actor[] {
  return annotatedActors(scenario).filter(({ id, type }) => of === null || of === id || of === type);
}
