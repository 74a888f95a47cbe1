import type { Box } from "@/core/scene/frameStateTypes";
import type { Detection, TruthObject } from "../types";

/** Truth and detections for tests, at ten frames per second. */
export function truthAt(frame: number, track: number, box: Partial<Box> = {}, more: Partial<TruthObject> = {}): TruthObject {
  return {
    frame,
    timestamp: frame / 10,
    object_type: "pedestrian",
    bounding_box: { x: 0, y: 0, width: 10, height: 10, ...box },
    track_id: track,
    visibility: 1,
    confidence: 0.9,
    ...more,
  };
}

export function detectionAt(frame: number, track: number, box: Partial<Box> = {}, more: Partial<Detection> = {}): Detection {
  return {
    frame,
    timestamp: frame / 10,
    class_label: "pedestrian",
    confidence: 0.9,
    bounding_box: { x: 0, y: 0, width: 10, height: 10, ...box },
    track_id: track,
    ...more,
  };
}
