import { z } from "zod";
import { keepIfPossible } from "@/library/siteData";
import { CLASS_MEANINGS } from "@/detectors/classes/classMap";
import { USUAL_CONFIDENCE } from "@/detectors/classes/roadUsers";
import type { ProfileStorage } from "../ownProfiles";

/** The detectors that a page can show: the simulated one, the built-in one, or the user's own ONNX model. */
export const DETECTORS = ["simulated", "builtin", "onnx"] as const;
export type DetectorKind = (typeof DETECTORS)[number];

const setupSchema = z.object({
  detector: z.enum(DETECTORS),
  /** Where a real detector's pictures come from: drawn as an export draws them, or decoded from an exported video. */
  pictures: z.enum(["drawn", "video"]),
  /** It looks at every so many frames. */
  every: z.int().min(1),
  /** Detections below it are left out. */
  confidence: z.number().min(0).max(1),
  /** What classes of the built-in detector mean, by their labels, where it is not the usual. */
  builtinMeanings: z.record(z.string(), z.enum(CLASS_MEANINGS)).default({}),
});

/** Which detector is chosen and how it is run. */
export type RunSetup = Readonly<z.infer<typeof setupSchema>>;

export const FIRST_RUN_SETUP: RunSetup = {
  ...{ detector: "simulated", pictures: "drawn", every: 6 },
  confidence: USUAL_CONFIDENCE,
  builtinMeanings: {},
};

const KEY = "jaywalk-detector-run";

/** As it was last chosen; the first setup if nothing usable is stored. */
export function readRunSetup(storage: ProfileStorage): RunSetup {
  try {
    return setupSchema.safeParse(JSON.parse(storage.getItem(KEY) ?? "null")).data ?? FIRST_RUN_SETUP;
  } catch {
    return FIRST_RUN_SETUP;
  }
}

export const writeRunSetup = (storage: ProfileStorage, setup: RunSetup): void => keepIfPossible(storage, KEY, JSON.stringify(setup));
