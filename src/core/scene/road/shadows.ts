import { shadowOf } from "../../bodies";
import { directionOf } from "../../world";
import type { Mesh, Raster } from "@/raster";
import type { Camera } from "../../camera";
import type { Box, FrameState, RoadView, Solid } from "../frameStateTypes";
import { drawMesh, isDrawn } from "./drawRoad";
import { bodyMesh, detailOf } from "./solidMesh";
import { aroundLooseBox, looseBox } from "./solidBox";

/** The light that bodies keep off the ground. */
export type ShadowLight = {
  /** Where the sun is: a direction of the ground frame of length 1, z above 0. */
  readonly sun: readonly [x: number, y: number, z: number];
  /** Shares of the light that are left in its shadow, and closely below a body, where no sky is seen either: 0 to 1. */
  readonly inShadow: number;
  readonly below: number;
};

type Bodies = FrameState["bodies"][number];

/** What is higher than this keeps no sky off the ground below a body (metres). */
const CLOSE = 0.35;
/** Shadows too weak to be seen. */
const FAINTEST = 0.97;

/** Darkens the ground around bodies; to be drawn before them. @param chosen which of them */
export function drawRoadShadows(
  raster: Raster,
  { bodies }: FrameState,
  { camera }: RoadView,
  light: ShadowLight,
  chosen: (body: Bodies) => boolean,
): void {
  for (const body of bodies)
    if (body.solid && isDrawn(body) && chosen(body))
      for (const mesh of shadowMeshes(body.solid, detailOf(camera, body.solid), light))
        drawMesh(raster, camera, mesh, body.solid, { shadow: true });
}

/** A box in the picture that holds a body's shadow; null where none of it is seen. */
export function shadowBox(camera: Camera, solid: Solid, light: ShadowLight): Box | null {
  let [left, right, back, front] = [0, 0, 0, 0];
  for (const { positions } of shadowMeshes(solid, detailOf(camera, solid), light))
    for (let at = 0; at + 1 < positions.length; at += 3) {
      const [x = 0, y = 0] = [positions[at], positions[at + 1]];
      [back, front, right, left] = [Math.min(back, x), Math.max(front, x), Math.min(right, y), Math.max(left, y)];
    }
  const ahead = directionOf(solid.heading);
  const [along, aside] = [(back + front) / 2, (left + right) / 2];
  const [x, y] = [solid.x + ahead.x * along - ahead.y * aside, solid.y + ahead.y * along + ahead.x * aside];
  const box = looseBox(camera, { ...solid, x, y, dimensions: { length: front - back, width: left - right, height: 0 } });
  return box && aroundLooseBox(box);
}

const MOST_KEPT = 400;
const kept = new Map<string, readonly Mesh[]>();

/** Below the body first, which is darker: of two shadows, a place has the first. */
function shadowMeshes(solid: Solid, detail: number, { sun, inShadow, below }: ShadowLight): readonly Mesh[] {
  const { body, dimensions, phase, heading } = solid;
  const key = [body, dimensions.length, dimensions.width, dimensions.height, phase, detail, heading, ...sun, inShadow, below].join(" ");
  const known = kept.get(key);
  if (known) return known;
  const mesh = bodyMesh(solid, detail);
  const meshes = [shadowOf(mesh, heading, UPRIGHT, below, CLOSE), ...(inShadow < FAINTEST ? [shadowOf(mesh, heading, sun, inShadow)] : [])];
  kept.set(key, meshes);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return meshes;
}

const UPRIGHT = [0, 0, 1] as const;
