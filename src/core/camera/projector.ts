import { atan2, hypot } from "../exact";
import { lensReach, type FisheyeLens, type Lens, type PinholeLens } from "./lens";

/**
 * Projects points of the camera frame one after another without allocating an object for each, for meshes of thousands of points.
 * The results are those of `throughLens`, to the last digits.
 */
export type Projector = {
  /** The last point's position in pixels, and its depth in metres: along the axis for a pinhole, from the camera for a fisheye. */
  u: number;
  v: number;
  depth: number;
  /** @returns whether the lens can show the point */
  readonly take: (x: number, y: number, z: number) => boolean;
};

/** @param near points closer than this are not shown, in metres */
export function projectorOf(lens: Lens, near: number): Projector {
  return lens.model === "pinhole" ? new PinholeProjector(lens, near) : new FisheyeProjector(lens, near);
}

class PinholeProjector implements Projector {
  u = 0;
  v = 0;
  depth = 0;
  private readonly limit: number;

  constructor(
    private readonly lens: PinholeLens,
    private readonly near: number,
  ) {
    const limit = lensReach(lens);
    this.limit = limit * limit;
  }

  take(x: number, y: number, z: number): boolean {
    if (!(z >= this.near)) return false;
    const { fx, fy, cx, cy, distortion } = this.lens;
    const [k1, k2, p1, p2, k3] = [distortion[0], distortion[1], distortion[2], distortion[3], distortion[4]];
    const a = x / z;
    const b = y / z;
    const square = a * a + b * b;
    if (!(square < this.limit)) return false;
    const factor = 1 + ((k3 * square + k2) * square + k1) * square;
    this.u = fx * (a * factor + 2 * p1 * a * b + p2 * (square + 2 * a * a)) + cx;
    this.v = fy * (b * factor + p1 * (square + 2 * b * b) + 2 * p2 * a * b) + cy;
    this.depth = z;
    return true;
  }
}

class FisheyeProjector implements Projector {
  u = 0;
  v = 0;
  depth = 0;
  private readonly limit: number;

  constructor(
    private readonly lens: FisheyeLens,
    private readonly near: number,
  ) {
    this.limit = lensReach(lens);
  }

  take(x: number, y: number, z: number): boolean {
    const across = hypot(x, y);
    const distance = hypot(across, z);
    if (!(distance >= this.near)) return false;
    const angle = atan2(across, z);
    if (!(angle < this.limit)) return false;
    const { fx, fy, cx, cy, distortion } = this.lens;
    const square = angle * angle;
    const sum = (((distortion[3] * square + distortion[2]) * square + distortion[1]) * square + distortion[0]) * square;
    const factor = across > 0 ? (angle * (1 + sum)) / across : 1 / z;
    this.u = fx * x * factor + cx;
    this.v = fy * y * factor + cy;
    this.depth = distance;
    return true;
  }
}
