import type { Box } from "@/core/scene/frameStateTypes";
import type { Detection } from "@/detection/types";

/** A fault inside one record: the key it is about and what to do. */
type RecordFault = { key: string; message: string };

/** Checks the values of one record; the first faults of each key are kept in `faults`. */
class RecordReader {
  readonly faults: RecordFault[] = [];
  constructor(private readonly record: Readonly<Record<string, unknown>>) {}

  /** A finite number in the range; undefined (and a fault, unless it is optional) otherwise. */
  number(key: string, { required, low, high, whole }: NumberRule): number | undefined {
    const value = this.record[key];
    if (value === undefined || value === null) {
      if (required) this.fault(key, "is missing; every detection needs it");
      return undefined;
    }
    if (typeof value !== "number" || !Number.isFinite(value))
      return this.fault(key, `must be a number, not ${shown(value)}${typeof value === "string" ? "; remove the quotes" : ""}`);
    if (whole && !Number.isSafeInteger(value)) return this.fault(key, `must be a whole number, not ${value}`);
    if ((low !== undefined && value < low) || (high !== undefined && value > high))
      return this.fault(key, `must be ${range(low, high)}, not ${value}`);
    return value;
  }

  text(key: string): string | undefined {
    const value = this.record[key];
    if (typeof value === "string" && value !== "") return value;
    return this.fault(key, value === undefined ? "is missing; every detection needs it" : `must be a string, not ${shown(value)}`);
  }

  fault(key: string, message: string): undefined {
    this.faults.push({ key, message });
    return undefined;
  }
}

type NumberRule = { required?: boolean; low?: number; high?: number; whole?: boolean };

function range(low: number | undefined, high: number | undefined): string {
  if (low !== undefined && high !== undefined) return `between ${low} and ${high}`;
  return low === undefined ? `at most ${high ?? ""}` : `at least ${low}`;
}

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `null` for an event that records a miss (`validation_result` FN): it is not a detection. */
export type ReadRecord = { detection: Detection | null; faults: readonly RecordFault[] };

const NOT_AN_OBJECT = {
  key: "",
  message: 'must be an object such as {"timestamp": 1.2, "class_label": "pedestrian", "confidence": 0.8}',
};

/** An event of a detection stream: the specification's fields, and `frame`, `bounding_box`, `track_id` if known. */
export function readEvent(value: unknown): ReadRecord {
  if (!isRecord(value)) return { detection: null, faults: [NOT_AN_OBJECT] };
  if (value["validation_result"] === "FN") return { detection: null, faults: [] };
  const reader = new RecordReader(value);
  const timestamp = reader.number("timestamp", {});
  const frame = reader.number("frame", { low: 0, whole: true });
  if ((value["timestamp"] ?? value["frame"] ?? null) === null)
    reader.fault("timestamp", `is ${"timestamp" in value ? "null" : "missing"}; write the time in seconds, or \`frame\``);
  const class_label = reader.text("class_label");
  const confidence = reader.number("confidence", { required: true, low: 0, high: 1 });
  const track_id = reader.number("track_id", { whole: true });
  const bounding_box = eventBox(value["bounding_box"], reader);
  if ("bbox" in value) reader.fault("bbox", 'is not a known key; write `bounding_box`: {"x", "y", "width", "height"}');
  if (class_label === undefined || confidence === undefined || reader.faults.length > 0) return { detection: null, faults: reader.faults };
  return {
    detection: {
      frame: frame ?? null,
      timestamp: timestamp ?? null,
      class_label,
      confidence,
      bounding_box,
      track_id: track_id ?? null,
    },
    faults: [],
  };
}

function eventBox(value: unknown, reader: RecordReader): Box | null {
  if (value === undefined || value === null) return null;
  const expected = 'must be {"x", "y", "width", "height"} in pixels';
  if (!isRecord(value)) {
    reader.fault("bounding_box", `${expected}, not ${shown(value)}`);
    return null;
  }
  const box = new RecordReader(value);
  const x = box.number("x", { required: true });
  const y = box.number("y", { required: true });
  const width = box.number("width", { required: true, low: 0 });
  const height = box.number("height", { required: true, low: 0 });
  for (const { key, message } of box.faults) reader.fault(`bounding_box.${key}`, message);
  return x === undefined || y === undefined || width === undefined || height === undefined ? null : { x, y, width, height };
}

export type CocoNames = {
  /** Class of each `category_id`. */
  categories: Readonly<Record<number, string>>;
  /** Frame of an `image_id`, undefined for an unknown one. */
  frameOf: (imageId: number) => number | undefined;
};

/** An entry of COCO's results: `image_id`, `category_id`, `bbox` [x, y, width, height], `score`. */
export function readCocoResult(value: unknown, { categories, frameOf }: CocoNames): ReadRecord {
  if (!isRecord(value))
    return {
      detection: null,
      faults: [{ ...NOT_AN_OBJECT, message: "must be an object with image_id, category_id, bbox and score" }],
    };
  const reader = new RecordReader(value);
  const imageId = reader.number("image_id", { required: true, whole: true });
  const categoryId = reader.number("category_id", { required: true, whole: true });
  const confidence = reader.number("score", { required: true, low: 0, high: 1 });
  const track_id = reader.number("track_id", { whole: true });
  const frame = imageId === undefined ? undefined : frameOf(imageId);
  if (imageId !== undefined && frame === undefined)
    reader.fault("image_id", `${imageId} is not an image of this video; image ids are those of annotations/coco.json (frame + 1)`);
  // A detector has more classes than a scene: its reports of the others are wrong here, but its file is valid.
  const class_label = categoryId === undefined ? undefined : (categories[categoryId] ?? `category ${categoryId}`);
  const bounding_box = cocoBox(value["bbox"], reader);
  if (frame === undefined || class_label === undefined || confidence === undefined || !bounding_box || reader.faults.length > 0)
    return { detection: null, faults: reader.faults };
  return {
    detection: { frame, timestamp: null, class_label, confidence, bounding_box, track_id: track_id ?? null },
    faults: [],
  };
}

function cocoBox(value: unknown, reader: RecordReader): Box | null {
  const numbers: unknown[] = Array.isArray(value) ? value : [];
  const [x, y, width, height] = numbers;
  const fine = numbers.length === 4 && isFinite(x) && isFinite(y) && isFinite(width) && isFinite(height) && width >= 0 && height >= 0;
  if (fine) return { x, y, width, height };
  reader.fault("bbox", `must be [x, y, width, height] in pixels, not ${shown(value)}`);
  return null;
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}
