import type { Actor } from "../document/schema";
import { nearestFrame, poseAt } from "../timeline";

/** Drivers signal this long before they turn, and a moment after. */
const SECONDS_BEFORE = 1.2;
const SECONDS_AFTER = 0.3;
/** Below this change of direction (radians), the vehicle just follows a bend in the road; above the other, it reverses. */
const LEAST_TURN = 0.3;
const MOST_TURN = 2.8;

/**
 * The side a vehicle turns to around a frame, as its driver sees it; null for other actors and on a straight path.
 * @param fps frames per second
 */
export function turningAt(actor: Actor, frame: number, fps: number): "left" | "right" | null {
  if (actor.type !== "vehicle" || actor.trajectory.waypoints.length < 2) return null;
  if (actor.trajectory.waypoints.length === 2 && actor.trajectory.curve !== "bezier") return null;
  const before = poseAt(actor, frame - nearestFrame(SECONDS_AFTER, fps)).heading;
  const after = poseAt(actor, frame + nearestFrame(SECONDS_BEFORE, fps)).heading;
  const turn = Math.atan2(Math.sin(after - before), Math.cos(after - before));
  if (Math.abs(turn) < LEAST_TURN || Math.abs(turn) > MOST_TURN) return null;
  // The picture's rows count downwards: an increasing angle is a clockwise turn, to the driver's right.
  return turn > 0 ? "right" : "left";
}
