import { throughLens, type Camera } from "../../camera";
import { intersectBoxes } from "../projection";
import type { Box, Solid } from "../frameStateTypes";
import { NEAREST, intoCameraFrame } from "./drawRoad";

type Point = { readonly x: number; readonly y: number; readonly z: number };

/** The eight corners of a body's box in the camera's frame (metres): bottom, then top, each from front left counter-clockwise. */
export function cornersInCamera(camera: Camera, solid: Solid): Point[] {
  const rows = intoCameraFrame(camera.pose, solid);
  const { length, width, height } = solid.dimensions;
  const row = (at: number, x: number, y: number, z: number) =>
    (rows[at] ?? 0) * x + (rows[at + 1] ?? 0) * y + (rows[at + 2] ?? 0) * z + (rows[at + 3] ?? 0);
  return [0, height].flatMap((z) =>
    QUARTERS.map(([along, across]) => {
      const [x, y] = [(along * length) / 2, (across * width) / 2];
      return { x: row(0, x, y, z), y: row(4, x, y, z), z: row(8, x, y, z) };
    }),
  );
}

const QUARTERS = [
  [1, 1],
  [-1, 1],
  [-1, -1],
  [1, -1],
] as const;

/** The edges of a box, by its corners. */
const EDGES = [0, 1, 2, 3].flatMap((corner): [number, number][] => [
  [corner, (corner + 1) % 4],
  [corner + 4, ((corner + 1) % 4) + 4],
  [corner, corner + 4],
]);

/** Pixels and share by which a box is taken larger: lenses bow its edges outwards. */
const MARGIN = { pixels: 8, share: 0.05 };
/** Frames to every side of the picture in which silhouettes are counted. */
const SURROUNDINGS = 1;

/**
 * A box in the picture around a body, from the corners of its box in space: not tight, but quick. Null where the camera sees none of it,
 * in its picture or closely beside it.
 */
export function looseBox(camera: Camera, solid: Solid): Box | null {
  const corners = cornersInCamera(camera, solid);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [from, to] of EDGES) {
    const [a, b] = [corners[from], corners[to]];
    if (!a || !b) continue;
    for (const point of camera.lens.model === "pinhole" ? inFront(a, b) : [a, b]) {
      const place = throughLens(camera.lens, point);
      if (!place) continue;
      [left, top, right, bottom] = [Math.min(left, place.u), Math.min(top, place.v), Math.max(right, place.u), Math.max(bottom, place.v)];
    }
  }
  if (right < left) return null;
  const { width, height } = camera;
  const around = {
    x: -SURROUNDINGS * width,
    y: -SURROUNDINGS * height,
    width: (1 + 2 * SURROUNDINGS) * width,
    height: (1 + 2 * SURROUNDINGS) * height,
  };
  const x = Math.floor(left);
  const y = Math.floor(top);
  return intersectBoxes({ x, y, width: Math.max(1, Math.ceil(right) - x), height: Math.max(1, Math.ceil(bottom) - y) }, around);
}

/** What surely holds all pixels of a body with a loose box. */
export function aroundLooseBox({ x, y, width, height }: Box): Box {
  const grow = Math.ceil(MARGIN.pixels + MARGIN.share * Math.max(width, height));
  return { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow };
}

/** Whether a loose box may have pixels in the picture. */
export function mayBeSeen(box: Box, { width, height }: Camera): boolean {
  const around = aroundLooseBox(box);
  return around.x < width && around.y < height && around.x + around.width > 0 && around.y + around.height > 0;
}

/** The ends of what of an edge is in front of the camera. */
function inFront(a: Point, b: Point): Point[] {
  if (a.z < NEAREST && b.z < NEAREST) return [];
  const cut = (from: Point, to: Point): Point => {
    const share = (NEAREST - from.z) / (to.z - from.z);
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, z: NEAREST };
  };
  if (a.z < NEAREST) return [cut(a, b), b];
  if (b.z < NEAREST) return [a, cut(b, a)];
  return [a, b];
}
