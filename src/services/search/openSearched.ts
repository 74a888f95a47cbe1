import { runDetector } from "@/detectors/run/runDetector";
import { USUAL_JUDGING, simulatedDetector } from "@/search";
import { LanePool, drawnDetector, modelText, type FrameSource, type OpenDetector } from "@/search/evaluate/drawnDetector";
import { FrameDrawer, drawnPictures } from "../detection/run/drawnPictures";
import type { FetchFile } from "../detection/run/detectorFiles";
import { builtinDetector, ownDetector } from "../detection/run/plan";
import type { SearchedDetector } from "./job";

/**
 * Opens the detector that a search asks. Its workers belong to the thread that calls this, and end with it.
 * @param from fetches what is next to the page
 * @throws SearchError or DetectorError if it cannot be had
 */
export async function openSearched(wanted: SearchedDetector, signal: AbortSignal, from: FetchFile): Promise<OpenDetector> {
  if (wanted.kind === "simulated") {
    const simulated = simulatedDetector(wanted.profile, wanted.seed);
    return {
      ...simulated,
      confidence: USUAL_JUDGING.confidence,
      answer: async (scenario, asking) => {
        // Its answers are ready at once; without a pause, nothing else would have its turn before the last of them.
        await new Promise((resolve) => setTimeout(resolve, 0));
        return simulated.answer(scenario, asking);
      },
      close: () => Promise.resolve(),
    };
  }
  const { every, confidence, classMap } = wanted;
  const options = wanted.kind === "onnx" ? { ...wanted.options, confidence } : {};
  const ready = await (wanted.kind === "onnx" ? ownDetector(wanted.files, options, signal, from) : builtinDetector(signal, from));
  const lanes = new LanePool(ready.open);
  const first = await lanes.open(signal);
  await first.close();
  const { description } = first;
  return drawnDetector({
    ...{ every, classMap, confidence },
    description: modelText(description, options, confidence),
    settings: { description, options },
    run: (work) => runDetector({ ...work, open: (opening) => lanes.open(opening), lanes: ready.lanes }),
    source: drawnFrames(),
    close: () => lanes.close(),
  });
}

/** Frames drawn in a worker of their own, which is kept from one scenario to the next. */
function drawnFrames(): FrameSource {
  let drawer: FrameDrawer | null = null;
  return {
    frames: (scenario, frames, signal) => {
      // One that failed is replaced for the next scenario.
      if (drawer?.hasFailed) drawer = null;
      return drawnPictures(scenario, frames, signal, (drawer ??= new FrameDrawer()));
    },
    close: () => {
      drawer?.close();
      drawer = null;
      return Promise.resolve();
    },
  };
}
