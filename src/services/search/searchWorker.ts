import { fetchFrom } from "../detection/run/detectorFiles";
import { conductSearch } from "./conduct";
import type { SearchOutcome, SearchPorts } from "./job";
import { openSearched } from "./openSearched";
import type { SearchMessage, SearchRequest } from "./protocol";
import { simulatedLanes } from "./simulatedLanes";

/** Runs one search. Whoever cancels it ends this worker, and with it those of the detector. */

let isKnown: (lines: readonly string[]) => void = () => undefined;

addEventListener("message", ({ data }: MessageEvent<SearchRequest>) => {
  if (data.type === "known") return isKnown(data.lines);
  run(data).then(
    (outcome) => say({ type: "done", outcome }),
    (error: unknown) => say({ type: "failed", message: error instanceof Error ? error.message : String(error) }),
  );
});

const say = (message: SearchMessage): void => postMessage(message);

async function run({ job, base }: Extract<SearchRequest, { type: "start" }>): Promise<SearchOutcome> {
  const { signal } = new AbortController();
  const detector = await openSearched(job.detector, signal, fetchFrom(base));
  const lanes = job.detector.kind === "simulated" ? simulatedLanes(job) : null;
  const ports: SearchPorts = {
    recall: (head) =>
      new Promise((resolve) => {
        isKnown = resolve;
        say({ type: "recall", head });
      }),
    keep: (line, isVariant) => say({ type: "keep", line, isVariant }),
    onStep: (step) => say({ type: "step", step }),
    signal,
  };
  try {
    return await conductSearch(job, detector, ports, lanes ?? undefined);
  } finally {
    lanes?.close();
    await detector.close();
  }
}
