import type { LaneRequest } from "@/detectors/lanes/protocol";
import { serveLane } from "@/detectors/lanes/serveLane";

/** A lane of a detector run: a detector in a worker of its own. */
const answer = serveLane();
addEventListener("message", ({ data }: MessageEvent<LaneRequest>) => void answer(data).then((told) => postMessage(told)));
