import type { DetectorUnderTest } from "@/search";

/** A detector that can be closed. */
export type OpenDetector = DetectorUnderTest & {
  /** Detections below it are to be left out: what the user says, in whatever way, or else the usual. */
  readonly confidence: number;
  close(): Promise<void>;
};
