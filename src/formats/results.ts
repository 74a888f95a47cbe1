import { ACTOR_TYPES, type ActorType } from "@/core/document/constants";
import type { DetectionEvent } from "@/detection";
import { COCO_CATEGORIES, MOT_CLASSES, kittiType } from "./classes";
import { FormatError } from "./finding";

/** Formats of detector results that other evaluators read. */
export const RESULT_FORMATS = ["mot", "coco", "kitti"] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** One report of a detector, simulated or real. */
type ReportedEvent = Pick<DetectionEvent, "class_label" | "confidence"> &
  Partial<Pick<DetectionEvent, "frame" | "bounding_box" | "track_id" | "validation_result">>;

/**
 * Detections as results for TrackEval (MOTChallenge, KITTI) or pycocotools, in pieces: frames, ids, image ids and categories as in the
 * bundle's own truth of that format. Records of misses are left out.
 *
 * @throws FormatError for events without boxes, or of classes that the format does not have
 */
export function* detectionResults(
  format: ResultFormat,
  events: readonly ReportedEvent[],
  { motOrigin }: { motOrigin: 0 | 1 },
): Generator<string> {
  let first = true;
  for (const event of events) {
    if (event.validation_result === "FN") continue;
    const row = resultRow(format, event, motOrigin);
    yield format === "coco" ? `${first ? "[\n" : ",\n"}${row}` : `${row}\n`;
    first = false;
  }
  if (format === "coco") yield first ? "[]\n" : "\n]\n";
}

function resultRow(
  format: ResultFormat,
  { frame, bounding_box: box, track_id = -1, class_label, confidence }: ReportedEvent,
  motOrigin: 0 | 1,
): string {
  if (frame === undefined || !box)
    throw refusal("this profile reports times but no boxes", "choose a sensor profile, or write .json, .ndjson or .csv");
  const type = typeOf(class_label);
  const { x, y, width, height } = box;
  switch (format) {
    case "mot":
      return [
        frame + 1,
        track_id < 0 ? -1 : track_id + 1,
        x + motOrigin,
        y + motOrigin,
        width,
        height,
        confidence,
        MOT_CLASSES[type],
        -1,
        -1,
      ].join();
    case "kitti":
      return [
        frame,
        track_id,
        kittiType(type, ""),
        -1,
        -1,
        -10,
        ...[x, y, x + width, y + height].map((edge) => edge.toFixed(2)),
        "-1 -1 -1 -1000 -1000 -1000 -10",
        confidence,
      ].join(" ");
    case "coco": {
      const category_id = COCO_CATEGORIES.find(({ name }) => name === type)?.id;
      return JSON.stringify({
        image_id: frame + 1,
        category_id,
        bbox: [x, y, width, height],
        score: confidence,
        ...(track_id >= 0 && { track_id }),
      });
    }
  }
}

function typeOf(label: string): ActorType {
  const type = ACTOR_TYPES.find((known) => known === label);
  if (!type) throw refusal(`"${label}" is not a class of these results`, "remove it from the profile, or write .json, .ndjson or .csv");
  return type;
}

function refusal(message: string, advice: string): FormatError {
  return new FormatError({ severity: "error", file: "--format", place: "", message, advice });
}
