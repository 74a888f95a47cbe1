import type { DetectorUnderTest } from "@/search";

/** A detector that can be closed. */
export type OpenDetector = DetectorUnderTest & { close(): Promise<void> };
