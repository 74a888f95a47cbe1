import type { Box } from "@/core/scene/frameStateTypes";

/** The part of a ground-truth record that simulation and evaluation read; a `GroundTruthRecord` is one. */
export type TruthObject = {
  frame: number;
  /** Seconds. */
  timestamp: number;
  object_type: string;
  bounding_box: Box;
  track_id: number;
  /** Share of the silhouette that is visible, 0..1. */
  visibility: number;
  confidence: number;
};

/**
 * Where a detection is neither right nor wrong, unless it finds a counted object: `DontCare` in KITTI, `iscrowd` in COCO, a row of
 * MOTChallenge with conf 0, scenery. A `GroundTruthIgnoreRegion` is one.
 */
export type IgnoreRegion = {
  /** Frames at which it applies, half-open. */
  frames: readonly [start: number, end: number];
  /** The class whose detections are not judged there; null for every class. */
  object_type: string | null;
  bounding_box: Box;
};

/** One report of a detector, from whatever format it was read. */
export type Detection = {
  /** The frame it is about, counted from 0; null if the file has only times. */
  frame: number | null;
  /** Seconds; null if the file has only frames. */
  timestamp: number | null;
  class_label: string;
  /** 0..1. */
  confidence: number;
  /** Pixels, origin top left, half-open; null if the detector reports none. */
  bounding_box: Box | null;
  /** The tracker's own id; null if it does not track. */
  track_id: number | null;
};
