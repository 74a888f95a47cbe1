import type { Actor } from "../document/schema";
import { nearestFrame, speedAt } from "../timeline";

/** Brake lights come on this long before a vehicle is clearly slower, and stay on as long after it was faster. */
const SECONDS_BEFORE = 0.2;
const SECONDS_AFTER = 0.3;
/** The share of its speed that a vehicle must lose in that time: anything less is just easing off the accelerator. */
const CLEARLY = 0.08;

/** Whether a vehicle slows down around a frame; false for other actors, at rest and at constant speed. @param fps frames per second */
export function brakingAt(actor: Actor, frame: number, fps: number): boolean {
  const { waypoints, easing } = actor.trajectory;
  if (actor.type !== "vehicle" || waypoints.length < 2 || (waypoints.length === 2 && easing === "linear" && waypoints[1]?.at === undefined))
    return false;
  // Beyond its first and last frame it has no speed, but that is not braking.
  const before = Math.max(actor.startFrame, frame - nearestFrame(SECONDS_AFTER, fps));
  const after = Math.min(actor.endFrame - 2, frame + nearestFrame(SECONDS_BEFORE, fps));
  const speed = speedAt(actor, before);
  return speed > 0 && speedAt(actor, after) < speed * (1 - CLEARLY);
}
