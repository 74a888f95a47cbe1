import { project, type Camera } from "@/core/camera";
import type { Rgb } from "@/core/document";
import { cosDegrees, sinDegrees } from "@/core/exact";
import type { FrameState, RoadView } from "@/core/scene";
import type { Rect } from "@/raster";
import type { Planes } from "./planes";
import { CLEAR_EXTINCTION, contrastLeft, extinctionOf } from "@/core/weather";
import type { Pixels } from "./blend";
import { darkness, lampsLit, lampsOfBody, streetLampsLit, type VehicleLamp } from "./lamps";
import { mirroredIn } from "./light";

/** A lamp as the camera sees it: light around it, and its image on wet ground. */
export type Glow = {
  readonly u: number;
  readonly v: number;
  /** Nothing nearer than this hides it (metres). */
  readonly depth: number;
  readonly layers: readonly { readonly radius: number; readonly strength: number }[];
  readonly color: Rgb;
  readonly streak: Streak | null;
  readonly box: Rect;
};

/** The image on the ground: a line from below the lamp towards the camera, brightest where a mirror would show the lamp. */
type Streak = {
  readonly foot: { readonly u: number; readonly v: number };
  readonly image: { readonly u: number; readonly v: number };
  readonly half: number;
  readonly strength: number;
};

/** Apparent radius of a lamp's glow in metres; and in pixels at least, and at most with its edge. */
type Kind = VehicleLamp["kind"] | "street";
const RADIUS: Readonly<Record<Kind, number>> = { headlamp: 0.1, bicycle: 0.04, tail: 0.045, brake: 0.075, street: 0.13 };
const STRENGTH: Readonly<Record<Kind, number>> = { headlamp: 255, bicycle: 190, tail: 120, brake: 200, street: 210 };
const LEAST = 0.8;
const MOST = 60;
/** How many radii a glow extends. */
const EXTENT = 6;
/** By day a lamp is seen, but does not glow as much. */
const BY_DAY = 0.45;
/** In fog, light is scattered around it: how much further, and how strongly at most. */
const HALO = { wider: 4.5, strength: 0.3 } as const;
const WHITE: Rgb = [1, 0.97, 0.88];
const WARM: Rgb = [1, 0.84, 0.58];
const RED: Rgb = [1, 0.12, 0.08];
/** How much nearer than a lamp something is that hides it (metres): more than its own body. */
const BEFORE = 0.5;

/** The glows of all lamps that may be in the picture. */
export function glowsOf({ bodies, weather, width, height }: FrameState, { camera, streetLamps = [] }: RoadView): Glow[] {
  const lit = lampsLit(weather);
  if (lit === 0) return [];
  const glare = lit * (BY_DAY + (1 - BY_DAY) * darkness(weather));
  const extinction = CLEAR_EXTINCTION + extinctionOf(weather);
  const mirrored = mirroredIn(weather);
  const glows: Glow[] = [];
  const add = (glow: Glow | null) => {
    if (glow && glow.u > -MOST && glow.v > -MOST && glow.u < width + MOST && glow.v < height + MOST) glows.push(glow);
  };
  for (const body of bodies) {
    if (body.kind !== "actor" || !body.solid) continue;
    for (const lamp of lampsOfBody(body.solid))
      for (const side of lamp.apart > 0 ? [-1, 1] : [0]) add(glowOf(lamp, side, camera, glare, extinction, mirrored));
  }
  const street = streetLampsLit(weather);
  if (street > 0)
    for (const lamp of streetLamps) add(glowOf({ ...lamp, heading: 0, apart: 0, kind: "street" }, 0, camera, street, extinction, mirrored));
  return glows;
}

function glowOf(
  { x, y, z, heading, apart, kind }: Omit<VehicleLamp, "kind"> & { readonly kind: Kind },
  side: number,
  camera: Camera,
  glare: number,
  extinction: number,
  mirrored: ((sine: number) => number) | null,
): Glow | null {
  const [c, s] = [cosDegrees(heading), sinDegrees(heading)];
  const at = { x: x - s * apart * side, y: y + c * apart * side };
  const { position } = camera.pose;
  const [dx, dy, dz] = [position.x - at.x, position.y - at.y, position.z - z];
  const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const facing = kind === "street" ? 1 : (dx * c + dy * s) / distance;
  const place = project(camera, { ...at, z });
  if (!place || facing <= 0) return null;
  const white = kind === "headlamp" || kind === "bicycle";
  const color = kind === "street" ? WARM : white ? WHITE : RED;
  // Headlamps throw their light ahead, tail lamps all around.
  const aimed = white ? facing * facing * facing : facing;
  const left = contrastLeft(extinction, distance);
  const seen = STRENGTH[kind] * glare * aimed;
  const own = (camera.lens.fx * RADIUS[kind]) / distance;
  const radius = Math.max(LEAST, own);
  const layers = [{ radius, strength: seen * left * Math.min(1, 0.25 + own / LEAST) }];
  const scattered = HALO.strength * (1 - left) * left;
  if (scattered > 0.02) layers.push({ radius: Math.max(2, radius * HALO.wider), strength: seen * scattered });
  const streak = mirrored && streakOf(camera, at, z, radius, seen * left * mirrored(sineOf(position.z + z, dx, dy)));
  const reach = Math.min(MOST, Math.max(...layers.map((layer) => layer.radius * EXTENT)));
  const bottom = Math.max(place.v + reach, streak ? lastRow(streak) : 0);
  const [x0, y0] = [Math.floor(place.u - reach), Math.floor(place.v - reach)];
  return {
    u: place.u,
    v: place.v,
    depth: (camera.lens.model === "pinhole" ? place.depth : place.distance) - BEFORE,
    layers,
    color,
    streak,
    box: { x: x0, y: y0, width: Math.ceil(place.u + reach) - x0, height: Math.ceil(bottom) - y0 },
  };
}

const sineOf = (rise: number, dx: number, dy: number): number => rise / Math.sqrt(dx * dx + dy * dy + rise * rise);

/** How far light is smeared along the streak, as shares of the way from the foot to the image: away from the camera, and towards it. */
const SMEARED = { away: 0.45, towards: 1.1 } as const;
const STREAK_STRENGTH = 1.1;

function streakOf(camera: Camera, { x, y }: { x: number; y: number }, z: number, radius: number, strength: number): Streak | null {
  const [foot, image] = [project(camera, { x, y, z: 0 }), project(camera, { x, y, z: -z })];
  return foot && image && image.v > foot.v ? { foot, image, half: Math.max(1, radius * 1.2), strength: strength * STREAK_STRENGTH } : null;
}

const lastRow = ({ foot, image }: Streak): number => image.v + 4 * SMEARED.towards * (image.v - foot.v);

/** Adds a glow to a picture, as far as nothing hides the lamp. */
export function drawGlow(pixels: Pixels, planes: Planes, glow: Glow): void {
  const seen = shareSeen(pixels, planes, glow);
  if (seen === 0) return;
  const { data, width, height } = pixels;
  for (const { radius, strength } of glow.layers) {
    const reach = Math.min(MOST, radius * EXTENT);
    // What is left at the edge is taken off everywhere, so that there is no edge.
    const square = radius * radius;
    const edge = square / (reach * reach + square);
    const [left, right] = [Math.max(0, Math.floor(glow.u - reach)), Math.min(width - 1, Math.ceil(glow.u + reach))];
    const [top, bottom] = [Math.max(0, Math.floor(glow.v - reach)), Math.min(height - 1, Math.ceil(glow.v + reach))];
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const dx = column + 0.5 - glow.u;
        const dy = row + 0.5 - glow.v;
        const share = square / (dx * dx + dy * dy + square) - edge;
        if (share > 0) addLight(data, (row * width + column) * 4, glow.color, seen * strength * share);
      }
  }
  if (glow.streak) drawStreak(pixels, planes, glow.streak, glow.color, seen);
}

function drawStreak({ data, width, height }: Pixels, { inverse, ids }: Planes, streak: Streak, color: Rgb, seen: number): void {
  const { foot, image, half } = streak;
  const long = image.v - foot.v;
  const slope = (image.u - foot.u) / long;
  const [away, towards] = [Math.max(1, SMEARED.away * long), Math.max(2, SMEARED.towards * long)];
  const end = Math.min(height - 1, Math.floor(lastRow(streak)));
  for (let row = Math.max(0, Math.floor(foot.v)); row <= end; row++) {
    const off = (row + 0.5 - image.v) / (row + 0.5 < image.v ? away : towards);
    const light = seen * streak.strength * (1 / (1 + off * off) - 1 / 17);
    if (light < 1) continue;
    const middle = foot.u + slope * (row + 0.5 - foot.v);
    const wide = half * (1 + 0.6 * Math.max(0, off));
    for (let column = Math.max(0, Math.floor(middle - 2 * wide)); column <= Math.min(width - 1, Math.ceil(middle + 2 * wide)); column++) {
      const at = row * width + column;
      // Only on the ground.
      if ((ids[at] ?? 0) !== 0 || (inverse[at] ?? 0) === 0) continue;
      const aside = (column + 0.5 - middle) / wide;
      const share = 1 / (1 + aside * aside) - 0.2;
      if (share > 0) addLight(data, at * 4, color, light * share);
    }
  }
}

/** The share of the pixels around a lamp in which nothing is in front of it. */
function shareSeen({ width, height }: Pixels, { inverse }: Planes, { u, v, depth }: Glow): number {
  let [seen, all] = [0, 0];
  for (let row = Math.floor(v) - 1; row <= Math.floor(v) + 1; row++)
    for (let column = Math.floor(u) - 1; column <= Math.floor(u) + 1; column++) {
      if (row < 0 || column < 0 || row >= height || column >= width) continue;
      all++;
      if ((inverse[row * width + column] ?? 0) * depth <= 1) seen++;
    }
  return all === 0 ? 0 : seen / all;
}

function addLight(data: Uint8ClampedArray, at: number, color: Rgb, light: number): void {
  data[at] = (data[at] ?? 0) + color[0] * light;
  data[at + 1] = (data[at + 1] ?? 0) + color[1] * light;
  data[at + 2] = (data[at + 2] ?? 0) + color[2] * light;
}
