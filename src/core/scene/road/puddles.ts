import { rgb, type Mesh, type Raster } from "@/raster";
import type { Rgb } from "../../document/constants";
import { cosDegrees, sinDegrees } from "../../exact";
import { PURPOSE, hashUnit } from "../../random";
import { placeAlong, type Vector2 } from "../../world";
import { roadLayout, type RoadPlan } from "../../world/roads";
import type { RoadView } from "../frameStateTypes";
import { drawMesh } from "./drawRoad";

/*
 * Water stands where wheels have worn the lanes. A puddle only changes colours of wet ground, neither ids nor depths: it is the mirror
 * image of the sky, drawn after those of bodies, which therefore are seen in it.
 */

type Puddle = { readonly at: Vector2; readonly positions: Float32Array; readonly indices: Uint32Array };

/** Metres along a lane between places where a puddle may be, and the share of them that have one. */
const EVERY = 4.5;
const SHARE = 0.5;
/** Metres to either side of a lane's middle; half the length and half the width of a puddle, from the smallest to the largest. */
const ASIDE = 0.8;
const LONG = [0.7, 3] as const;
const WIDE = [0.2, 0.55] as const;
const CORNERS = 12;
/** Puddles further away than this look like the rest of the wet road (metres). */
const FURTHEST = 50;
/** Weaker mirror images are left out. */
const FAINTEST = 6;

const known = new WeakMap<RoadPlan, readonly Puddle[]>();

/**
 * Adds the sky that puddles mirror; to be drawn after the mirror images of bodies.
 * @param mirrored the share of light that water mirrors, by the sine of the angle at which it is seen, 0 to 1
 * @param sky the colour of what it mirrors
 */
export function drawPuddles(raster: Raster, { camera, plan }: RoadView, mirrored: (sine: number) => number, sky: Rgb): void {
  const { position } = camera.pose;
  const color = rgb(...sky);
  for (const { at, positions, indices } of puddlesOf(plan)) {
    const [dx, dy] = [at.x - position.x, at.y - position.y];
    const away = dx * dx + dy * dy;
    if (away > FURTHEST * FURTHEST) continue;
    const share = Math.round(255 * mirrored(position.z / Math.sqrt(away + position.z * position.z)));
    if (share < FAINTEST) continue;
    const mesh: Mesh = { positions, indices, colors: new Uint32Array(CORNERS).fill(color) };
    drawMesh(raster, camera, mesh, null, { mirror: Math.min(255, share) });
  }
}

/** Where water stands on a road: the same places in every rain. */
export function puddlesOf(plan: RoadPlan): readonly Puddle[] {
  const puddles = known.get(plan) ?? puddlesOn(plan);
  known.set(plan, puddles);
  return puddles;
}

function puddlesOn(plan: RoadPlan): Puddle[] {
  return roadLayout(plan).lanes.flatMap(({ kind, centre }, lane) => {
    if (kind === "shoulder") return [];
    const count = Math.floor(centre.length / EVERY);
    return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
      const random = (purpose: number) => hashUnit(PURPOSE.scenery, 90 + purpose, lane, index);
      if (random(0) >= SHARE) return [];
      const between = ([from, to]: readonly [number, number], purpose: number) => from + (to - from) * random(purpose);
      const place = placeAlong(centre, (index + 0.2 + 0.6 * random(1)) * EVERY);
      const aside = (random(2) < 0.5 ? -1 : 1) * ASIDE + 0.2 * (random(3) - 0.5);
      const { direction } = place;
      const at = { x: place.x - direction.y * aside, y: place.y + direction.x * aside };
      return [puddle(at, direction, between(LONG, 4), between(WIDE, 5), (corner) => random(10 + corner))];
    });
  });
}

/** An irregular oval on the ground. */
function puddle(at: Vector2, along: Vector2, long: number, wide: number, random: (corner: number) => number): Puddle {
  const corners = Array.from({ length: CORNERS }, (_, corner) => {
    const angle = (360 * corner) / CORNERS;
    const reach = 0.7 + 0.3 * random(corner);
    const [ahead, left] = [cosDegrees(angle) * long * reach, sinDegrees(angle) * wide * reach];
    return [at.x + along.x * ahead - along.y * left, at.y + along.y * ahead + along.x * left, 0];
  });
  return {
    at,
    positions: Float32Array.from([at.x, at.y, 0, ...corners.flat()]),
    indices: Uint32Array.from(corners.flatMap((_, corner) => [0, corner + 1, ((corner + 1) % CORNERS) + 1])),
  };
}
