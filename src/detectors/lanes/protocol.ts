import type { DetectorDescription, DetectorFault, DetectorPicture, FoundObject } from "../detector";
import type { DetectorSource } from "../source";

/** To a lane: first one `open`, then pictures, each after the answer to the one before. */
export type LaneRequest =
  { readonly type: "open"; readonly source: DetectorSource } | { readonly type: "detect"; readonly picture: DetectorPicture };

/** From a lane: one answer to each request. */
export type LaneAnswer =
  | { readonly type: "opened"; readonly description: DetectorDescription }
  | { readonly type: "found"; readonly objects: readonly FoundObject[] }
  | { readonly type: "failed"; readonly fault: DetectorFault; readonly message: string };
