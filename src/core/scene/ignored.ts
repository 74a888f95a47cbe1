import type { ActorType, OccluderKind } from "../document/constants";
import type { SceneryKind } from "../world/scenery";
import type { Box } from "./frameStateTypes";

/*
 * What is drawn and not labelled, although a detector may rightly find it: neither right nor wrong in an evaluation.
 */

/** Sides below this are too small to be found (pixels). */
const LEAST_SIDE = 4;

export const isLargeEnough = ({ width, height }: Box): boolean => width >= LEAST_SIDE && height >= LEAST_SIDE;

/** As what a detector may find an occluder or a piece of scenery; undefined for what it does not look for. */
export function foundAs(kind: OccluderKind | SceneryKind): ActorType | null | undefined {
  switch (kind) {
    case "parked_car":
    case "parked_van":
    case "parked_bus":
      return "vehicle";
    case "sign":
    case "stop_sign":
    case "give_way_sign":
    case "speed_sign":
    case "crossing_sign":
    case "school_sign":
    case "traffic_light":
    case "pedestrian_light":
      return null;
    default:
      return undefined;
  }
}
