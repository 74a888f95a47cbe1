import type { z } from "zod";

const LONGEST_SHOWN = 40;

/** A value as shown in messages: short, in JSON. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

const EXPECTED: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** What a value must be, in our own words, together with what it is; undefined if zod's own sentence is as good. */
export function describeFault(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? `missing; give ${EXPECTED[issue.expected] ?? issue.expected}`
        : `must be ${EXPECTED[issue.expected] ?? issue.expected}, not ${shown(issue.input)}`;
    case "too_small":
      return `must ${bound(issue.origin, issue.inclusive ? "at least" : "more than", issue.minimum)}${actual(issue)}`;
    case "too_big":
      return `must ${bound(issue.origin, issue.inclusive ? "at most" : "less than", issue.maximum)}${actual(issue)}`;
    case "invalid_value":
      return `must be ${issue.values.map(shown).join(" or ")}, not ${shown(issue.input)}`;
    case "invalid_union":
      return unknownKind(issue);
    default:
      return undefined;
  }
}

/** Of an object whose kind says which keys it has. */
function unknownKind({ input, discriminator, options }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string | undefined {
  if (!Array.isArray(options) || typeof discriminator !== "string") return undefined;
  const kind: unknown = typeof input === "object" && input !== null ? Reflect.get(input, discriminator) : input;
  return `must be ${options.map(shown).join(" or ")}, not ${shown(kind)}`;
}

function bound(origin: string, relation: string, amount: number | bigint): string {
  if (origin === "string") return `have ${relation} ${amount} characters`;
  if (origin === "array") return `have ${relation} ${amount} ${Number(amount) === 1 ? "entry" : "entries"}`;
  return `be ${relation} ${amount}`;
}

function actual({ origin, input }: { origin: string; input?: unknown }): string {
  return origin === "string" || origin === "array" ? "" : `, not ${shown(input)}`;
}
