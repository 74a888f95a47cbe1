import type { DetectorDescription, DetectorFault, DetectorPicture, FoundObject } from "../detector";
import type { DetectorSource } from "../source";

/** What a lane is asked: first one `open`, then pictures, each after the answer to the one before. */
export type LaneQuestion =
  { readonly type: "open"; readonly source: DetectorSource } | { readonly type: "detect"; readonly picture: DetectorPicture };

/** What a lane says to a question. */
export type LaneReply =
  | { readonly type: "opened"; readonly description: DetectorDescription }
  | { readonly type: "found"; readonly objects: readonly FoundObject[] }
  | { readonly type: "failed"; readonly fault: DetectorFault; readonly message: string };

/** To a lane. Each request has an id of its own. */
export type LaneRequest = LaneQuestion & { readonly id: number };

/** From a lane: one answer to each request, with the request's id. */
export type LaneAnswer = LaneReply & { readonly id: number };
