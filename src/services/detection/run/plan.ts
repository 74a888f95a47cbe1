import type { Scenario } from "@/core/document";
import { openInWorker } from "@/detectors/lanes/workerLane";
import { drawnPictures } from "./drawnPictures";
import { fetchBuiltinFiles } from "./detectorFiles";
import { lanesFor, thisMachine } from "./lanes";
import { pageLane } from "./pageLane";
import type { ReadyDetector, ReadyPictures, RunPlan } from "./runs";
import type { RunSetup } from "./setup";

/** The built-in detector, from files next to the page. @throws DetectorError if this copy of the app has none */
export async function builtinDetector(signal: AbortSignal): Promise<ReadyDetector> {
  const files = await fetchBuiltinFiles(signal);
  return {
    open: (opening) => openInWorker(pageLane(), { kind: "builtin", files }, opening),
    lanes: lanesFor(files.weights.length, thisMachine()),
  };
}

/** Every so many frames of a scenario, drawn. */
function drawn(scenario: Scenario, every: number): ReadyPictures {
  const looks = { first: 0, every };
  const frames = framesLookedAt(looks, scenario.video.durationFrames);
  return { frames, looks, from: "drawn as a lossless export has them", pictures: (signal) => drawnPictures(scenario, frames, signal) };
}

/** The frames from the first on, up to `end`, excluded. */
export function framesLookedAt({ first, every }: { readonly first: number; readonly every: number }, end: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / every)) }, (_, index) => first + index * every);
}

/** What is run for the open scenario. */
export function planOf(scenario: Scenario, { every, confidence }: RunSetup): RunPlan {
  return { scenario, confidence, detector: builtinDetector, pictures: () => Promise.resolve(drawn(scenario, every)) };
}
