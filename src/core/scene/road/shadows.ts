import { shadowOf, type Body } from "../../bodies";
import { directionOf } from "../../world";
import { SCENERY_KINDS, type SceneryGroup } from "../../world/scenery";
import type { Mesh, Raster } from "@/raster";
import type { Camera } from "../../camera";
import type { Box, RoadView, ShadowCaster, Solid } from "../frameStateTypes";
import { drawMesh } from "./drawRoad";
import { sceneryMesh } from "./sceneryMesh";
import { bodyMesh, detailOf } from "./solidMesh";
import { aroundLooseBox, looseBox } from "./solidBox";

/** The light that bodies block on the ground. */
export type ShadowLight = {
  /** Where the sun is: a direction of the ground frame, of any length, z above 0. */
  readonly sun: readonly [x: number, y: number, z: number];
  /** Shares of the light that are left in its shadow, and closely below a body, where no sky is seen either: 0 to 1. */
  readonly inShadow: number;
  readonly below: number;
};

/** What is higher than this blocks no light of the sky below a body (metres). */
const CLOSE = 0.35;
/** Shadows too weak to be seen. */
const FAINTEST = 0.97;

/** Darkens the ground around bodies; to be drawn before them. @param chosen which of them */
export function drawRoadShadows(
  raster: Raster,
  { camera, casters }: RoadView,
  light: ShadowLight,
  chosen: (caster: ShadowCaster) => boolean,
): void {
  for (const caster of casters)
    if (chosen(caster))
      for (const mesh of shadowMeshes(bodyMesh(caster.solid, detailOf(camera, caster.solid)), caster.solid.heading, light))
        drawMesh(raster, camera, mesh, caster.solid, { shadow: true });
}

/** The steepest shadow of a building, in metres per metre of its height: under a low sun, whole streets would lie in the dark. */
const LONGEST_OF_BUILDINGS = 0.8;

/** Darkens the ground around scenery; it can be drawn after it, since shadows fall on the ground only. */
export function drawSceneryShadows(raster: Raster, { camera, scenery = [] }: RoadView, light: ShadowLight): void {
  const [x, y, z] = light.sun;
  const high = { ...light, sun: [x, y, Math.max(z, Math.sqrt(x * x + y * y) / LONGEST_OF_BUILDINGS)] as const };
  for (const { item } of scenery) {
    const group = SCENERY_KINDS[item.kind];
    if (!CASTING.includes(group)) continue;
    const body = sceneryMesh(item, detailOf(camera, item));
    for (const mesh of shadowMeshes(body, item.heading, group === "buildings" ? high : light))
      drawMesh(raster, camera, mesh, item, { shadow: true });
  }
}

/** Posts and fences are too slender for the outline of their shadow to be convex. */
const CASTING: readonly SceneryGroup[] = ["buildings", "trees", "parked_vehicles"];

/** A box in the picture that holds a body's shadow; null where none of it is seen. */
export function shadowBox(camera: Camera, solid: Solid, light: ShadowLight): Box | null {
  let [left, right, back, front] = [0, 0, 0, 0];
  for (const { positions } of shadowMeshes(bodyMesh(solid, detailOf(camera, solid)), solid.heading, light))
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

/** Of a body, so many shadows are kept: it may face several ways. */
const MOST_KEPT = 16;
const kept = new WeakMap<Body, Map<string, Mesh>>();

/** The shadow below a body fades out around it: by so many metres, with so much of its darkness left. */
const FADING = [
  { around: 0, left: 1 },
  { around: 0.07, left: 0.72 },
  { around: 0.15, left: 0.46 },
  { around: 0.26, left: 0.2 },
] as const;

/** The darkest first: of two shadows, a place has the first. */
function shadowMeshes(body: Body, heading: number, { sun, inShadow, below }: ShadowLight): readonly Mesh[] {
  const shadows = FADING.map(({ around, left }) => {
    const light = 1 - (1 - below) * left;
    // Straight below, it does not matter which way a body faces.
    return { light, mesh: () => shadowMesh(body, `${light} ${around}`, () => shadowOf(body, 0, UPRIGHT, light, CLOSE, around)) };
  });
  if (inShadow < FAINTEST) {
    const key = `${heading} ${sun.join(" ")} ${inShadow}`;
    shadows.push({ light: inShadow, mesh: () => shadowMesh(body, key, () => shadowOf(body, heading, sun, inShadow)) });
  }
  return shadows.sort((a, b) => a.light - b.light).map(({ mesh }) => mesh());
}

function shadowMesh(body: Body, key: string, make: () => Mesh): Mesh {
  const meshes = kept.get(body) ?? new Map<string, Mesh>();
  kept.set(body, meshes);
  const mesh = meshes.get(key) ?? make();
  // The one used last is dropped last.
  meshes.delete(key);
  meshes.set(key, mesh);
  const [oldest] = meshes.keys();
  if (meshes.size > MOST_KEPT && oldest !== undefined) meshes.delete(oldest);
  return mesh;
}

const UPRIGHT = [0, 0, 1] as const;
