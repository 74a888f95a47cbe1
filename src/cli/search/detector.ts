import { simulatedDetector } from "@/search";
import { chosenDetector } from "../detectors/chosenDetector";
import { readProfileInput } from "../detections/profileInput";
import { UsageError } from "../errors";
import type { OpenDetector } from "./openDetector";
import { headlessVideos } from "./headlessVideos";
import { videoDetector } from "./videoDetector";

/** The simulated detector's name on the command line. */
export const SIMULATED = "simulated";

export type DetectorOptions = {
  readonly detector: string;
  readonly profile: string;
  readonly every: number;
  readonly seed: number;
  readonly confidence: number;
};

/** The detector that a search asks. @throws UsageError if there is no such detector */
export async function openDetectorUnderTest({ detector, profile, every, seed, confidence }: DetectorOptions): Promise<OpenDetector> {
  if (detector === SIMULATED) {
    if (every !== 1) throw new UsageError("--every is for real detectors; the simulated one sees every frame");
    return { ...simulatedDetector(await readProfileInput(profile), seed), close: () => Promise.resolve() };
  }
  const { open } = await chosenDetector({ model: detector }).catch((error: unknown) => {
    throw error instanceof UsageError
      ? new UsageError(error.message.replace("--model", "--detector").replace(/; use /, `; use ${SIMULATED} or `))
      : error;
  });
  return videoDetector({ open, videos: headlessVideos(), every, confidence });
}
