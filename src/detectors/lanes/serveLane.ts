import { DetectorError, type Detector } from "../detector";
import { openDetector } from "../source";
import type { LaneAnswer, LaneReply, LaneRequest } from "./protocol";

/** A worker's side of a lane. @returns answers one request; never rejects */
export function serveLane(): (request: LaneRequest) => Promise<LaneAnswer> {
  let detector: Detector | null = null;
  // Whoever aborts ends the worker.
  const { signal } = new AbortController();
  const reply = async (request: LaneRequest): Promise<LaneReply> => {
    try {
      if (request.type === "open") {
        detector = await openDetector(request.source);
        return { type: "opened", description: detector.description };
      }
      if (!detector) throw new DetectorError("failed", "the lane has no detector yet");
      return { type: "found", objects: await detector.detect(request.picture, signal) };
    } catch (error) {
      const fault = error instanceof DetectorError ? error.fault : "failed";
      return { type: "failed", fault, message: error instanceof Error ? error.message : String(error) };
    }
  };
  return async (request) => ({ ...(await reply(request)), id: request.id });
}
