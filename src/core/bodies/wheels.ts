import { cosDegrees, sinDegrees } from "../exact";
import { type BodyBuilder, type Color, type Point, plus } from "./builder";

/**
 * The ends of the spokes across a wheel parallel to x.
 * @param turned share of a turn that it has rolled ahead @param count of spokes, each from rim to rim
 */
export function spokeEnds(axle: Point, radius: number, turned: number, count: number): [Point, Point][] {
  return Array.from({ length: count }, (_, index) => {
    const angle = 10 + (180 * index) / count - 360 * turned;
    const end: Point = [radius * cosDegrees(angle), 0, radius * sinDegrees(angle)];
    return [plus(axle, end), plus(axle, [-end[0], 0, -end[2]])];
  });
}

/** Number of spokes of a rim: it looks the same after a fifth of a turn. */
export const SPOKES = 5;
/** How far a rim stands out of its tyre, in metres. */
const OUT = 0.004;

/** A rim with five spokes on the face of a wheel. @param turned share of a turn @param side 1 for the left face, -1 for the right */
export function addRim(builder: BodyBuilder, center: Point, radius: number, turned: number, side: number, rim: Color, gap: Color): void {
  builder.star(plus(center, [0, side * OUT, 0]), radius, SPOKES, -360 * turned, side * OUT, rim, gap);
}
