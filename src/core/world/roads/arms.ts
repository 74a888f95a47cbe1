import { cosDegrees, sinDegrees } from "../../exact";
import type { Vector2 } from "../vector";

/** A road leading away from a junction; its outward heading in degrees, counter-clockwise. The origin is the junction's centre. */
export type Arm = { readonly id: string; readonly heading: number };

/** A point in the ground frame, from metres outwards along an arm and metres to its left. */
export function at({ heading }: Pick<Arm, "heading">, along: number, left: number): Vector2 {
  const [x, y] = [cosDegrees(heading), sinDegrees(heading)];
  return { x: x * along - y * left, y: y * along + x * left };
}

/** The next arm, counter-clockwise. */
export function armAfter<Kind extends Arm>(arms: readonly Kind[], index: number, steps = 1): Kind {
  const arm = arms[(index + steps + arms.length) % arms.length];
  if (!arm) throw new RangeError("a junction needs arms");
  return arm;
}
