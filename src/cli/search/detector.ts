import { simulatedDetector, type DetectorUnderTest } from "@/search";
import { readProfileInput } from "../detections/profileInput";
import { UsageError } from "../errors";

/** The simulated detector's name on the command line. */
export const SIMULATED = "simulated";

export type DetectorOptions = { readonly detector: string; readonly profile: string; readonly every: number; readonly seed: number };

/** A detector that can be closed. */
export type OpenDetector = DetectorUnderTest & { close(): Promise<void> };

/** The detector that a search asks. @throws UsageError if there is no such detector */
export async function openDetectorUnderTest({ detector, profile, every, seed }: DetectorOptions): Promise<OpenDetector> {
  if (detector !== SIMULATED) throw new UsageError(`--detector ${detector} is unknown; use ${SIMULATED}`);
  if (every !== 1) throw new UsageError("--every is for real detectors; the simulated one sees every frame");
  return { ...simulatedDetector(await readProfileInput(profile), seed), close: () => Promise.resolve() };
}
