import type { ActorType } from "@/core/document/constants";
import type { Box } from "@/core/scene/frameStateTypes";
import { inPicture, intersectionOverUnion } from "@/detection";
import type { Detection } from "@/detection/types";
import type { FoundObject } from "../detector";
import { type ClassMap, meaningOf, typeOfMeaning } from "./classMap";
import { joinRiders } from "./riders";

/** One report of a real detector, for evaluation and for files. */
export type RoadUserDetection = Detection & {
  readonly frame: number;
  readonly timestamp: number;
  readonly class_label: ActorType;
  readonly bounding_box: Box;
  /** The detector's own name of the class. */
  readonly label: string;
};

/** A detector's default: below, most of what CenterNet or a YOLO reports is wrong. */
export const USUAL_CONFIDENCE = 0.25;

/** Objects of one type but with different labels (a car that is also a truck) that overlap by more are one. */
const SAME_OBJECT_IOU = 0.5;

/** Digits that are kept, so that files are small and equal numbers are written alike. */
const [BOX_DIGITS, CONFIDENCE_DIGITS] = [100, 10_000];

export type RoadUserOptions = {
  /** The picture's size and, of its video, the exact seconds of the frame. */
  readonly picture: { readonly width: number; readonly height: number };
  readonly frame: number;
  readonly timestamp: number;
  readonly classMap: ClassMap;
  /** Objects below it are left out. */
  readonly confidence: number;
};

/**
 * What a detector found in a frame, as road users in the words of our ground truth: labels get their meaning, riders are joined with their
 * two-wheelers, one object under several labels is reported once, and boxes end at the picture's edges. In order of confidence.
 */
export function roadUsersOf(objects: readonly FoundObject[], options: RoadUserOptions): RoadUserDetection[] {
  const { picture, frame, timestamp, classMap, confidence: least } = options;
  const meant = objects.flatMap((object) => {
    const meaning = meaningOf(object.label, classMap);
    return meaning === "ignore" || object.confidence < least ? [] : [{ ...object, meaning }];
  });
  const detections: RoadUserDetection[] = [];
  for (const { meaning, label, confidence, box, trackId } of joinRiders(meant).sort((a, b) => b.confidence - a.confidence)) {
    const type = typeOfMeaning(meaning);
    const bounding_box = rounded(inPicture(box, picture));
    const isKnown = detections.some(
      (other) =>
        other.class_label === type && other.label !== label && intersectionOverUnion(other.bounding_box, bounding_box) > SAME_OBJECT_IOU,
    );
    if (isKnown || bounding_box.width <= 0 || bounding_box.height <= 0) continue;
    detections.push({
      frame,
      timestamp,
      class_label: type,
      confidence: Math.round(confidence * CONFIDENCE_DIGITS) / CONFIDENCE_DIGITS,
      bounding_box,
      track_id: trackId ?? null,
      label,
    });
  }
  return detections;
}

function rounded({ x, y, width, height }: Box): Box {
  const [left, top] = [toDigits(x), toDigits(y)];
  return { x: left, y: top, width: toDigits(toDigits(x + width) - left), height: toDigits(toDigits(y + height) - top) };
}

const toDigits = (value: number): number => Math.round(value * BOX_DIGITS) / BOX_DIGITS;
