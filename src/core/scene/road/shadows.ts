import { grownOutline, shadowMesh, shadowOutline, type Body } from "../../bodies";
import { directionOf, type Vector2 } from "../../world";
import { SCENERY_KINDS, type SceneryGroup } from "../../world/scenery";
import type { Mesh, Raster } from "@/raster";
import type { Camera } from "../../camera";
import type { Box, RoadView, ShadowCaster, Solid } from "../frameStateTypes";
import { drawMesh } from "./drawRoad";
import { sceneryMesh } from "./sceneryMesh";
import { detailOf } from "./detail";
import { bodyMesh } from "./solidMesh";
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
  const lightKey = keyOf(light);
  for (const caster of casters)
    if (chosen(caster)) {
      const { solid } = caster;
      const mesh = shadowsOf(bodyMesh(solid, detailOf(camera, solid)), solid.heading, light, lightKey);
      drawMesh(raster, camera, mesh, solid, { shadow: true });
    }
}

/** The steepest shadow of a building, in metres per metre of its height: under a low sun, whole streets would lie in the dark. */
const LONGEST_OF_BUILDINGS = 0.8;

/** Darkens the ground around scenery; it can be drawn after it, since shadows fall on the ground only. */
export function drawSceneryShadows(raster: Raster, { camera, scenery = [] }: RoadView, light: ShadowLight): void {
  const [x, y, z] = light.sun;
  const high = { ...light, sun: [x, y, Math.max(z, Math.sqrt(x * x + y * y) / LONGEST_OF_BUILDINGS)] as const };
  const [lightKey, highKey] = [keyOf(light), keyOf(high)];
  for (const { item } of scenery) {
    const group = SCENERY_KINDS[item.kind];
    if (!CASTING.includes(group)) continue;
    const body = sceneryMesh(item, detailOf(camera, item));
    const isBuilding = group === "buildings";
    const mesh = shadowsOf(body, item.heading, isBuilding ? high : light, isBuilding ? highKey : lightKey);
    drawMesh(raster, camera, mesh, item, { shadow: true });
  }
}

/** Posts and fences are too slender for the outline of their shadow to be convex. */
const CASTING: readonly SceneryGroup[] = ["buildings", "trees", "parked_vehicles"];

/** A box in the picture that holds a body's shadow; null where none of it is seen. */
export function shadowBox(camera: Camera, solid: Solid, light: ShadowLight): Box | null {
  let [left, right, back, front] = [0, 0, 0, 0];
  const { positions } = shadowsOf(bodyMesh(solid, detailOf(camera, solid)), solid.heading, light, keyOf(light));
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
/** Of a body: the outline of what is close to the ground, and its shadows by its heading and the light. */
type Kept = { readonly low: readonly Vector2[]; readonly meshes: Map<string, Mesh> };
const kept = new WeakMap<Body, Kept>();

/** The shadow below a body fades out around it: by so many metres, with so much of its darkness left. */
const FADING = [
  { around: 0, left: 1 },
  { around: 0.05, left: 0.7 },
  { around: 0.1, left: 0.42 },
  { around: 0.17, left: 0.17 },
] as const;

/** Equal for equal lights. */
const keyOf = ({ sun, inShadow, below }: ShadowLight): string => `${sun.join(" ")} ${inShadow} ${below}`;

/** All shadows of a body, the darkest first: of several, a place has the first. @param lightKey of the light */
function shadowsOf(body: Body, heading: number, light: ShadowLight, lightKey: string): Mesh {
  // Straight below, it does not matter which way a body faces.
  const { low, meshes } = kept.get(body) ?? { low: shadowOutline(body, 0, UPRIGHT, CLOSE), meshes: new Map<string, Mesh>() };
  kept.set(body, { low, meshes });
  const key = `${heading} ${lightKey}`;
  const mesh = meshes.get(key) ?? shadowsFrom(body, low, heading, light);
  // The one used last is dropped last.
  meshes.delete(key);
  meshes.set(key, mesh);
  const [oldest] = meshes.keys();
  if (meshes.size > MOST_KEPT && oldest !== undefined) meshes.delete(oldest);
  return mesh;
}

/** @param low the outline of what is close to the ground */
function shadowsFrom(body: Body, low: readonly Vector2[], heading: number, { sun, inShadow, below }: ShadowLight): Mesh {
  const shadows = FADING.map(({ around, left }) => ({ outline: grownOutline(low, around), left: 1 - (1 - below) * left }));
  if (inShadow < FAINTEST) shadows.push({ outline: shadowOutline(body, heading, sun), left: inShadow });
  return shadowMesh(shadows.sort((a, b) => a.left - b.left));
}

const UPRIGHT = [0, 0, 1] as const;
