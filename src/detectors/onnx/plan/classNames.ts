import { COCO_LABELS } from "../../classes/coco";
import type { OnnxOptions } from "./options";

/** COCO numbers its 80 classes from 1 to 90; these numbers have none. */
const COCO_GAPS: ReadonlySet<number> = new Set([12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);

export type ClassNames = ReadonlyMap<number, string>;

/** COCO's classes, numbered from 0 without gaps. */
export const COCO_80: ClassNames = new Map(COCO_LABELS.entries());

/** COCO's classes by the numbers of its annotation files, 1 to 90. */
export const COCO_91: ClassNames = new Map(
  Array.from({ length: 90 }, (_, index) => index + 1)
    .filter((number) => !COCO_GAPS.has(number))
    .flatMap((number, index) => {
      const label = COCO_LABELS[index];
      return label === undefined ? [] : [[number, label] as const];
    }),
);

/** The highest class number with a name; a file may name more classes than a call can have arguments. */
export function highestNumber(names: ClassNames): number {
  let highest = -1;
  for (const number of names.keys()) highest = Math.max(highest, number);
  return highest;
}

/** Names by number from what the user gave. */
export function givenNames(classes: NonNullable<OnnxOptions["classes"]>): ClassNames {
  if (classes === "coco80") return COCO_80;
  if (classes === "coco91") return COCO_91;
  if (Array.isArray(classes)) return new Map(classes.entries());
  return new Map(Object.entries(classes).map(([number, name]) => [Number(number), name]));
}

/**
 * Names as Ultralytics writes them into a model: `{0: 'person', 1: 'bicycle'}`, a Python literal, or a list of them, or JSON of either.
 * Null if there are none.
 */
export function namesInMetadata(text: string | undefined): ClassNames | null {
  const literal = text?.trim() ?? "";
  const entry = /(?:(\d+)|"(\d+)")?\s*:?\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(?:,|$)/y;
  const isList = literal.startsWith("[") && literal.endsWith("]");
  if (!isList && !(literal.startsWith("{") && literal.endsWith("}"))) return null;
  const inner = literal.slice(1, -1).trim();
  const names = new Map<number, string>();
  for (let at = 0; at < inner.length;) {
    entry.lastIndex = at + (/^\s*/.exec(inner.slice(at))?.[0].length ?? 0);
    const match = entry.exec(inner);
    if (!match) return null;
    const [, plain, quoted, single, double = ""] = match;
    const key = plain ?? quoted;
    if (isList !== (key === undefined)) return null;
    names.set(key === undefined ? names.size : Number(key), (single ?? double).replace(/\\(.)/g, "$1"));
    at = entry.lastIndex;
  }
  return names.size === 0 ? null : names;
}
