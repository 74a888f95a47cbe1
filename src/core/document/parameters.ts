import { z } from "zod";
import { LONGEST_EXPRESSION, NAME_PATTERN, FUNCTIONS, UNIT_NAMES } from "../expressions";
import type { Refuse } from "./refuse";

export const PARAMETER_LIMITS = { count: 200, name: 40, value: 1e9, expressions: 60 } as const;

const amount = z.number().min(-PARAMETER_LIMITS.value).max(PARAMETER_LIMITS.value);
const expressionText = z.string().min(1).max(LONGEST_EXPRESSION);

const parameterNameSchema = z
  .string()
  .max(PARAMETER_LIMITS.name)
  .regex(NAME_PATTERN, "must consist of letters, digits and _, and begin with a letter")
  .refine((name) => !Object.hasOwn(FUNCTIONS, name), { message: "is the name of a function; choose another" });

/** A number with a name, which expressions use. */
export const parameterSchema = z
  .strictObject({
    name: parameterNameSchema,
    /** Left out, it is a number without a unit. */
    unit: z.enum(UNIT_NAMES).optional(),
    /** In its unit; of a parameter with an expression, what that gives. */
    value: amount,
    /** The range within which it may be, ends included. */
    from: amount.optional(),
    to: amount.optional(),
    /** From one value to the next, in sliders and sweeps. */
    step: z.number().positive().max(PARAMETER_LIMITS.value).optional(),
    /** What it follows from; left out, it is set. */
    expression: expressionText.optional(),
    description: z.string().max(1000).optional(),
  })
  .superRefine(({ value, from, to, unit }, context) => {
    const refuse = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
    if (from !== undefined && to !== undefined && from >= to) refuse("to", `must be more than \`from\` (${from}), not ${to}`);
    else if ((from !== undefined && value < from) || (to !== undefined && value > to))
      refuse("value", `must be ${rangeText(from, to, unit)}, not ${value}`);
  });

/** `from 10 to 60 km/h`, `at least 0`. */
export function rangeText(from: number | undefined, to: number | undefined, unit: string | undefined): string {
  const measured = (value: number) => (unit === undefined ? String(value) : `${value} ${unit}`);
  if (from === undefined) return `at most ${measured(to ?? 0)}`;
  return to === undefined ? `at least ${measured(from)}` : `from ${from} to ${measured(to)}`;
}

/** The numbers of an object that follow from expressions, by their keys: `motion.speed`. */
export const expressionsSchema = z
  .record(z.string().max(60), expressionText)
  .refine((expressions) => Object.keys(expressions).length <= PARAMETER_LIMITS.expressions, {
    message: `can be at most ${PARAMETER_LIMITS.expressions}`,
  });

export type Parameter = Readonly<z.infer<typeof parameterSchema>>;

/** No two parameters have the same name. */
export function refuseSameNames(parameters: readonly Parameter[], refuse: Refuse): void {
  const seen = new Set<string>();
  parameters.forEach(({ name }, index) => {
    if (seen.has(name)) refuse(["parameters", index, "name"], `"${name}" is used twice`);
    seen.add(name);
  });
}
