import { TAU, atan, atan2, cos, hypot, sin, tan } from "../exact";
import type { Vector3 } from "../world/vector";
import { distortRadius, foldRadius, radialFactor, radialFactorSlope, undistortRadius } from "./radial";

/*
 * How a lens maps directions of the camera frame (x right, y down, z ahead) to the picture. The formulas are those of OpenCV's `calib3d`,
 * so that calibrations can be used as they are, with one difference: our pixel (0, 0) covers 0..1 in both directions, while OpenCV's is
 * centred on (0, 0). A centred principal point is half the width here; for OpenCV, subtract 0.5 from `cx` and `cy`.
 */

/** Focal lengths and principal point in pixels. */
export type Intrinsics = { readonly fx: number; readonly fy: number; readonly cx: number; readonly cy: number };

/** A rectilinear lens with radial and tangential distortion: k1, k2, p1, p2, k3 (D. C. Brown 1971; OpenCV's order). */
export type PinholeLens = Intrinsics & {
  readonly model: "pinhole";
  readonly distortion: readonly [k1: number, k2: number, p1: number, p2: number, k3: number];
};

/** A fisheye lens: k1 to k4 on the angle to the optical axis (J. Kannala and S. Brandt 2006; OpenCV's `fisheye`). */
export type FisheyeLens = Intrinsics & {
  readonly model: "fisheye";
  readonly distortion: readonly [k1: number, k2: number, k3: number, k4: number];
};

export type Lens = PinholeLens | FisheyeLens;

/** A position in the picture: pixels from the left and from the top; whole numbers are borders between pixels. */
export type PicturePoint = { readonly u: number; readonly v: number };

/** A position on the plane one unit ahead of the camera, before or after distortion. */
type PlanePoint = { readonly x: number; readonly y: number };

/** Number of directions around the axis, and of steps away from it, that are tried to find where tangential distortion folds back. */
const STEPS_AROUND = 64;
const STEPS_OUTWARD = 512;
const WIDEST_TANGENTIAL = TAU / 4 - 1e-3;

const NEWTON_STEPS = 40;
const CONVERGED = 1e-13;
const STEP_HALVINGS = 40;

/** The radial and tangential parts of a lens's distortion; a fisheye has no tangential part. */
type Distortion = { readonly radial: readonly number[]; readonly p1: number; readonly p2: number };

/**
 * `limit` is the largest angle to the optical axis that the lens can show: its tangent for a pinhole, the angle itself for a fisheye
 * (radians, less than π). Beyond it, the distortion would fold the picture back over itself.
 */
type Prepared = Distortion & { readonly limit: number };

// Lenses are immutable, so the result can be cached per object.
const known = new WeakMap<Lens, Prepared>();

function prepared(lens: Lens): Prepared {
  const before = known.get(lens);
  if (before) return before;
  const distortion = distortionOf(lens);
  const limit = lens.model === "fisheye" ? Math.min(foldRadius(distortion.radial), TAU / 2) : pinholeLimit(distortion);
  const lensAsUsed = { ...distortion, limit };
  known.set(lens, lensAsUsed);
  return lensAsUsed;
}

/** The largest angle to the axis that a lens can show: its tangent (pinhole), or the angle in radians (fisheye). */
export const lensReach = (lens: Lens): number => prepared(lens).limit;

function distortionOf(lens: Lens): Distortion {
  if (lens.model === "fisheye") return { radial: lens.distortion, p1: 0, p2: 0 };
  const [k1, k2, p1, p2, k3] = lens.distortion;
  return { radial: [k1, k2, k3], p1, p2 };
}

/** The largest angle to the optical axis (radians) that a lens can show. */
export const widestAngle = (lens: Lens): number => (lens.model === "fisheye" ? prepared(lens).limit : atan(prepared(lens).limit));

/** Where a point or direction of the camera frame appears in the picture; null if the lens cannot show it. */
export function throughLens(lens: Lens, { x, y, z }: Vector3): PicturePoint | null {
  const distortion = prepared(lens);
  switch (lens.model) {
    case "pinhole": {
      if (!(z > 0)) return null;
      const point = { x: x / z, y: y / z };
      if (hypot(point.x, point.y) >= distortion.limit) return null;
      return pixelOf(lens, distortPoint(distortion, point));
    }
    case "fisheye": {
      const across = hypot(x, y);
      const angle = atan2(across, z);
      if (!(angle < distortion.limit)) return null;
      // On the axis itself, the limit of the ratio is 1 / z.
      const factor = across > 0 ? distortRadius(distortion.radial, angle) / across : 1 / z;
      return pixelOf(lens, { x: x * factor, y: y * factor });
    }
  }
}

/** The unit vector in the camera frame that appears at a position in the picture; null if the lens shows nothing there. */
export function fromLens(lens: Lens, { u, v }: PicturePoint): Vector3 | null {
  const distorted = { x: (u - lens.cx) / lens.fx, y: (v - lens.cy) / lens.fy };
  switch (lens.model) {
    case "pinhole": {
      const point = undistortPoint(prepared(lens), distorted);
      if (!point) return null;
      const length = hypot(point.x, point.y, 1);
      return { x: point.x / length, y: point.y / length, z: 1 / length };
    }
    case "fisheye": {
      const radius = hypot(distorted.x, distorted.y);
      const { radial, limit } = prepared(lens);
      const angle = undistortRadius(radial, limit, radius);
      if (angle === null || angle >= limit) return null;
      const factor = radius > 0 ? sin(angle) / radius : 1;
      return { x: distorted.x * factor, y: distorted.y * factor, z: cos(angle) };
    }
  }
}

const pixelOf = ({ fx, fy, cx, cy }: Intrinsics, { x, y }: PlanePoint): PicturePoint => ({ u: fx * x + cx, v: fy * y + cy });

/** Brown–Conrady distortion of a point of the plane one unit ahead. */
function distortPoint({ radial, p1, p2 }: Distortion, { x, y }: PlanePoint): PlanePoint {
  const square = x * x + y * y;
  const factor = radialFactor(radial, square);
  return {
    x: x * factor + 2 * p1 * x * y + p2 * (square + 2 * x * x),
    y: y * factor + p1 * (square + 2 * y * y) + 2 * p2 * x * y,
  };
}

/** The Jacobian of the distortion: symmetric, since the distortion is the gradient of a function. */
function jacobianAt({ radial, p1, p2 }: Distortion, { x, y }: PlanePoint): { xx: number; xy: number; yy: number } {
  const square = x * x + y * y;
  const factor = radialFactor(radial, square);
  const slope = radialFactorSlope(radial, square);
  return {
    xx: factor + 2 * x * x * slope + 2 * p1 * y + 6 * p2 * x,
    xy: 2 * x * y * slope + 2 * p1 * x + 2 * p2 * y,
    yy: factor + 2 * y * y * slope + 6 * p1 * y + 2 * p2 * x,
  };
}

/**
 * The radius of the disc in which the distortion is one-to-one: there its Jacobian is positive definite, which makes it the gradient of a
 * strictly convex function. Without tangential distortion, the disc extends up to the fold.
 */
function pinholeLimit(distortion: Distortion): number {
  const { radial, p1, p2 } = distortion;
  const fold = foldRadius(radial);
  if (p1 === 0 && p2 === 0) return fold;
  const grows = (radius: number, angle: number) => {
    const { xx, xy, yy } = jacobianAt(distortion, { x: radius * cos(angle), y: radius * sin(angle) });
    return xx + yy > 0 && xx * yy - xy * xy > 0;
  };
  const widest = Math.min(WIDEST_TANGENTIAL, atan(fold));
  let limit = tan(widest);
  for (let around = 0; around < STEPS_AROUND; around++) {
    const angle = (around / STEPS_AROUND) * TAU;
    for (let outward = 1; outward <= STEPS_OUTWARD; outward++) {
      const radius = tan((outward / STEPS_OUTWARD) * widest);
      if (radius >= limit) break;
      if (!grows(radius, angle)) limit = tan(((outward - 1) / STEPS_OUTWARD) * widest);
    }
  }
  return limit;
}

/** The inverse of `distortPoint` within the lens's limit; null beyond it. */
function undistortPoint(distortion: Prepared, distorted: PlanePoint): PlanePoint | null {
  const { radial, p1, p2, limit } = distortion;
  const radius = hypot(distorted.x, distorted.y);
  if (!Number.isFinite(radius)) return null;
  if (radius === 0 && p1 === 0 && p2 === 0) return { x: 0, y: 0 };
  const straight = undistortRadius(radial, limit, radius);
  if (p1 === 0 && p2 === 0) {
    if (straight === null || straight >= limit) return null;
    return { x: (distorted.x * straight) / radius, y: (distorted.y * straight) / radius };
  }
  const factor = radius > 0 ? Math.min(straight ?? Infinity, limit * 0.99) / radius : 1;
  return descend(distortion, distorted, { x: distorted.x * factor, y: distorted.y * factor });
}

/** Newton's method with steps halved until they get closer: with a positive definite Jacobian, this always converges to the solution. */
function descend(distortion: Prepared, wanted: PlanePoint, start: PlanePoint): PlanePoint | null {
  let point = start;
  let { x: dx, y: dy } = missing(point);
  const close = CONVERGED * (1 + hypot(wanted.x, wanted.y));
  for (let step = 0; step < NEWTON_STEPS && hypot(dx, dy) > close; step++) {
    const { xx, xy, yy } = jacobianAt(distortion, point);
    const determinant = xx * yy - xy * xy;
    const move = { x: (yy * dx - xy * dy) / determinant, y: (xx * dy - xy * dx) / determinant };
    let share = 1;
    for (let halving = 0; ; halving++) {
      if (halving === STEP_HALVINGS) return null;
      const next = { x: point.x + move.x * share, y: point.y + move.y * share };
      const left = missing(next);
      if (hypot(next.x, next.y) < distortion.limit && hypot(left.x, left.y) < hypot(dx, dy)) {
        point = next;
        ({ x: dx, y: dy } = left);
        break;
      }
      share /= 2;
    }
  }
  return hypot(dx, dy) <= close * 10 ? point : null;

  function missing(at: PlanePoint): PlanePoint {
    const { x, y } = distortPoint(distortion, at);
    return { x: wanted.x - x, y: wanted.y - y };
  }
}
