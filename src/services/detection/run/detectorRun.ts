import type { Scenario } from "@/core/document";
import type { ClassMap } from "@/detectors/classes/classMap";
import type { RoadUserDetection } from "@/detectors/classes/roadUsers";
import type { DetectorDescription } from "@/detectors/detector";
import type { Looks } from "../streamView";

/** A run that has ended; `frames` are fewer than `wanted` if it was cancelled or failed. */
export type DetectorRun = {
  /** Whose truth the pictures show. */
  readonly scenario: Scenario;
  /** The scenario that was open. */
  readonly isFor: Scenario;
  readonly detector: DetectorDescription;
  readonly looks: Looks;
  readonly from: string;
  readonly frames: readonly number[];
  readonly wanted: number;
  /** Why it ended early, as a sentence; null if it did not, or was cancelled. */
  readonly fault: string | null;
  readonly confidence: number;
  /** What the detector's classes meant. */
  readonly classMap: ClassMap;
  readonly detections: readonly RoadUserDetection[];
  readonly seconds: number;
  readonly lanes: number;
};
