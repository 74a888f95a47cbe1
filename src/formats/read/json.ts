import { jsonFault } from "@/core/document/jsonPlaces";
import { FormatError, type FindingList } from "../finding";
import { parseLoosely } from "./looseJson";
import type { InputFile } from "./imported";
import { decodeText, emptyFile } from "./text";

export type JsonObject = Record<string, unknown>;

/** A file's JSON. @throws FormatError with line and column if it is not JSON */
export function parseJsonFile(file: InputFile): unknown {
  return parse(decodeText(file), file);
}

/**
 * A file's JSON, as written by other tools: `NaN` and `Infinity`, which Python writes bare, become null, and a finding says how many
 * there were; ids too large for numbers become strings. @throws FormatError with line and column if it is not JSON
 */
export function parseTolerantly(file: InputFile, findings: FindingList): unknown {
  const text = decodeText(file);
  const loose = parseLoosely(text);
  if (!loose) return parse(text, file);
  if (loose.missing > 0)
    findings.add({
      severity: "warning",
      file: file.path,
      place: `line ${loose.line}`,
      message:
        `${loose.missing === 1 ? "1 value is" : `${loose.missing} values are`} ` +
        "NaN or Infinity, which JSON does not have; Python writes them",
      advice: "they were treated as missing; boxes with them are left out and listed",
    });
  return loose.json;
}

function parse(text: string, file: InputFile): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (text.trim() === "") throw emptyFile(file);
    const fault = jsonFault(text) ?? { line: 1, column: 1, message: "the text cannot be read", cutOff: false };
    throw new FormatError({
      severity: "error",
      file: file.path,
      place: `line ${fault.line}, column ${fault.column}`,
      message: `not JSON: ${fault.message}`,
      advice: fault.cutOff ? "the file is cut off; copy or export it again" : "fix the file at that place, or export it again",
    });
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value as an array, or an empty one. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a finite number, or NaN. */
export function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : Number.NaN;
}

/** The value as an integer above 0, or undefined: sizes, rates and counts of a video. */
export function countOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : undefined;
}

/** The value as a ratio 0..1, or undefined. */
export function shareOf(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= 1 ? value : undefined;
}

/** The value as a track's key: a number or a string. A number written as a string is that number. */
export function keyOf(value: unknown): number | string | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "string" || value === "") return null;
  return /^\d{1,15}$/.test(value) && String(Number(value)) === value ? Number(value) : value;
}

/** The value as an id to compare with others, some of which are numbers and some strings; undefined if it is neither. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The value as a non-empty string, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
