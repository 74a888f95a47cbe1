import { abortReason } from "@/detectors/run/abortReason";
import type { SearchOutcome, SearchRunner } from "./job";
import type { SearchMessage, SearchRequest } from "./protocol";

/** Runs a search in a worker; aborting ends it whatever it is doing. */
export const searchInWorker: SearchRunner = async (job, { recall, keep, onStep, signal }) => {
  signal.throwIfAborted();
  const worker = new Worker(new URL("./searchWorker.ts", import.meta.url), { type: "module", name: "search" });
  const post = (request: SearchRequest) => worker.postMessage(request);
  const abort = new AbortController();
  try {
    return await new Promise<SearchOutcome>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(abortReason(signal)), { signal: abort.signal });
      worker.addEventListener("message", ({ data }: MessageEvent<SearchMessage>) => {
        switch (data.type) {
          case "recall":
            recall(data.head).then((lines) => post({ type: "known", lines }), reject);
            return;
          case "keep":
            return keep(data.line, data.isVariant);
          case "step":
            return onStep(data.step);
          case "done":
            return resolve(data.outcome);
          case "failed":
            return reject(new Error(data.message));
        }
      });
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        reject(
          new Error(`The search stopped (${event.message || "its program could not be loaded"}). Run it again: it goes on from there`),
        );
      });
      worker.addEventListener("messageerror", () => reject(new Error("An answer of the search could not be read. Run it again")));
      post({ type: "start", job, base: document.baseURI });
    });
  } finally {
    abort.abort();
    worker.terminate();
  }
};
