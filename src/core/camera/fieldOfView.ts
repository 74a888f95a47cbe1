import { atan2, hypot, tan, toDegrees, toRadians } from "../exact";
import { fromLens, widestAngle, type FisheyeLens, type Lens, type PicturePoint, type PinholeLens } from "./lens";
import { distortRadius } from "./radial";

/** Degrees; null if the lens shows nothing at the picture's edges. */
export type FieldOfView = { readonly horizontal: number | null; readonly vertical: number | null; readonly diagonal: number | null };

type Size = { readonly width: number; readonly height: number };

/** The field of view of a lens and a picture size: angles between opposite edges, through the picture's centre. */
export function fieldOfView(lens: Lens, { width, height }: Size): FieldOfView {
  return {
    horizontal: fieldBetween(lens, { u: 0, v: height / 2 }, { u: width, v: height / 2 }),
    vertical: fieldBetween(lens, { u: width / 2, v: 0 }, { u: width / 2, v: height }),
    diagonal: fieldBetween(lens, { u: 0, v: 0 }, { u: width, v: height }),
  };
}

/** The sum of both points' angles to the optical axis, since a fisheye may see more than 180°. */
function fieldBetween(lens: Lens, first: PicturePoint, second: PicturePoint): number | null {
  const angles = [first, second].map((place) => {
    const ray = fromLens(lens, place);
    return ray && atan2(hypot(ray.x, ray.y), ray.z);
  });
  const [one, other] = angles;
  return one === null || other === null || one === undefined || other === undefined ? null : toDegrees(one + other);
}

/** A lens without focal lengths and principal point. */
export type LensShape = Pick<PinholeLens, "model" | "distortion"> | Pick<FisheyeLens, "model" | "distortion">;

/**
 * The lens with this horizontal field of view in degrees, with square pixels and a centred optical axis; null if no focal length gives
 * it: 180° and more for a pinhole, or beyond the angle at which the distortion folds back.
 */
export function lensWithField(shape: LensShape, { width, height }: Size, degrees: number): Lens | null {
  if (!(degrees > 0)) return null;
  const [cx, cy] = [width / 2, height / 2];
  const half = toRadians(degrees / 2);
  const unit = { fx: 1, fy: 1, cx: 0, cy: 0 };
  switch (shape.model) {
    case "pinhole": {
      if (degrees >= 180 || half >= widestAngle({ ...unit, ...shape })) return null;
      const [k1, k2, , , k3] = shape.distortion;
      const focal = cx / distortRadius([k1, k2, k3], tan(half));
      return { ...shape, fx: focal, fy: focal, cx, cy };
    }
    case "fisheye": {
      if (half >= widestAngle({ ...unit, ...shape })) return null;
      const focal = cx / distortRadius(shape.distortion, half);
      return { ...shape, fx: focal, fy: focal, cx, cy };
    }
  }
}
