/** How legs and arms move while walking, in the units of `PEDESTRIAN_SPACE`. */

/** Half a step: how far a foot swings to either side of the hip. */
const STRIDE = 10;
/** The row on which figures stand. */
export const GROUND = 100;

/** Where an ankle is at `turn` (0..1) of its leg's cycle: half of it on the ground, half swinging forward. */
export function ankleAt(turn: number): { x: number; lift: number } {
  const at = turn - Math.floor(turn);
  if (at < 0.5) return { x: STRIDE * (1 - 4 * at), lift: 0 };
  const swing = (at - 0.5) * 2;
  const eased = swing * swing * (3 - 2 * swing);
  return { x: STRIDE * (2 * eased - 1), lift: 7 * Math.sin(Math.PI * swing) };
}

/** The middle joint of two bones from (x0, y0) to (x1, y1), bent towards positive x (`bend` 1) or negative (-1). */
export function joint(x0: number, y0: number, x1: number, y1: number, upper: number, lower: number, bend: number) {
  const reach = Math.min(Math.hypot(x1 - x0, y1 - y0), upper + lower);
  const along = (upper * upper - lower * lower + reach * reach) / (2 * reach);
  const aside = Math.sqrt(Math.max(0, upper * upper - along * along));
  const [ux, uy] = [(x1 - x0) / reach, (y1 - y0) / reach];
  return { x: x0 + ux * along + uy * aside * bend, y: y0 + uy * along - ux * aside * bend };
}
