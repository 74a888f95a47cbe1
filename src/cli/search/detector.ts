import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { runDetector } from "@/detectors/run/runDetector";
import { USUAL_JUDGING, simulatedDetector } from "@/search";
import { LanePool, drawnDetector, modelText, type OpenDetector } from "@/search/evaluate/drawnDetector";
import { chosenDetector } from "../detectors/chosenDetector";
import { givenOnnxFlag, type OnnxFlags } from "../detectors/onnxFlags";
import { readClassMap } from "../detectors/classMapInput";
import { readProfileInput } from "../detections/profileInput";
import { UsageError } from "../errors";
import { drawnFrames } from "./drawnFrames";

/** The simulated detector's name on the command line. */
export const SIMULATED = "simulated";

export type DetectorOptions = {
  readonly detector: string;
  readonly command?: string;
  readonly classMap?: string;
  readonly profile: string;
  readonly every: number;
  /** Instead of every n-th frame, about so many of each scenario, evenly spaced. */
  readonly frames?: number;
  readonly seed: number;
  /** Undefined if the user does not say. */
  readonly confidence?: number;
  /** Of the user's ONNX model. */
  readonly onnx: OnnxFlags;
};

/** The detector that a search asks. @throws UsageError if there is no such detector */
export async function openDetectorUnderTest(options: DetectorOptions): Promise<OpenDetector> {
  const { detector, command, every, frames, profile, seed, onnx } = options;
  if (frames !== undefined && every !== 1) throw new UsageError("--frames and --every both choose frames; omit one of them");
  if (command !== undefined && detector !== SIMULATED)
    throw new UsageError("--command and --detector name two detectors; omit one of them");
  if (command === undefined && detector === SIMULATED) {
    if (every !== 1) throw new UsageError("--every is for real detectors; the simulated one sees every frame");
    if (frames !== undefined) throw new UsageError("--frames is for real detectors; the simulated one sees every frame");
    const flag = givenOnnxFlag(onnx);
    if (flag !== undefined) throw new UsageError(`${flag} is for ONNX models; name one with --detector FILE.onnx, or omit it`);
    const simulated = simulatedDetector(await readProfileInput(profile), seed);
    return {
      ...simulated,
      confidence: options.confidence ?? USUAL_JUDGING.confidence,
      answer: async (scenario, signal) => {
        // Its answers are ready at once; without a pause, a signal to end would wait for the last of them.
        await setImmediate();
        return simulated.answer(scenario, signal);
      },
      close: () => Promise.resolve(),
    };
  }
  const classMap = await readClassMap(options.classMap);
  const choice = { ...onnx, classMap, ...(options.confidence === undefined ? {} : { confidence: options.confidence }) };
  const common = { source: drawnFrames(), every, ...(frames === undefined ? {} : { frames }), classMap };
  if (command !== undefined) {
    const { run, confidence } = await chosenDetector({ ...choice, command });
    const description = `${command}, confidence ${confidence}`;
    return drawnDetector({ ...common, confidence, description, settings: { command }, run, close: () => Promise.resolve() });
  }
  const chosen = await chosenDetector({ ...choice, model: detector }).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      error.message.replace(/^--model (.*); use /, `--detector $1; use ${SIMULATED}, `).replace("--model ", "--detector "),
    );
  });
  const { confidence, open } = chosen;
  const lanes = new LanePool(open);
  const first = await lanes.open(new AbortController().signal);
  await first.close();
  const { description } = first;
  return drawnDetector({
    ...common,
    confidence,
    description: modelText(description, chosen.options, confidence),
    settings: { description, options: chosen.options },
    run: (work) => runDetector({ ...work, open: (signal) => lanes.open(signal), lanes: availableParallelism() }),
    close: () => lanes.close(),
  });
}
