import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { runDetector } from "@/detectors/run/runDetector";
import { simulatedDetector } from "@/search";
import { chosenDetector } from "../detectors/chosenDetector";
import { readClassMap } from "../detectors/classMapInput";
import { readProfileInput } from "../detections/profileInput";
import { UsageError } from "../errors";
import { LanePool, descriptionText, drawnDetector } from "./drawnDetector";
import { drawnFrames } from "./drawnFrames";
import type { OpenDetector } from "./openDetector";

/** The simulated detector's name on the command line. */
export const SIMULATED = "simulated";

export type DetectorOptions = {
  readonly detector: string;
  readonly command?: string;
  readonly classMap?: string;
  readonly profile: string;
  readonly every: number;
  readonly seed: number;
  readonly confidence: number;
};

/** The detector that a search asks. @throws UsageError if there is no such detector */
export async function openDetectorUnderTest(options: DetectorOptions): Promise<OpenDetector> {
  const { detector, command, every, profile, seed, confidence } = options;
  if (command !== undefined && detector !== SIMULATED)
    throw new UsageError("--command and --detector name two detectors; omit one of them");
  if (command === undefined && detector === SIMULATED) {
    if (every !== 1) throw new UsageError("--every is for real detectors; the simulated one sees every frame");
    const simulated = simulatedDetector(await readProfileInput(profile), seed);
    return {
      ...simulated,
      answer: async (scenario, signal) => {
        // Its answers are ready at once; without a pause, a signal to end would wait for the last of them.
        await setImmediate();
        return simulated.answer(scenario, signal);
      },
      close: () => Promise.resolve(),
    };
  }
  const classMap = await readClassMap(options.classMap);
  const common = { source: drawnFrames(), every, classMap, confidence };
  if (command !== undefined) {
    const { run } = await chosenDetector({ command, classMap });
    return drawnDetector({ ...common, description: command, run, close: () => Promise.resolve() });
  }
  const { open } = await chosenDetector({ model: detector, classMap }).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message.replace(/^--model (.*); use /, `--detector $1; use ${SIMULATED}, `));
  });
  const lanes = new LanePool(open);
  const first = await lanes.open(new AbortController().signal);
  await first.close();
  return drawnDetector({
    ...common,
    description: descriptionText(first.description),
    run: (work) => runDetector({ ...work, open: (signal) => lanes.open(signal), lanes: availableParallelism() }),
    close: () => lanes.close(),
  });
}
