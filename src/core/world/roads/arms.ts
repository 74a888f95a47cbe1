import { cosDegrees, sinDegrees } from "../../exact";
import type { Vector2 } from "../vector";

/** A road that leads away from a junction; the heading outwards in degrees, counter-clockwise. The junction's middle is the origin. */
export type Arm = { readonly id: string; readonly heading: number };

/** A point beside an arm's middle: metres outwards along it, and to its left. */
export function at({ heading }: Pick<Arm, "heading">, along: number, left: number): Vector2 {
  const [x, y] = [cosDegrees(heading), sinDegrees(heading)];
  return { x: x * along - y * left, y: y * along + x * left };
}

/** The arm that follows another, counter-clockwise. */
export function armAfter<Kind extends Arm>(arms: readonly Kind[], index: number, steps = 1): Kind {
  const arm = arms[(index + steps + arms.length) % arms.length];
  if (!arm) throw new RangeError("a junction needs arms");
  return arm;
}
