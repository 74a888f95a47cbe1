import { SURFACE, type Mesh } from "@/raster";
import type { Dimensions } from "../document/dimensions";
import type { RoadUserKind } from "../world";
import { type BodyParts, type Color, type Point, crossed, minus, unit } from "./builder";
import { bin, busShelter, container, hedge, sign, tree, wall } from "./occluders";
import { type BodyLook, adult, child, dog, pram, wheelchair, whiteCane } from "./pedestrians";
import { cyclist, eScooter, motorcyclist } from "./riders";
import { bus, car, truck, van } from "./vehicles";

/** Occluders other than parked vehicles. */
export const OCCLUDER_BODIES = ["hedge", "bus_shelter", "container", "wall", "tree", "bin", "sign"] as const;
export type OccluderBody = (typeof OCCLUDER_BODIES)[number];
export type BodyKind = RoadUserKind | OccluderBody;

/**
 * A body in its own frame: metres, x ahead, y left, z up, with the centre of its footprint at (0, 0, 0). `colors` are those under full
 * light; normals point outwards.
 */
export type Body = Mesh & {
  readonly normals: Float32Array;
  /** Of a body with a person; see `jointsOf`. */
  readonly joints: readonly Point[] | null;
};

type Build = (look: BodyLook, length: number, width: number, height: number) => BodyParts;

const BUILDS: Readonly<Record<BodyKind, Build>> = {
  adult,
  child,
  white_cane: whiteCane,
  wheelchair,
  pram,
  dog,
  cyclist,
  e_scooter: eScooter,
  motorcyclist,
  car,
  van,
  truck,
  bus,
  hedge,
  bus_shelter: busShelter,
  container,
  wall,
  tree,
  bin,
  sign,
};

type Bounds = { readonly low: Point; readonly high: Point };

/**
 * A body with the given dimensions. It never extends beyond their box, and touches all six sides of it at phase 0, where a step is widest.
 * It stands on the ground and faces x.
 */
export function bodyOf(kind: BodyKind, dimensions: Dimensions, look: BodyLook = { phase: null, color: null, detail: 1 }): Body {
  const { length, width, height } = dimensions;
  const build = BUILDS[kind];
  const parts = build(look, length, width, height);
  const { low, high } = boundsAtFirst(kind, dimensions, look, parts);
  const box: Bounds = { low: [-length / 2, -width / 2, 0], high: [length / 2, width / 2, height] };
  const fitted = (value: number, axis: number): number => {
    const [from = 0, to = 1, start = 0, end = 1] = [low[axis], high[axis], box.low[axis], box.high[axis]];
    return Math.min(end, Math.max(start, start + ((value - from) * (end - start)) / (to - from)));
  };
  const positions = Float32Array.from(parts.positions, (value, index) => fitted(value, index % 3));
  const joints = parts.joints?.map(([x, y, z]): Point => [fitted(x, 0), fitted(y, 1), fitted(z, 2)]) ?? null;
  return withNormals(positions, parts, joints);
}

/** A body of parts as they were built. */
export const finishedBody = (parts: BodyParts): Body => withNormals(new Float32Array(parts.positions), parts, null);

function withNormals(positions: Float32Array, parts: BodyParts, joints: Body["joints"]): Body {
  const indices = new Uint32Array(parts.indices);
  return { positions, indices, colors: new Uint32Array(parts.colors.map(wordOf)), normals: normalsOf(positions, indices), joints };
}

const MOST_KEPT = 200;
const known = new Map<string, Bounds>();

/** The bounds of a body as it is built, at phase 0; colours do not change them. @param parts as built at the phase of `look` */
function boundsAtFirst(kind: BodyKind, { length, width, height }: Dimensions, look: BodyLook, parts: BodyParts): Bounds {
  const key = [kind, length, width, height, look.detail].join(" ");
  const bounds = known.get(key) ?? boundsOf(look.phase === 0 ? parts : BUILDS[kind]({ ...look, phase: 0 }, length, width, height));
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, bounds);
  return bounds;
}

function boundsOf({ positions }: BodyParts): Bounds {
  const ends = (axis: number): [number, number] => {
    let [low, high] = [Infinity, -Infinity];
    for (let at = axis; at < positions.length; at += 3) {
      low = Math.min(low, positions[at] ?? 0);
      high = Math.max(high, positions[at] ?? 0);
    }
    return [low, high];
  };
  const [x, y, z] = [ends(0), ends(1), ends(2)];
  return { low: [x[0], y[0], z[0]], high: [x[1], y[1], z[1]] };
}

function wordOf([red, green, blue, surface = SURFACE.plain]: Color): number {
  return ((surface << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

function normalsOf(positions: Float32Array, indices: Uint32Array): Float32Array {
  const normals = new Float32Array(indices.length);
  const point = (index: number): Point => [positions[3 * index] ?? 0, positions[3 * index + 1] ?? 0, positions[3 * index + 2] ?? 0];
  for (let at = 0; at < indices.length; at += 3) {
    const [a, b, c] = [point(indices[at] ?? 0), point(indices[at + 1] ?? 0), point(indices[at + 2] ?? 0)];
    normals.set(unit(crossed(minus(b, a), minus(c, a))), at);
  }
  return normals;
}
