import { cosDegrees, sinDegrees } from "../exact";
import type { BodyParts, Point } from "./builder";

/**
 * A body that leans to one side about the line where its wheels touch the ground. It also becomes narrower, so that it stays within its
 * dimensions: all of it is as far from the side it leans to as the widest part was.
 * @param degrees to the left
 */
export function leaning(parts: BodyParts, degrees: number): BodyParts {
  if (degrees === 0) return parts;
  const { positions } = parts;
  const slope = sinDegrees(degrees) / cosDegrees(degrees);
  let half = 0;
  for (let at = 1; at < positions.length; at += 3) half = Math.max(half, Math.abs(positions[at] ?? 0));
  const leant = (y: number, z: number): number => {
    const shift = slope * z;
    return shift + y * Math.max(0, 1 - Math.abs(shift) / half);
  };
  for (let at = 1; at < positions.length; at += 3) positions[at] = leant(positions[at] ?? 0, positions[at + 1] ?? 0);
  const joints = parts.joints?.map(([x, y, z]): Point => [x, leant(y, z), z]) ?? null;
  return { ...parts, joints };
}
