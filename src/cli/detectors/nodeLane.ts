import { Worker } from "node:worker_threads";
import type { LaneAnswer } from "@/detectors/lanes/protocol";
import type { LaneWorker } from "@/detectors/lanes/workerLane";

/** The lanes' program, next to the command. */
const PROGRAM = new URL("./detectorLane.mjs", import.meta.url);

/** A thread of Node for a lane. @param program for tests, which are not built */
export function nodeLane(program: URL = PROGRAM): LaneWorker {
  const worker = new Worker(program);
  return {
    post: (request) => worker.postMessage(request),
    listen: (onAnswer, onEnd) => {
      worker.on("message", (answer: LaneAnswer) => onAnswer(answer));
      worker.on("error", (error) => onEnd(error.message));
      worker.on("exit", (status) => onEnd(`it exited with status ${status}`));
    },
    terminate: () => worker.terminate(),
  };
}
