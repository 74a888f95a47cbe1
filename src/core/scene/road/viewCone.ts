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

/** Twice the largest number of corners of a triangle clipped at five planes. */
const MOST_CORNERS = 16;

/** Clips triangles in the camera frame to a pyramid, without allocating an object for each. */
export class ConeCutter {
  /** The corners of the clipped outline in order, three numbers each. */
  result = new Float64Array(3 * MOST_CORNERS);
  private spare = new Float64Array(3 * MOST_CORNERS);

  /**
   * @param points three numbers per corner @param indices of the triangle's corners, from `at` on
   * @returns the number of corners left; 0 if the triangle is outside or closer than `near` metres
   */
  cut({ left, right, top, bottom }: ViewCone, near: number, points: Float64Array, indices: Uint32Array, at: number): number {
    for (let corner = 0; corner < 3; corner++) {
      const from = 3 * (indices[at + corner] ?? 0);
      for (let axis = 0; axis < 3; axis++) this.result[3 * corner + axis] = points[from + axis] ?? 0;
    }
    let count = this.keep(3, 0, 0, 1, -near);
    count = this.keep(count, 1, 0, -left, 0);
    count = this.keep(count, -1, 0, right, 0);
    count = this.keep(count, 0, 1, -top, 0);
    return this.keep(count, 0, -1, bottom, 0);
  }

  /** Clips an outline to the half-space where a x + b y + c z + d ≥ 0. */
  private keep(count: number, a: number, b: number, c: number, d: number): number {
    const { result: from, spare: to } = this;
    const valueAt = (corner: number) => a * (from[3 * corner] ?? 0) + b * (from[3 * corner + 1] ?? 0) + c * (from[3 * corner + 2] ?? 0) + d;
    let kept = 0;
    for (let corner = 0; corner < count; corner++) {
      const next = (corner + 1) % count;
      const [here, there] = [valueAt(corner), valueAt(next)];
      if (here >= 0) {
        for (let axis = 0; axis < 3; axis++) to[3 * kept + axis] = from[3 * corner + axis] ?? 0;
        kept++;
      }
      if (here >= 0 === there >= 0) continue;
      // Computed from the end inside, so that both triangles of an edge get the same point.
      const [inner, outer, inside, outside] = here >= 0 ? [corner, next, here, there] : [next, corner, there, here];
      const share = inside / (inside - outside);
      for (let axis = 0; axis < 3; axis++) {
        const start = from[3 * inner + axis] ?? 0;
        to[3 * kept + axis] = start + ((from[3 * outer + axis] ?? 0) - start) * share;
      }
      kept++;
    }
    [this.result, this.spare] = [to, from];
    return kept;
  }
}
