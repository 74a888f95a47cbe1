import { ROAD_USER_LABELS } from "../world";
import type { MotionFault } from "./faults";

const inKmh = (metresPerSecond: number): string => `${Math.round(metresPerSecond * 3.6)} km/h`;
const rate = (value: number): string => `${value.toFixed(1)} m/s²`;

/** What is wrong with a motion, and how to put it right, in sentences. @param speedText a speed in metres per second as it is read */
export function motionFaultText(fault: MotionFault, speedText: (metresPerSecond: number) => string = inKmh): string {
  switch (fault.kind) {
    case "too_fast":
      return (
        `Moves at ${speedText(fault.speed)}, faster than ${bodyOf(fault)} can (${speedText(fault.most)}). ` +
        "Lower its speed, or choose another kind of road user."
      );
    case "strong_acceleration":
      return `Accelerates with ${rate(fault.needed)}; ${bodyOf(fault)} can do ${rate(fault.most)} at most. Lower its acceleration.`;
    case "strong_braking":
      return `Brakes with ${rate(fault.needed)}; ${bodyOf(fault)} can do ${rate(fault.most)} at most. Lower its deceleration.`;
    case "hard_braking":
      return (
        `Stops at waypoint ${fault.waypoint} with ${rate(fault.needed)}, but brakes with ${rate(fault.has)}. ` +
        "Give it more room, let it brake harder, or let it come more slowly."
      );
    case "tight_corner":
      return (
        `Turns at waypoint ${fault.waypoint} with a radius of ${fault.has.toFixed(1)} m; it can turn with ${fault.needed.toFixed(1)} m. ` +
        "Move the waypoints apart, or draw a wider bend."
      );
    case "fast_corner":
      return (
        `Is pressed sideways with ${rate(fault.needed)} at ${speedText(fault.speed)}, more than tyres hold. ` +
        "Let it go more slowly there, or draw a wider bend."
      );
    case "unknown_lane":
      return (
        `Should follow lane “${fault.lane}”, which this road does not have: it moves straight through its waypoints instead. ` +
        "Put it on a lane again, or let it leave the lane."
      );
    case "lanes_apart":
      return (
        `Jumps ${fault.gap.toFixed(1)} m from the end of lane “${fault.lane}” to the start of lane “${fault.next}”. ` +
        "Name lanes that lead into one another."
      );
    case "not_reached":
      return `Does not reach waypoint ${fault.waypoint}: it is gone, or stands, before. Give it more time or speed.`;
  }
}

/** A kind in a sentence: `an adult`. */
function bodyOf({ body }: Extract<MotionFault, { readonly body: unknown }>): string {
  const label = ROAD_USER_LABELS[body].toLowerCase();
  return `${/^[aeiou]/.test(label) ? "an" : "a"} ${label}`;
}
