import type { LaneAnswer } from "@/detectors/lanes/protocol";
import type { LaneWorker } from "@/detectors/lanes/workerLane";

/** A worker of the page for a lane. */
export function pageLane(): LaneWorker {
  const worker = new Worker(new URL("./worker/laneWorker.ts", import.meta.url), { type: "module" });
  return {
    post: (request) => worker.postMessage(request),
    listen: (onAnswer, onEnd) => {
      worker.addEventListener("message", ({ data }: MessageEvent<LaneAnswer>) => onAnswer(data));
      worker.addEventListener("error", ({ message }) => onEnd(message || "its program could not be loaded"));
    },
    terminate: () => worker.terminate(),
  };
}
