import type { Actor } from "../document/schema";

/** Rows that a metre in depth takes, for each column that a metre across takes: the ground is seen at an angle. */
const FORESHORTENING = 0.36;

/** Turned views are drawn in these steps of the angle between a side view and an end view. */
export const TURN_STEPS = 6;

type Turning = Pick<Actor, "type" | "trajectory">;

/**
 * How far an actor turns out of its side view: the angle on the ground from 0 (across the picture) to π/2 (towards the camera, or away
 * from it). A body that never moves faces the camera; a driver always does.
 */
export function turnOf({ type, trajectory }: Turning, heading: number): number {
  if (type === "distracted_driver" || (type === "pedestrian" && standsStill(trajectory))) return Math.PI / 2;
  return Math.atan2(Math.abs(Math.sin(heading)) / FORESHORTENING, Math.abs(Math.cos(heading)));
}

/** The same in steps, 0 to `TURN_STEPS`. */
export const turnStepOf = (actor: Turning, heading: number): number => Math.round((turnOf(actor, heading) / (Math.PI / 2)) * TURN_STEPS);

/** Whether a whole path is in one place. */
export const standsStill = ({ waypoints }: Actor["trajectory"]): boolean =>
  waypoints.every(({ x, y }) => x === waypoints[0]?.x && y === waypoints[0]?.y);
