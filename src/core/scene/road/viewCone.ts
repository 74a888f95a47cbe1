import { fromLens, widestAngle, type Camera } from "../../camera";
import { tan } from "../../exact";

/*
 * The part of the world that may appear in a picture, as a pyramid in front of the camera. Through a lens that bends lines, long edges
 * become many short ones, so what is far outside is clipped first: ground that extends to the horizon also extends behind the camera.
 */

/** Slopes of the sides of a pyramid whose tip is the camera: x and y per metre ahead. */
export type ViewCone = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Number of positions on each side of the picture at which the lens is evaluated. */
const STEPS = 16;
/** Largest slope: beyond it, a direction is almost perpendicular to the axis. */
const STEEPEST = 40;

const known = new WeakMap<Camera["lens"], Map<string, ViewCone>>();

/** The pyramid that contains a picture with a margin in pixels. */
export function viewCone({ lens, width, height }: Pick<Camera, "lens" | "width" | "height">, around: number): ViewCone {
  const cones = known.get(lens) ?? new Map<string, ViewCone>();
  known.set(lens, cones);
  const key = `${width} ${height} ${around}`;
  const cone = cones.get(key) ?? measured({ lens, width, height }, around);
  cones.set(key, cone);
  return cone;
}

function measured({ lens, width, height }: Pick<Camera, "lens" | "width" | "height">, around: number): ViewCone {
  const widest = Math.min(STEEPEST, Math.abs(tan(Math.min(widestAngle(lens), 1.54))));
  let cone: ViewCone = { left: 0, right: 0, top: 0, bottom: 0 };
  for (let step = 0; step <= STEPS; step++) {
    const u = -around + ((width + 2 * around) * step) / STEPS;
    const v = -around + ((height + 2 * around) * step) / STEPS;
    for (const place of [
      { u, v: -around },
      { u, v: height + around },
      { u: -around, v },
      { u: width + around, v },
    ]) {
      const ray = fromLens(lens, place);
      // If the lens shows nothing here, its field ends inside the border: use its limit.
      const x = ray ? ray.x / ray.z : Math.sign(place.u - lens.cx) * widest;
      const y = ray ? ray.y / ray.z : Math.sign(place.v - lens.cy) * widest;
      cone = {
        left: Math.min(cone.left, x),
        right: Math.max(cone.right, x),
        top: Math.min(cone.top, y),
        bottom: Math.max(cone.bottom, y),
      };
    }
  }
  return cone;
}
