import type { Actor, Point } from "@/core/document";
import { tidy, withTrajectory } from "./edit";
import { segmentsOf } from "./paths";

/** The actor with the same path as a Bézier curve; straight segments get handles at their thirds, so they can be bent. */
export function asBezier(actor: Actor): Actor {
  if (actor.trajectory.curve === "bezier") return actor;
  const segments = segmentsOf(actor.trajectory);
  const waypoints = actor.trajectory.waypoints.map((waypoint, index) => {
    const before = segments[index - 1];
    const after = segments[index];
    const offset = (point: Point): Point => ({ x: tidy(point.x - waypoint.x), y: tidy(point.y - waypoint.y) });
    const third = (other: Point): Point => ({ x: tidy((other.x - waypoint.x) / 3), y: tidy((other.y - waypoint.y) / 3) });
    const handles = {
      ...(before ? { in: before.controls ? offset(before.controls[1]) : third(before.from) } : {}),
      ...(after ? { out: after.controls ? offset(after.controls[0]) : third(after.to) } : {}),
    };
    return { ...waypoint, handles };
  });
  return withTrajectory(actor, { curve: "bezier", waypoints });
}
