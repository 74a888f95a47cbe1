import { SURFACE, onSurface, rgb, type Mesh } from "@/raster";
import type { PictureStyle, Rgb } from "../../document/constants";
import { PURPOSE, hashUnit } from "../../random";
import { placeAlong } from "../../world";
import { roadLayout, type RoadPlan } from "../../world/roads";
import { MeshParts, groundMesh, type GroundKind, type GroundMesh } from "./groundMesh";

/** What weather leaves on the ground: how wet it is, and how much snow lies on it, 0 to 1. */
export type GroundCover = { readonly wet: number; readonly snow: number };

export const BARE: GroundCover = { wet: 0, snow: 0 };

const SNOW: Rgb = [236, 240, 246];
/** Snow that wheels have pressed to the ground. */
const SLUSH: Rgb = [150, 154, 162];
/** The share of snow that stays on each kind of ground. */
const COVERED: Readonly<Record<GroundKind, number>> = {
  grass: 0.94,
  verge: 0.94,
  island: 0.92,
  pavement: 0.88,
  parking: 0.84,
  shoulder: 0.86,
  carriageway: 0.78,
  marking: 0.8,
  kerb: 0.45,
};
/** The share of its brightness that each kind of ground keeps when it is wet: most where it soaks up no water. */
const WET: Readonly<Record<GroundKind, number>> = {
  grass: 0.84,
  verge: 0.84,
  island: 0.72,
  pavement: 0.7,
  parking: 0.6,
  shoulder: 0.6,
  carriageway: 0.58,
  marking: 0.86,
  kerb: 0.75,
};
/** Ground that water does not mirror on. */
const DULL: readonly GroundKind[] = ["grass", "verge", "kerb"];

/** Tracks of tyres in metres: to either side of a lane's middle, their width, how often that varies and by how much of it. */
const TRACKS = { aside: 0.78, width: 0.36, every: 1.5, varies: 0.55 } as const;

let last: { readonly ground: GroundMesh; readonly key: string; readonly covered: GroundMesh } | null = null;

/** The ground of a plan as it lies in a weather. */
export function coveredGround(plan: RoadPlan, style: PictureStyle, cover: GroundCover): GroundMesh {
  const ground = groundMesh(plan, style);
  if (style === "schematic") return ground;
  const key = `${cover.wet} ${cover.snow}`;
  if (last?.ground === ground && last.key === key) return last.covered;
  const painted = recolored(ground.painted, (index) => ground.kinds[index] ?? "grass", cover);
  const tracked = cover.snow > 0 ? joined(painted, trackMesh(plan, cover)) : painted;
  last = { ground, key, covered: { ...ground, painted: tracked, kerbs: recolored(ground.kerbs, () => "kerb", cover) } };
  return last.covered;
}

function recolored(mesh: Mesh, kindOf: (index: number) => GroundKind, cover: GroundCover): Mesh {
  return { ...mesh, colors: mesh.colors.map((color, index) => coveredColor(color, kindOf(index), cover)) };
}

function coveredColor(color: number, kind: GroundKind, { wet, snow }: GroundCover): number {
  const dark = 1 - (1 - WET[kind]) * wet;
  const white = COVERED[kind] * snow;
  const part = (index: 0 | 1 | 2) => {
    const own = ((color >>> (8 * index)) & 255) * dark;
    return Math.round(own + (SNOW[index] - own) * white);
  };
  const surface = wet > 0 && !DULL.includes(kind) ? SURFACE.wet : SURFACE.ground;
  return onSurface(rgb(part(0), part(1), part(2)), surface);
}

const ofPlans = new WeakMap<RoadPlan, Mesh>();

/** Where wheels have rolled in each lane; from thin snow the road still looks through. */
function trackMesh(plan: RoadPlan, { snow }: GroundCover): Mesh {
  const mesh = ofPlans.get(plan) ?? tracksOf(plan);
  ofPlans.set(plan, mesh);
  const part = (index: 0 | 1 | 2) => Math.round(92 + (SLUSH[index] - 92) * snow);
  return { ...mesh, colors: new Uint32Array(mesh.colors.length).fill(onSurface(rgb(part(0), part(1), part(2)), SURFACE.ground)) };
}

function tracksOf(plan: RoadPlan): Mesh {
  const parts = new MeshParts();
  roadLayout(plan).lanes.forEach(({ kind, centre }, lane) => {
    if (kind === "shoulder") return;
    const length = centre.distances.at(-1) ?? 0;
    const steps = Math.max(1, Math.ceil(length / TRACKS.every));
    const places = Array.from({ length: steps + 1 }, (_, index) => placeAlong(centre, (length * index) / steps));
    for (const side of [-1, 1]) {
      const edges = places.map((place, index) => {
        const [before, after] = [places[Math.max(0, index - 1)] ?? place, places[index + 1] ?? place];
        const [dx, dy] = [after.x - before.x, after.y - before.y];
        const long = Math.sqrt(dx * dx + dy * dy) || 1;
        const edge = (which: number) => {
          const varied = TRACKS.varies * (hashUnit(PURPOSE.scenery, lane, index, side + 1, which) - 0.5);
          const aside = side * TRACKS.aside + (which - 0.5) * TRACKS.width * (1 + varied);
          return { x: place.x - (dy / long) * aside, y: place.y + (dx / long) * aside };
        };
        return { right: edge(0), left: edge(1) };
      });
      edges.slice(1).forEach((to, index) => {
        const from = edges[index];
        if (from) parts.polygon([from.right, to.right, to.left, from.left], 0, SLUSH, "carriageway");
      });
    }
  });
  return parts.mesh();
}

function joined(one: Mesh, other: Mesh): Mesh {
  const positions = new Float32Array(one.positions.length + other.positions.length);
  const indices = new Uint32Array(one.indices.length + other.indices.length);
  const colors = new Uint32Array(one.colors.length + other.colors.length);
  positions.set(one.positions);
  positions.set(other.positions, one.positions.length);
  indices.set(one.indices);
  indices.set(
    other.indices.map((index) => index + one.positions.length / 3),
    one.indices.length,
  );
  colors.set(one.colors);
  colors.set(other.colors, one.colors.length);
  return { positions, indices, colors };
}
