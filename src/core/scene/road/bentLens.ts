import { fromLens, lensReach, throughLens, type Camera, type Lens } from "../../camera";
import type { BentLens } from "@/raster";

type View = Pick<Camera, "lens" | "width" | "height">;

/** Half of how far a straight edge may be from its true curve, in pixels. */
const HALF_OFF = 0.1;

const known = new WeakMap<Lens, { readonly width: number; readonly height: number; readonly near: number; readonly bent: BentLens }>();

/** A camera's lens as the rasteriser wants it; made once for each lens and picture size. Lenses are immutable. */
export function bentLensOf({ lens, width, height }: View, near: number): BentLens {
  const before = known.get(lens);
  if (before?.width === width && before.height === height && before.near === near) return before.bent;
  const { model, fx, fy, cx, cy, distortion } = lens;
  const isPinhole = model === "pinhole";
  const project: BentLens["project"] = (x, y, z) => {
    if (isPinhole ? z < near : x * x + y * y + z * z < near * near) return null;
    const place = throughLens(lens, { x, y, z });
    return place && { ...place, depth: isPinhole ? z : Math.sqrt(x * x + y * y + z * z) };
  };
  const shortEdge = shortEdgeOf({ lens, width, height });
  const bent: BentLens = { model, fx, fy, cx, cy, distortion, reach: lensReach(lens), near, shortEdge, project };
  known.set(lens, { width, height, near, bent });
  return bent;
}

/** Edge lengths in pixels that are tried, and the number of positions across and down the picture. */
const LENGTHS = [64, 48, 36, 28, 20, 14, 10, 7, 5];
const TRIES = [0, 0.25, 0.5, 0.75, 1];
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [0.7, 0.7],
  [0.7, -0.7],
] as const;

/** The longest edge in pixels that bends by at most half of the tolerance anywhere in the picture. */
function shortEdgeOf(view: View): number {
  return LENGTHS.find((length) => bendOf(view, length) <= HALF_OFF) ?? 3;
}

/** The largest deviation, in pixels, of the midpoint of an edge of this length from the straight line. */
function bendOf({ lens, width, height }: View, length: number): number {
  let most = 0;
  for (const x of TRIES)
    for (const y of TRIES)
      for (const [right, down] of DIRECTIONS) {
        const from = { u: width * x, v: height * y };
        const to = { u: from.u + right * length, v: from.v + down * length };
        const [a, b] = [fromLens(lens, from), fromLens(lens, to)];
        if (!a || !b) continue;
        const middle = throughLens(lens, { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z });
        if (!middle) continue;
        const [du, dv] = [(to.u - from.u) / length, (to.v - from.v) / length];
        most = Math.max(most, Math.abs((middle.u - from.u) * dv - (middle.v - from.v) * du));
      }
  return most;
}
