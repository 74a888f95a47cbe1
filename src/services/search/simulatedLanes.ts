import { lanesFor } from "@/detectors/lanes/lanesFor";
import { thisMachine } from "../detection/run/lanes";
import type { SearchJob } from "./job";
import { PointLanes, type PointLane } from "./pointLanes";
import type { PointAnswer, PointRequest } from "./pointWorker";

/** Workers that evaluate a search's variants with the simulated detector, one for each core. A real detector has lanes of its own. */
export const simulatedLanes = (job: SearchJob): PointLanes =>
  new PointLanes(Array.from({ length: lanesFor(0, thisMachine()) }, () => laneInWorker(job)));

function laneInWorker(job: SearchJob): PointLane {
  const worker = new Worker(new URL("./pointWorker.ts", import.meta.url), { type: "module" });
  const post = (request: PointRequest) => worker.postMessage(request);
  post({ type: "job", job });
  return {
    evaluate: (point) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<PointAnswer>) =>
          data.type === "evaluated" ? resolve(data.evaluated) : reject(new Error(data.message));
        worker.onmessageerror = () => reject(new Error("An answer of the search could not be read"));
        worker.onerror = (event) => {
          event.preventDefault();
          reject(new Error(event.message || "The program that evaluates variants could not be loaded"));
        };
        post({ type: "point", point });
      }),
    close: () => worker.terminate(),
  };
}
