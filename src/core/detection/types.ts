import type { Box } from "../scene/frameStateTypes";

/** The part of a ground-truth record that simulation and evaluation read; a `GroundTruthRecord` is one. */
export type TruthObject = {
  frame: number;
  /** Seconds. */
  timestamp: number;
  object_type: string;
  bounding_box: Box;
  track_id: number;
  /** Share of the silhouette that can be seen, 0..1. */
  visibility: number;
  confidence: number;
};

/** One report of a detector, from whatever format it was read. */
export type Detection = {
  /** Frame it speaks of, counted from 0; null where the file gives only times. */
  frame: number | null;
  /** Seconds; null where the file gives only frames. */
  timestamp: number | null;
  class_label: string;
  /** 0..1. */
  confidence: number;
  /** Pixels, origin top left, half-open; null where the detector reports none. */
  bounding_box: Box | null;
  /** The tracker's own id; null where it does not track. */
  track_id: number | null;
};
