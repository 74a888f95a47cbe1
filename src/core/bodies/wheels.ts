import { cosDegrees, sinDegrees } from "../exact";
import { type BodyBuilder, type Color, type Point, minus, plus } from "./builder";
import { DARK, TYRE } from "./colors";

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

/**
 * A rim with five spokes on the face of a wheel; far away, the hub of the wheel stands for it.
 * @param turned share of a turn @param side 1 for the left face, -1 for the right
 */
export function addRim(builder: BodyBuilder, center: Point, radius: number, turned: number, side: number, rim: Color, gap: Color): void {
  if (builder.isPlain) return;
  builder.star(plus(center, [0, side * OUT, 0]), radius, SPOKES, -360 * turned, side * OUT, rim, gap);
}

/** A wheel that can be steered: where it touches the side of its body, and its size in metres. */
type SteeredWheel = { readonly center: Point; readonly radius: number; readonly width: number; readonly rim: number };

/** A wheel whose outer face is at its body's side; one that is steered is set in, so that it does not stand out. */
export function addSteeredWheel(
  builder: BodyBuilder,
  { center, radius, width, rim }: SteeredWheel,
  side: number,
  turned: number,
  steer: number,
  color: Color,
): void {
  const [c, s] = [cosDegrees(steer), sinDegrees(steer)];
  const axis: Point = [center[0], center[1] - side * (Math.abs(s) * radius + width / 2), center[2]];
  const about = (point: Point): Point => {
    const [x, y, z] = minus(point, axis);
    return plus(axis, [x * c - y * s, x * s + y * c, z]);
  };
  const outer = axis[1] + side * (width / 2);
  builder.moved(about, () => {
    builder.wheel(center, outer, axis[1] - side * (width / 2), radius, TYRE, builder.isPlain ? color : TYRE, 18);
    addRim(builder, [center[0], outer, center[2]], radius * rim, turned, side, color, DARK);
  });
}

/** The sheet beside a wheel: its middle along the body, half its length, from where to where it reaches, and its two faces. */
export type Arch = {
  readonly x: number;
  readonly half: number;
  readonly bottom: number;
  readonly top: number;
  readonly outer: number;
  readonly inner: number;
  /** The opening: where the axle is, and its radius. */
  readonly axle: number;
  readonly radius: number;
};

/** The sheet above a wheel, with a round opening. */
export function addArch(builder: BodyBuilder, arch: Arch, side: number, paint: Color): void {
  const { x, half, bottom, top, radius, axle } = arch;
  const [outer, inner] = [side * arch.outer, side * arch.inner];
  const steps = builder.sides(8);
  const upright = cosDegrees(180 / steps);
  const rings = Array.from({ length: steps + 1 }, (_, step): Point[] => {
    const angle = (180 * step) / steps;
    const [c, s] = [cosDegrees(angle), sinDegrees(angle)];
    // Its ends are the posts on both sides of the opening.
    const isEnd = step === 0 || step === steps;
    // Outside, it goes straight up to its top, so that it meets the sheets beside it.
    const [near, far] = [x + radius * c, x + half * Math.max(-1, Math.min(1, c / upright))];
    const [low, high] = isEnd ? [bottom, bottom] : [axle + (radius - 0.04) * s, top];
    return [
      [near, outer, low],
      [far, outer, high],
      [far, inner, high],
      [near, inner, low],
    ];
  });
  builder.loft(rings, (_, edge) => (edge === 3 ? DARK : paint), paint);
}
