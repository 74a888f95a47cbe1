import { atan2, cosDegrees, sinDegrees, toDegrees } from "../exact";
import type { Vector2 } from "./vector";

/** A position on the ground (metres) and a heading (degrees counter-clockwise from x). */
export type GroundPose = Vector2 & { readonly heading: number };

/** The heading of a direction on the ground, in degrees from −180 to 180. */
export const headingOf = ({ x, y }: Vector2): number => toDegrees(atan2(y, x));

/** The unit vector of a heading (degrees). */
export const directionOf = (heading: number): Vector2 => ({ x: cosDegrees(heading), y: sinDegrees(heading) });

/** An angle in degrees, normalised to above −180 and up to 180. */
export function normalDegrees(degrees: number): number {
  const within = degrees % 360;
  if (within > 180) return within - 360;
  return within <= -180 ? within + 360 : within;
}

/** Transforms a point from a body's own frame (x ahead, y left) to the ground frame. */
export function placedBy({ x, y, heading }: GroundPose, point: Vector2): Vector2 {
  const ahead = directionOf(heading);
  return { x: x + ahead.x * point.x - ahead.y * point.y, y: y + ahead.y * point.x + ahead.x * point.y };
}

/** The inverse of `placedBy`: from the ground frame to a body's own frame. */
export function seenFrom({ x, y, heading }: GroundPose, point: Vector2): Vector2 {
  const ahead = directionOf(heading);
  const [dx, dy] = [point.x - x, point.y - y];
  return { x: dx * ahead.x + dy * ahead.y, y: dy * ahead.x - dx * ahead.y };
}
