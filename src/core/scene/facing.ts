import type { Actor } from "../document/schema";
import type { Facing } from "./frameStateTypes";
import { TURN_STEPS, standsStill, turnStepOf } from "./turn";

/** A box narrower than this many times its height has no room for a side view. */
const SIDE_VIEW_RATIO = { vehicle: 1.5, cyclist: 0.5 } as const;

/** Beyond this slope a path leads towards the camera or away from it, whatever the shape of the box. */
const STEEP = 0.9;

/**
 * The side an actor shows, from its direction of travel (radians, 0 right, π/2 down, towards the camera) and, for vehicles and cyclists,
 * from the shape of its box: a side view squeezed into a narrow box would not look like any real vehicle.
 */
export function facingOf(
  { type, size, trajectory, perspective }: Pick<Actor, "type" | "size" | "trajectory" | "perspective">,
  heading: number,
): Facing {
  const across: Facing = Math.cos(heading) < 0 ? "left" : "right";
  const along: Facing = Math.sin(heading) < 0 ? "back" : "front";
  if (perspective === true && type !== "distracted_driver") {
    if (type === "pedestrian" && standsStill(trajectory)) return "front";
    // Between the side and end views there are turned ones, which count as the side.
    return turnStepOf({ type, trajectory }, heading) < TURN_STEPS ? across : along;
  }
  switch (type) {
    case "distracted_driver":
      return "front";
    case "pedestrian":
      if (standsStill(trajectory)) return "front";
      return Math.abs(Math.cos(heading)) >= Math.SQRT1_2 ? across : along;
    case "cyclist":
    case "vehicle":
      if (Math.abs(Math.sin(heading)) > STEEP) return along;
      return size.width / size.height >= SIDE_VIEW_RATIO[type] ? across : along;
  }
}

/** By how many of `TURN_STEPS` an actor is turned towards the camera (above 0) or away from it (below); 0 if it shows side or end. */
export function turnedBy(actor: Pick<Actor, "type" | "trajectory" | "perspective">, heading: number): number {
  if (actor.perspective !== true) return 0;
  const steps = turnStepOf(actor, heading);
  if (steps === 0 || steps === TURN_STEPS) return 0;
  return Math.sin(heading) > 0 ? steps : -steps;
}
