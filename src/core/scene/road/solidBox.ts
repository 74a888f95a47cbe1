import { projectorOf, type Camera } from "../../camera";
import { covers } from "../../world";
import { intersectBoxes } from "../projection";
import type { Box, Solid } from "../frameStateTypes";
import { NEAREST, intoCameraFrame } from "./drawRoad";

type Point = { readonly x: number; readonly y: number; readonly z: number };

/** Something that stands on the ground: a body or a piece of scenery. */
type Upright = Pick<Solid, "x" | "y" | "z" | "heading" | "dimensions">;

/** The eight corners of a body's box in the camera frame (metres): bottom, then top, each counter-clockwise from front left. */
export function cornersInCamera(camera: Camera, solid: Upright): Point[] {
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

/** Margin of a box, in pixels and as a share: edges bend a little between the points at which they are projected. */
const MARGIN = { pixels: 8, share: 0.05 };
/** How far around the picture silhouettes are counted, in sizes of the picture. */
const SURROUNDINGS = 1;
/** Number of pieces in which an edge is projected. */
const PIECES = 12;

/**
 * A box in the picture around a body, from the edges of its box in space: not tight, but fast. Null if none of it is in the picture or near
 * it. If a body extends beyond the lens's field, the box is the whole area.
 */
export function looseBox(camera: Camera, solid: Upright): Box | null {
  const surroundings = surroundingsOf(camera);
  if (isInside(camera, solid)) return surroundings;
  const corners = cornersInCamera(camera, solid);
  const projector = projectorOf(camera.lens, NEAREST);
  const pinhole = camera.lens.model === "pinhole";
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let [isAhead, isPicturedWhole] = [false, true];
  for (const [from, to] of EDGES) {
    const [first, last] = [corners[from], corners[to]];
    const ends = first && last && (pinhole ? inFront(first, last) : [first, last]);
    const [a, b] = ends ?? [];
    if (!a || !b) continue;
    isAhead = true;
    for (let piece = 0; piece <= PIECES; piece++) {
      const share = piece / PIECES;
      const z = pinhole ? Math.max(NEAREST, a.z + (b.z - a.z) * share) : a.z + (b.z - a.z) * share;
      if (projector.take(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, z)) {
        const { u, v } = projector;
        [left, top, right, bottom] = [Math.min(left, u), Math.min(top, v), Math.max(right, u), Math.max(bottom, v)];
      } else isPicturedWhole = false;
    }
  }
  if (!isAhead || (right < left && !pinhole)) return null;
  if (!isPicturedWhole) return surroundings;
  const x = Math.floor(left);
  const y = Math.floor(top);
  return intersectBoxes({ x, y, width: Math.max(1, Math.ceil(right) - x), height: Math.max(1, Math.ceil(bottom) - y) }, surroundings);
}

function surroundingsOf({ width, height }: Camera): Box {
  return {
    x: -SURROUNDINGS * width,
    y: -SURROUNDINGS * height,
    width: (1 + 2 * SURROUNDINGS) * width,
    height: (1 + 2 * SURROUNDINGS) * height,
  };
}

/** Whether a camera is inside a body's box, and so surrounded by it. */
function isInside({ pose: { position } }: Camera, { x, y, z, heading, dimensions }: Upright): boolean {
  const { length, width, height } = dimensions;
  return covers({ x, y, heading, length, width }, position) && position.z >= z && position.z <= z + height;
}

/** An area that certainly contains all pixels of a body with a loose box. */
export function aroundLooseBox({ x, y, width, height }: Box): Box {
  const grow = Math.ceil(MARGIN.pixels + MARGIN.share * Math.max(width, height));
  return { x: x - grow, y: y - grow, width: width + 2 * grow, height: height + 2 * grow };
}

/** Whether a loose box may have pixels in the picture. */
export function mayBeSeen(box: Box, { width, height }: Camera): boolean {
  const around = aroundLooseBox(box);
  return around.x < width && around.y < height && around.x + around.width > 0 && around.y + around.height > 0;
}

/** The ends of the part of an edge in front of the camera. */
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

/** A shadow reaches at most so many times as far as its body is high; see `shadowsIn` in `render/road/light.ts`. */
const SHADOW_REACH = 4.5;

/** Whether the shadow of a body may have pixels in the picture, wherever the sun is. */
export function shadowMayBeSeen(camera: Camera, solid: Upright): boolean {
  const { length, width, height } = solid.dimensions;
  const reach = 2 * SHADOW_REACH * height;
  const box = looseBox(camera, { ...solid, dimensions: { length: length + reach, width: width + reach, height: 0 } });
  return box !== null && mayBeSeen(box, camera);
}
