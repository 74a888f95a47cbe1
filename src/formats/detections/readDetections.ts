import type { Detection } from "@/detection/types";
import { type DetectionFault, DetectionFileError, MAX_FAULTS } from "./fault";
import { jsonFault, jsonLines } from "@/core/document/jsonPlaces";
import { isKitti, type KittiRules, readKittiRows } from "./kitti";
import { hasMotHeading, type MotRules, readMotRows } from "./mot";
import { type CocoNames, type ReadRecord, isRecord, readCocoResult, readEvent } from "./record";
import { isEventTable, readTable } from "./table";

/** Formats of a detector's output: a list of events, one event per line, a table of them, or the results of COCO, MOTChallenge or KITTI. */
export const DETECTION_FORMATS = ["json", "ndjson", "csv", "coco", "mot", "kitti"] as const;
export type DetectionFormat = (typeof DETECTION_FORMATS)[number];

export type ReadOptions = {
  /** Detected from the content if omitted. */
  format?: DetectionFormat;
  /** Required for COCO's results, in which classes and frames are numbers. */
  coco?: CocoNames;
  /** Required for MOTChallenge's results. */
  mot?: MotRules;
  /** If omitted, classes keep KITTI's names. */
  kitti?: KittiRules;
};

export type ReadDetections = {
  format: DetectionFormat;
  detections: Detection[];
  /** Events that record a miss (`validation_result` FN): they are not detections and were left out. */
  missRecords: number;
  /** What was assumed, in sentences. */
  notes: string[];
  /** The pixel origin with which the file was read; null if its format leaves no choice. */
  pixelOrigin: 0 | 1 | null;
  /** The detector looked at every so many frames, if the file says so; otherwise 1. */
  every: number;
};

/** Lists of events may be under one of these keys. */
const LIST_KEYS = ["detections", "events", "detection_events"];

/**
 * Reads a detector's output.
 *
 * @param file name for error messages
 * @throws DetectionFileError giving file, line and remedy
 */
export function readDetections(text: string, file: string, options: ReadOptions = {}): ReadDetections {
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const format = options.format ?? guessFormat(content);
  const { faults, detections, missRecords, notes = [], every = 1 } = readAs(format, content, options);
  if (format === null || faults.length > 0) throw new DetectionFileError(file, faults);
  return { format, detections, missRecords, notes, pixelOrigin: (format === "mot" ? options.mot?.pixelOrigin : null) ?? null, every };
}

type Collected = { detections: Detection[]; missRecords: number; faults: DetectionFault[]; notes?: string[]; every?: number };

function readAs(format: DetectionFormat | null, text: string, { coco, mot, kitti = { classes: {} } }: ReadOptions): Collected {
  switch (format) {
    case "json":
      return readList(text, readEvent);
    case "ndjson":
      return readLines(text);
    case "coco":
      if (!coco) return refused("these are COCO results; the bundle's annotations/coco.json is needed too");
      return readList(text, (value) => readCocoResult(value, coco));
    case "mot":
      if (!mot) return refused("these are MOT results; define what their class numbers mean");
      return { ...readMotRows(text, mot), missRecords: 0 };
    case "csv":
      return collected(readTable(text));
    case "kitti":
      return { ...readKittiRows(text, kitti), missRecords: 0 };
    case null:
      return refused("neither JSON nor rows of numbers; use events as JSON, NDJSON or CSV, or COCO, MOTChallenge or KITTI results");
  }
}

function collected({ records, faults }: ReturnType<typeof readTable>): Collected {
  const detections = records.flatMap(({ detection }) => detection ?? []);
  return { detections, faults, missRecords: records.filter(({ detection, faults: own }) => !detection && own.length === 0).length };
}

function refused(message: string): Collected {
  return { detections: [], missRecords: 0, faults: [{ line: 1, message }] };
}

function guessFormat(text: string): DetectionFormat | null {
  const start = text.trimStart();
  if (start === "") return "ndjson";
  if (start.startsWith("[") || start.startsWith("{")) return formatOf(start);
  if (isEventTable(start)) return "csv";
  if (isKitti(start)) return "kitti";
  return /^[-\d.]+\s*[,;\s]/.test(start) || hasMotHeading(start) ? "mot" : null;
}

/** The kind of JSON: a single value is judged by its contents, anything else by how it begins. */
function formatOf(text: string): DetectionFormat {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    if (text.startsWith("[")) return /"image_id"\s*:/.test(text.slice(0, 5000)) ? "coco" : "json";
    return isOneLineObject(text) ? "ndjson" : "json";
  }
  if (Array.isArray(whole)) {
    const first: unknown = whole[0];
    return isRecord(first) && "image_id" in first ? "coco" : "json";
  }
  return isRecord(whole) && ("class_label" in whole || "confidence" in whole) ? "ndjson" : "json";
}

function isOneLineObject(text: string): boolean {
  const end = text.indexOf("\n");
  if (LIST_START.test(text)) return false;
  try {
    return isRecord(JSON.parse(end < 0 ? text : text.slice(0, end)));
  } catch {
    // A truncated or broken first line still counts if the next line starts an object too.
    return end >= 0 && text.slice(end).trimStart().startsWith("{");
  }
}

const ANNOTATIONS =
  "these are annotations (ground truth), not a detector's results; " +
  "use events as JSON or NDJSON, COCO results (a list with `score`) or MOT results";

/** Our document with its list first, and broken further on. */
const LIST_START = /^\{\s*"(?:detections|events|detection_events)"\s*:/;

function readLines(text: string): Collected {
  const result: Collected = { detections: [], missRecords: 0, faults: [] };
  let line = 0;
  for (let start = 0; start < text.length && result.faults.length < MAX_FAULTS;) {
    line++;
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const row = text.slice(start, end).trim();
    start = end + 1;
    if (row === "") continue;
    let value: unknown;
    try {
      value = JSON.parse(row);
    } catch {
      const fault = jsonFault(row);
      result.faults.push({ line, message: `not JSON: ${fault?.message ?? "expected one event per line"}` });
      continue;
    }
    const { detection, faults } = readEvent(value);
    for (const { key, message } of faults) result.faults.push({ line, message: `${key} ${message}`.trim() });
    if (detection) result.detections.push(detection);
    else if (faults.length === 0) result.missRecords++;
  }
  return result;
}

function readList(text: string, read: (value: unknown) => ReadRecord): Collected {
  const result: Collected = { detections: [], missRecords: 0, faults: [] };
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    const fault = jsonFault(text);
    result.faults.push({ line: fault?.line ?? 1, message: `not JSON: ${fault?.message ?? "fix the file"}` });
    return result;
  }
  const key = isRecord(root) ? LIST_KEYS.find((name) => isRecord(root) && Array.isArray(root[name])) : undefined;
  if (isRecord(root) && key === undefined && Array.isArray(root["annotations"])) return refused(ANNOTATIONS);
  const every = isRecord(root) ? root["every"] : undefined;
  if (typeof every === "number" && Number.isSafeInteger(every) && every > 0) result.every = every;
  const list: unknown = isRecord(root) && key !== undefined ? root[key] : root;
  if (!Array.isArray(list)) {
    result.faults.push({ line: 1, message: "must contain a list of detections, either directly or under `detections`" });
    return result;
  }
  const places: { path: string; message: string }[] = [];
  for (let index = 0; index < list.length && places.length < MAX_FAULTS; index++) {
    const { detection, faults } = read(list[index]);
    const base = key === undefined ? String(index) : `${key}.${index}`;
    for (const fault of faults)
      places.push({
        path: fault.key === "" ? base : `${base}.${fault.key}`,
        message: `detection ${index + 1}: ${`${fault.key} ${fault.message}`.trim()}`,
      });
    if (detection) result.detections.push(detection);
    else if (faults.length === 0) result.missRecords++;
  }
  result.faults = located(text, places);
  return result;
}

/** Adds line numbers to faults; one about a missing key is at the start of its record. */
function located(text: string, places: readonly { path: string; message: string }[]): DetectionFault[] {
  if (places.length === 0) return [];
  const parents = (path: string): string[] => {
    const parts = path.split(".");
    return parts.map((_, index) => parts.slice(0, parts.length - index).join("."));
  };
  const lines = jsonLines(
    text,
    places.flatMap(({ path }) => parents(path)),
  );
  return places.map(({ path, message }) => {
    const known = parents(path).find((one) => lines.has(one));
    return { line: (known === undefined ? undefined : lines.get(known)) ?? 1, message };
  });
}
