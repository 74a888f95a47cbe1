import { KNOWN_CLASSES } from "@/detectors/onnx/plan/options";

/** A typed list of numbers, such as `640 × 384` or `0.485, 0.456, 0.406`; `1/255` is one too. Undefined if it is none. */
export function numbersOf(text: string): number[] | undefined {
  const numbers = text
    .split(/[\s,;×x]+/)
    .filter(Boolean)
    .map((part) => {
      const [value, divisor = "1", ...more] = part.split("/");
      return more.length > 0 || value === "" ? NaN : Number(value) / Number(divisor);
    });
  // A text that is no number is refused by its schema, not taken for nothing.
  return numbers.length > 0 ? numbers : undefined;
}

/** Class names, one a line or separated by commas; `coco80` and `coco91` are known lists; JSON gives names by their numbers. */
export function namesOf(text: string): unknown {
  const trimmed = text.trim();
  if (KNOWN_CLASSES.some((known) => known === trimmed)) return trimmed;
  if (/^[[{]/.test(trimmed))
    try {
      return JSON.parse(trimmed) as unknown;
    } catch {
      // The schema says what would be right.
      return trimmed;
    }
  return trimmed
    .split(/[\n,]+/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** Names of a model's outputs, such as `boxes: output0, scores: output1`; a name with a comma in it takes JSON. */
export function outputsOf(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) return namesOf(trimmed);
  const pairs = trimmed
    .split(/[\n,]+/)
    .filter((part) => part.trim() !== "")
    .map((part) => /^\s*(\w+)\s*[:=](.*)$/.exec(part));
  // The schema says what would be right.
  return pairs.every((pair) => pair !== null) ? Object.fromEntries(pairs.map(([, key = "", name = ""]) => [key, name.trim()])) : trimmed;
}

/** A decision as it would be typed; empty if there is none. */
export function textOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.join(", ");
  return JSON.stringify(value);
}
