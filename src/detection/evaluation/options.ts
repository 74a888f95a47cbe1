import type { IgnoreRegion } from "../types";
import type { Picture } from "./overlap";

export type EvaluationOptions = {
  fps: number;
  /** The video's size in pixels: boxes on both sides are cut at its edge before they are compared. */
  picture: Picture;
  /** Length of the video; left out, no note tells of detections beyond it. */
  durationFrames?: number;
  /** Whether boxes or times are compared; `auto` compares boxes where every detection has one. */
  matchBy?: "auto" | "boxes" | "times";
  /** Boxes must overlap by this much. */
  iou?: number;
  /** Times may differ by this much, either way. */
  toleranceMs?: number;
  /** Detections below it are left out. */
  confidenceThreshold?: number;
  /** Truth that is less visible counts neither as found nor as missed; what cannot be seen at all never counts. */
  minVisibility?: number;
  /** Where a detection that finds no object that counts is not judged. */
  ignoreRegions?: readonly IgnoreRegion[];
  /** What the detector's file was read to call its first pixel; null or left out where its format leaves no choice. */
  pixelOrigin?: 0 | 1 | null;
  /** Weather of a frame, for the scores by weather; left out, there are none. */
  weatherAt?: (frame: number) => string | null;
  /** Told the share that is done, 0..1, after each part of the work. */
  onProgress?: (share: number) => void;
};
