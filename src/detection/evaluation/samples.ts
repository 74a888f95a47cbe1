import type { Detection, TruthObject } from "../types";
import type { IgnoreRegions } from "./regions";
import { type Picture, inPicture, intersectionOverUnion } from "./overlap";
import { nearestFrame, secondsOf } from "@/core/timeline";

/** The contents of one class at one frame, with the overlap of every truth (row) with every detection (column). */
export type Sample = {
  frame: number;
  truth: TruthObject[];
  detections: PlacedDetection[];
  overlap: Float64Array;
};

/** A detection with its index in the list compared, which no other has, and its frame and time computed. */
export type PlacedDetection = Detection & {
  index: number;
  frame: number;
  timestamp: number;
  /** Whether the detector reported the time; otherwise it is that of the frame. */
  hasOwnTime: boolean;
  /** Share of its box that is inside a region to ignore. */
  ignoredShare: number;
};

/** Derives the frame from the time (nearest frame) or the time from the frame, and clips boxes to the picture. */
export function placeDetections(
  detections: readonly Detection[],
  { fps, picture, regions }: { fps: number; picture: Picture; regions: IgnoreRegions },
): PlacedDetection[] {
  return detections.map((detection, index) => {
    const frame = detection.frame ?? nearestFrame(detection.timestamp ?? 0, fps);
    const box = detection.bounding_box && inPicture(detection.bounding_box, picture);
    return {
      ...detection,
      index,
      frame,
      timestamp: detection.timestamp ?? secondsOf(frame, fps),
      hasOwnTime: detection.timestamp !== null,
      bounding_box: box,
      ignoredShare: box ? regions.shareInside(box, frame, detection.class_label) : 0,
    };
  });
}

/** Truth with its boxes clipped to the picture. */
export function placeTruth(truth: readonly TruthObject[], picture: Picture): TruthObject[] {
  return truth.map((record) => {
    const box = inPicture(record.bounding_box, picture);
    return box === record.bounding_box ? record : { ...record, bounding_box: box };
  });
}

/** Samples of one class, one for each frame at which there is truth or a detection, in order of frames. */
export function classSamples(truth: readonly TruthObject[], detections: readonly PlacedDetection[], classLabel: string): Sample[] {
  return samplesByFrame(
    truth.filter((record) => record.object_type === classLabel),
    detections.filter((detection) => detection.class_label === classLabel),
  );
}

/** Samples regardless of class. */
export function samplesByFrame(truth: readonly TruthObject[], detections: readonly PlacedDetection[]): Sample[] {
  const frames = new Map<number, { truth: TruthObject[]; detections: PlacedDetection[] }>();
  const at = (frame: number) => {
    let entry = frames.get(frame);
    if (!entry) frames.set(frame, (entry = { truth: [], detections: [] }));
    return entry;
  };
  for (const record of truth) at(record.frame).truth.push(record);
  for (const detection of detections) at(detection.frame).detections.push(detection);
  return [...frames]
    .sort(([a], [b]) => a - b)
    .map(([frame, entry]) => ({ frame, ...entry, overlap: overlaps(entry.truth, entry.detections) }));
}

function overlaps(truth: readonly TruthObject[], detections: readonly PlacedDetection[]): Float64Array {
  const result = new Float64Array(truth.length * detections.length);
  truth.forEach((record, row) => {
    detections.forEach(({ bounding_box: box }, column) => {
      if (box) result[row * detections.length + column] = intersectionOverUnion(record.bounding_box, box);
    });
  });
  return result;
}
