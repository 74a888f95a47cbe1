import { atan2, hypot, tan, toDegrees, toRadians } from "../exact";
import { fromLens, widestAngle, type FisheyeLens, type Lens, type PicturePoint, type PinholeLens } from "./lens";
import { distortRadius } from "./radial";

/** Degrees; null where the picture's edge shows nothing, as the lens ends before it. */
export type FieldOfView = { readonly horizontal: number | null; readonly vertical: number | null; readonly diagonal: number | null };

type Size = { readonly width: number; readonly height: number };

/** What a lens and a picture size see: angles from edge to opposite edge, through the picture's middle. */
export function fieldOfView(lens: Lens, { width, height }: Size): FieldOfView {
  return {
    horizontal: fieldBetween(lens, { u: 0, v: height / 2 }, { u: width, v: height / 2 }),
    vertical: fieldBetween(lens, { u: width / 2, v: 0 }, { u: width / 2, v: height }),
    diagonal: fieldBetween(lens, { u: 0, v: 0 }, { u: width, v: height }),
  };
}

/** The angles of both to the optical axis, added: a fisheye sees more than half a turn. */
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
 * The lens that sees so many degrees from the left edge of a picture to the right, with square pixels and its axis in the
 * middle; null where no focal length gives that: 180° and more through a pinhole, or past the angle at which it folds back.
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
