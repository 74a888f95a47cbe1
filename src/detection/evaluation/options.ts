import type { IgnoreRegion } from "../types";
import type { Picture } from "./overlap";

/** What is evaluated: the video, and where its detections come from. */
export type VideoOptions = {
  fps: number;
  /** The video's size in pixels: boxes on both sides are clipped to it before they are compared. */
  picture: Picture;
  /** Length of the video; if omitted, there is no note about detections beyond it. */
  durationFrames?: number;
  /** Only every so many frames were shown to the detector: the others are left out on both sides. Default: 1, all of them. */
  every?: number;
  /** One of the frames that were shown. Default: 0. */
  firstShown?: number;
  /** Where a detection that finds no counted object is not judged. */
  ignoreRegions?: readonly IgnoreRegion[];
  /** The pixel origin assumed when the detector's file was read; null or omitted if its format leaves no choice. */
  pixelOrigin?: 0 | 1 | null;
  /** Weather of a frame, for the scores by weather; if omitted, there are none. */
  weatherAt?: (frame: number) => string | null;
};

/** How truth and detections are compared. */
export type ComparisonOptions = {
  /** Whether boxes or times are compared; `auto` compares boxes if every detection has one. */
  matchBy?: "auto" | "boxes" | "times";
  /** Boxes must overlap by this much. */
  iou?: number;
  /** Times may differ by this much in either direction. */
  toleranceMs?: number;
  /** Detections below it are left out. */
  confidenceThreshold?: number;
  /** Truth that is less visible counts neither as found nor as missed; objects that cannot be seen at all never count. */
  minVisibility?: number;
};

export type EvaluationOptions = VideoOptions &
  ComparisonOptions & {
    /** Called with the share that is done, 0..1, after each part of the work. */
    onProgress?: (share: number) => void;
  };
