import { z } from "zod";
import { LIGHT_CONDITIONS, WEATHER_CONDITIONS } from "@/core/document";
import { SENSOR_EFFECTS } from "@/core/document/constants";

// Zod's generated fast path needs `eval`, which our Content-Security-Policy forbids.
z.config({ jitless: true });

/** More values of one variable than this are more than a search can tell apart. */
export const MOST_VALUES = 1000;

/** A range in steps, or values in the order in which a search goes through them. */
const numbers = {
  from: z.number().optional(),
  to: z.number().optional(),
  /** If omitted, a twentieth of the range. */
  step: z.number().positive().optional(),
  values: z.array(z.number()).min(2).max(MOST_VALUES).optional(),
};
const names = z.array(z.string().min(1)).min(1).optional();
/** Ids or types; if omitted, every actor. */
const actors = { actors: names };
const colour = z.string().regex(/^#[0-9a-f]{6}$/, "must be a colour such as #3366ff");
const chosen = <Item extends z.ZodType>(item: Item) => z.array(item).min(2).max(MOST_VALUES);

const variableSchema = z
  .discriminatedUnion("vary", [
    /** The weather of the whole video; its severity stays, or is 5 where the weather was sunny. */
    z.strictObject({ vary: z.literal("weather"), values: chosen(z.enum(WEATHER_CONDITIONS)).optional() }),
    /** 0 to 5, of the scenario's weather or of `condition`: severity s is intensity s ÷ 5. */
    z.strictObject({ vary: z.literal("severity"), condition: z.enum(WEATHER_CONDITIONS).optional(), ...numbers }),
    z.strictObject({ vary: z.literal("light"), values: chosen(z.enum(LIGHT_CONDITIONS)).optional() }),
    z.strictObject({ vary: z.literal("light_severity"), condition: z.enum(LIGHT_CONDITIONS).optional(), ...numbers }),
    /** As a factor, in km/h (road) or in pixels a second (picture). */
    z.strictObject({ vary: z.literal("speed"), unit: z.enum(["factor", "km/h", "px/s"]).default("factor"), ...actors, ...numbers }),
    /** Seconds later than drawn. */
    z.strictObject({ vary: z.literal("gap"), ...actors, ...numbers }),
    z.strictObject({ vary: z.literal("size"), ...actors, ...numbers }),
    /** How much further from the camera: metres (road), or pixels up the picture. */
    z.strictObject({ vary: z.literal("distance"), ...actors, ...numbers }),
    z.strictObject({ vary: z.literal("color"), ...actors, values: chosen(colour) }),
    /** From 0, the colour `against`, to 1, the actor's own colour or `color`. */
    z.strictObject({
      vary: z.literal("contrast"),
      ...actors,
      color: colour.optional(),
      against: colour.default("#7a7a7a"),
      ...numbers,
    }),
    /** Metres (road) or pixels from an occluder to the path of `actor`. */
    z.strictObject({ vary: z.literal("occluder_distance"), occluders: names, actor: z.string().optional(), ...numbers }),
    z.strictObject({ vary: z.literal("occluder_size"), occluders: names, ...numbers }),
    z.strictObject({ vary: z.literal("occluder"), occluders: names, values: chosen(z.boolean()).optional() }),
    /** Metres above the ground of the shown camera. */
    z.strictObject({ vary: z.literal("camera_height"), ...numbers }),
    z.strictObject({ vary: z.literal("sensor"), effect: z.enum(SENSOR_EFFECTS), ...numbers }),
    z.strictObject({ vary: z.literal("seed"), ...numbers }),
    /** A parameter that the scenario declares, in its unit; over its own range in its own steps unless others are given. */
    z.strictObject({ vary: z.literal("declared"), name: z.string().min(1), ...numbers }),
    /** Any value of the scenario's document, named by a JSON pointer (RFC 6901). */
    z.strictObject({
      vary: z.literal("parameter"),
      pointer: z.string().startsWith("/", "must be a JSON pointer such as /actors/0/size/height"),
      from: numbers.from,
      to: numbers.to,
      step: numbers.step,
      values: chosen(z.union([z.number(), z.string(), z.boolean()])).optional(),
    }),
  ])
  .superRefine((variable, context) => {
    const fault = rangeFault(variable);
    if (fault !== null) context.addIssue({ code: "custom", path: [fault.key], message: fault.message });
  });

type Ranged = { readonly from?: unknown; readonly to?: unknown; readonly step?: unknown; readonly values?: readonly unknown[] | undefined };

/** Kinds of variables whose values need not be given. */
const WITH_USUAL_VALUES: readonly string[] = ["weather", "light", "occluder", "declared"];

function rangeFault(variable: { readonly vary: string } & Ranged): { key: string; message: string } | null {
  const { from, to, values } = variable;
  if (values !== undefined) {
    if (from !== undefined || to !== undefined) return { key: "values", message: "give either `values`, or `from` and `to`" };
    return new Set(values).size < values.length ? { key: "values", message: "a value is listed twice" } : null;
  }
  if (WITH_USUAL_VALUES.includes(variable.vary) && from === undefined && to === undefined) return null;
  if (typeof from !== "number") return { key: "from", message: "missing; give `from` and `to`, or `values`" };
  if (typeof to !== "number") return { key: "to", message: "missing; give `from` and `to`, or `values`" };
  if (from === to) return { key: "to", message: "must differ from `from`" };
  if (typeof variable.step === "number" && Math.abs(to - from) / variable.step > MOST_VALUES)
    return { key: "step", message: `makes more than ${MOST_VALUES} values; use larger steps` };
  return typeof variable.step === "number" && variable.step > Math.abs(to - from)
    ? { key: "step", message: "is larger than the range" }
    : null;
}

export const variablesSchema = z.array(variableSchema).min(1).max(12);

/** What may vary in one respect, and between which values. */
export type Variable = z.infer<typeof variableSchema>;
export type VariableKind = Variable["vary"];
