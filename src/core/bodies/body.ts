import type { Mesh } from "@/raster";
import type { Dimensions } from "../document/dimensions";
import type { RoadUserKind } from "../world";
import type { BodyParts, Point } from "./builder";
import { bus } from "./bus";
import { car } from "./car";
import { bin, busShelter, container, hedge, sign, tree, wall } from "./occluders";
import { NO_LAMPS, lookKey, type BodyLook } from "./look";
import { adult, child, dog, whiteCane } from "./pedestrians";
import { pram, wheelchair } from "./rollers";
import { motorcyclist } from "./motorcycle";
import { cyclist, eScooter } from "./riders";
import { truck } from "./truck";
import { van } from "./van";

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
  /** Metres that the body travels in one cycle of its movement (of two steps, say); null if nothing of it moves. */
  readonly cycle: number | null;
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
  const scale = ([0, 1, 2] as const).map((axis) => (box.high[axis] - box.low[axis]) / (high[axis] - low[axis]));
  const fitted = (value: number, axis: 0 | 1 | 2): number =>
    Math.min(box.high[axis], Math.max(box.low[axis], box.low[axis] + (value - low[axis]) * (scale[axis] ?? 1)));
  const positions = new Float32Array(parts.positions.length);
  for (let at = 0; at < positions.length; at += 3) {
    positions[at] = fitted(parts.positions[at] ?? 0, 0);
    positions[at + 1] = fitted(parts.positions[at + 1] ?? 0, 1);
    positions[at + 2] = fitted(parts.positions[at + 2] ?? 0, 2);
  }
  const joints = parts.joints?.map(([x, y, z]): Point => [fitted(x, 0), fitted(y, 1), fitted(z, 2)]) ?? null;
  return finished(positions, parts, joints, parts.cycle === null ? null : parts.cycle * (scale[0] ?? 1));
}

/** A body of parts as they were built. */
export const finishedBody = (parts: BodyParts): Body => finished(new Float32Array(parts.positions), parts, null, null);

function finished(positions: Float32Array, parts: BodyParts, joints: Body["joints"], cycle: Body["cycle"]): Body {
  const indices = new Uint32Array(parts.indices);
  return {
    positions,
    indices,
    colors: new Uint32Array(parts.colors),
    normals: normalsOf(positions, indices),
    joints,
    cycle,
  };
}

const MOST_KEPT = 1000;
const known = new Map<string, Bounds>();

/** The bounds of a body as it is built, upright at phase 0. @param parts as built for `look` */
function boundsAtFirst(kind: BodyKind, { length, width, height }: Dimensions, look: BodyLook, parts: BodyParts): Bounds {
  const first: BodyLook = { ...look, phase: 0, color: null, steer: 0, lean: 0, lamps: NO_LAMPS };
  const key = `${kind} ${length} ${width} ${height} ${lookKey(first)}`;
  const kept = known.get(key);
  if (kept) return kept;
  const isFirst = look.phase === 0 && (look.steer ?? 0) === 0 && (look.lean ?? 0) === 0;
  const bounds = boundsOf(isFirst ? parts : BUILDS[kind](first, length, width, height));
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

function normalsOf(positions: Float32Array, indices: Uint32Array): Float32Array {
  const normals = new Float32Array(indices.length);
  for (let at = 0; at < indices.length; at += 3) {
    const [a, b, c] = [3 * (indices[at] ?? 0), 3 * (indices[at + 1] ?? 0), 3 * (indices[at + 2] ?? 0)];
    const [ax, ay, az] = [positions[a] ?? 0, positions[a + 1] ?? 0, positions[a + 2] ?? 0];
    const [ux, uy, uz] = [(positions[b] ?? 0) - ax, (positions[b + 1] ?? 0) - ay, (positions[b + 2] ?? 0) - az];
    const [vx, vy, vz] = [(positions[c] ?? 0) - ax, (positions[c + 1] ?? 0) - ay, (positions[c + 2] ?? 0) - az];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const length = Math.sqrt(x * x + y * y + z * z);
    normals[at] = length > 0 ? x / length : 1;
    normals[at + 1] = length > 0 ? y / length : 0;
    normals[at + 2] = length > 0 ? z / length : 0;
  }
  return normals;
}
