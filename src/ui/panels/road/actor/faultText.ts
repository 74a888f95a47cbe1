import type { MotionFault, SpeedUnit } from "@/editor";
import { speedText } from "../../../fields/speeds";

/** What is wrong with a motion, and how to put it right. */
export function faultText(fault: MotionFault, unit: SpeedUnit): string {
  switch (fault.kind) {
    case "hard_braking":
      return (
        `Stops at waypoint ${fault.waypoint} with ${fault.needed.toFixed(1)} m/s², but brakes with ${fault.has.toFixed(1)} m/s². ` +
        "Give it more room, let it brake harder, or let it come more slowly."
      );
    case "tight_corner":
      return (
        `Turns at waypoint ${fault.waypoint} with a radius of ${fault.has.toFixed(1)} m; it can turn with ${fault.needed.toFixed(1)} m. ` +
        "Move the waypoints apart, or draw a wider bend."
      );
    case "fast_corner":
      return (
        `Is pressed sideways with ${fault.needed.toFixed(1)} m/s² at ${speedText(fault.speed, unit, 0)}, more than tyres hold. ` +
        "Let it go more slowly there, or draw a wider bend."
      );
    case "not_reached":
      return `Does not reach waypoint ${fault.waypoint}: it is gone, or stands, before. Give it more time or speed.`;
  }
}
