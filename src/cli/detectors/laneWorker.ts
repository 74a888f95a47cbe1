import { parentPort } from "node:worker_threads";
import type { LaneRequest } from "@/detectors/lanes/protocol";
import { serveLane } from "@/detectors/lanes/serveLane";

/** A lane of `jaywalk detect`: a detector in a thread of its own. */
const answer = serveLane();
parentPort?.on("message", (request: LaneRequest) => void answer(request).then((told) => parentPort?.postMessage(told)));
