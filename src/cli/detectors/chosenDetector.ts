import type { Detector } from "@/detectors/detector";
import { openInWorker } from "@/detectors/lanes/workerLane";
import { UsageError } from "../errors";
import { readBuiltinFiles } from "./builtinFiles";
import { nodeLane } from "./nodeLane";

export type DetectorChoice = { readonly model: string };

/** The detector that the command line names, not yet running. */
export type ChosenDetector = {
  /** Opens one more lane. */
  readonly open: (signal: AbortSignal) => Promise<Detector>;
};

export const BUILTIN = "builtin";

/** @throws UsageError if there is no such detector */
export async function chosenDetector({ model }: DetectorChoice): Promise<ChosenDetector> {
  if (model !== BUILTIN) throw new UsageError(`--model ${model} is unknown; use ${BUILTIN}`);
  const files = await readBuiltinFiles();
  return { open: (signal) => openInWorker(nodeLane(), { kind: "builtin", files }, signal) };
}
