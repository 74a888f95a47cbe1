import { join, parse } from "node:path";
import type { DetectorDescription } from "@/detectors/detector";
import type { RoadUserDetection } from "@/detectors/classes/roadUsers";
import { detectionResults } from "@/formats";
import type { OutputFormat } from "../detections/outputFormat";

/** What `jaywalk detect` writes. */
export type DetectorOutput = {
  readonly detector: DetectorDescription;
  readonly video: { readonly width: number; readonly height: number; readonly fps: number; readonly frames: number };
  /** Every so many frames were shown to the detector. */
  readonly every: number;
  /** Objects of less confidence were left out. */
  readonly min_confidence: number;
  readonly detections: readonly RoadUserDetection[];
};

const CSV_COLUMNS = ["timestamp", "frame", "class_label", "confidence", "x", "y", "width", "height", "track_id", "label"];

/** A detector's output in the requested format, in pieces. */
export function outputContent(format: OutputFormat, output: DetectorOutput, { motOrigin }: { motOrigin: 0 | 1 }): Iterable<string> {
  const { detections, ...about } = output;
  switch (format) {
    case "json":
      return documentOf(about, detections);
    case "ndjson":
      return detections.map((detection) => `${JSON.stringify(eventOf(detection))}\n`);
    case "csv":
      return [`${CSV_COLUMNS.join()}\r\n`, ...detections.map((detection) => `${cellsOf(detection).join()}\r\n`)];
    default:
      return detectionResults(format, detections.map(eventOf), { motOrigin });
  }
}

function* documentOf(about: Omit<DetectorOutput, "detections">, detections: readonly RoadUserDetection[]): Generator<string> {
  yield "{\n";
  for (const [key, value] of Object.entries(about)) yield ` ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`;
  yield ` "detections": [`;
  for (const [index, detection] of detections.entries()) yield `${index === 0 ? "" : ","}\n  ${JSON.stringify(eventOf(detection))}`;
  yield detections.length === 0 ? "]\n}\n" : "\n ]\n}\n";
}

/** Keys in a fixed order; a detector that does not track has no track ids. */
function eventOf({ timestamp, frame, class_label, confidence, bounding_box, track_id, label }: RoadUserDetection) {
  return { timestamp, frame, class_label, confidence, bounding_box, ...(track_id === null ? {} : { track_id }), label };
}

function cellsOf({
  timestamp,
  frame,
  class_label,
  confidence,
  bounding_box: box,
  track_id,
  label,
}: RoadUserDetection): (string | number)[] {
  const named = /[",\r\n]/.test(label) ? `"${label.replaceAll('"', '""')}"` : label;
  return [timestamp, frame, class_label, confidence, box.x, box.y, box.width, box.height, track_id ?? "", named];
}

/** A note on formats that do not say at which frames the detector looked, in a sentence. */
export function rateNotes(format: OutputFormat, every: number): string[] {
  if (every === 1 || format === "json") return [];
  return [
    `The file does not say that one frame in ${every} was looked at: evaluate it with --every ${every}, or write .json, which says so.`,
  ];
}

/** Where the answers of a run that failed are kept: `out/found.partial.ndjson` for `out/found.ndjson`, then `found.partial-2.ndjson`. */
export function partialName(file: string, number = 1): string {
  const { dir, name, ext } = parse(file);
  return join(dir, `${name}.partial${number === 1 ? "" : `-${number}`}${ext}`);
}
