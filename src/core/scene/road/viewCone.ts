import { fromLens, widestAngle, type Camera } from "../../camera";
import { tan } from "../../exact";
import type { Mesh } from "@/raster";

/*
 * What of the world may come into a picture, as a pyramid before the camera. A lens that bends lines makes long edges into many short
 * ones, so what is far outside is cut off first: a ground that reaches to the horizon also reaches behind the camera.
 */

/** Slopes of the sides of a pyramid whose tip is the camera: x and y per metre ahead. */
export type ViewCone = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Places on each side of the picture at which the lens is asked. */
const STEPS = 16;
/** Steeper than this nothing is looked at: it is nearly beside the camera. */
const STEEPEST = 40;

const known = new WeakMap<Camera["lens"], Map<string, ViewCone>>();

/** The pyramid that holds a picture and so many pixels around it. */
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
      // Where the lens shows nothing it ends inside this border: then as far as it goes.
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

type Point = readonly [x: number, y: number, z: number];

/** The part of a mesh in a camera's frame that is in the pyramid, and no nearer than `near` metres ahead. */
export function clippedTo({ left, right, top, bottom }: ViewCone, near: number, mesh: Mesh): Mesh {
  const sides: ((point: Point) => number)[] = [
    ([, , z]) => z - near,
    ([x, , z]) => x - left * z,
    ([x, , z]) => right * z - x,
    ([, y, z]) => y - top * z,
    ([, y, z]) => bottom * z - y,
  ];
  const positions: number[] = Array.from(mesh.positions);
  const indices: number[] = [];
  const colors: number[] = [];
  const pointAt = (corner: number): Point => [positions[3 * corner] ?? 0, positions[3 * corner + 1] ?? 0, positions[3 * corner + 2] ?? 0];
  mesh.colors.forEach((color, triangle) => {
    const corners = [0, 1, 2].map((corner) => mesh.indices[3 * triangle + corner] ?? 0);
    const inside = sides.map((side) => corners.filter((corner) => side(pointAt(corner)) >= 0).length);
    if (inside.includes(0)) return;
    if (inside.every((count) => count === 3)) {
      indices.push(...corners);
      colors.push(color);
      return;
    }
    const [first, ...others] = cut(corners.map(pointAt), sides).map((point) => positions.push(...point) / 3 - 1);
    for (let at = 1; at < others.length; at++) {
      indices.push(first ?? 0, others[at - 1] ?? 0, others[at] ?? 0);
      colors.push(color);
    }
  });
  return { positions: new Float32Array(positions), indices: new Uint32Array(indices), colors: new Uint32Array(colors) };
}

/** A convex outline cut by one side after the other. */
function cut(outline: readonly Point[], sides: readonly ((point: Point) => number)[]): readonly Point[] {
  return sides.reduce<readonly Point[]>((points, side) => {
    return points.flatMap((point, index) => {
      const next = points[(index + 1) % points.length] ?? point;
      const [here, there] = [side(point), side(next)];
      const kept = here >= 0 ? [point] : [];
      return here >= 0 === there >= 0 ? kept : [...kept, crossing(point, next, here, there)];
    });
  }, outline);
}

/** Where an edge crosses a side: computed from the end inside, so that both triangles of an edge find the same point. */
function crossing(a: Point, b: Point, here: number, there: number): Point {
  const [from, to, inside, outside] = here >= 0 ? [a, b, here, there] : [b, a, there, here];
  const share = inside / (inside - outside);
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, from[2] + (to[2] - from[2]) * share];
}
