import type { OccluderKind, Rgb } from "../../document/constants";
import type { Dimensions } from "../../document/dimensions";
import type { BodyKind } from "../../bodies";
import type { RoadUserKind } from "../../world";
import { PURPOSE, hashUnit } from "../../random";

/** Number of phases in a cycle of movement, and so of meshes for a walker. */
const PHASES = 16;

/**
 * Distance that a body of usual dimensions covers in one cycle of its movement, in metres: two steps of a pedestrian, one turn of a
 * cyclist's pedals. Four times the half step in `core/bodies`, so that a planted foot does not slide. Undefined if nothing moves.
 */
const CYCLES: Partial<Record<RoadUserKind, { readonly metres: number; readonly length: number }>> = {
  adult: { metres: 0.68, length: 0.6 },
  child: { metres: 0.6, length: 0.48 },
  white_cane: { metres: 0.68, length: 1.1 },
  pram: { metres: 0.64, length: 1.55 },
  wheelchair: { metres: 1.6, length: 1.1 },
  dog: { metres: 0.5, length: 0.95 },
  cyclist: { metres: 4.4, length: 1.89 },
};

/** The phase of a body after a distance, 0..1 in steps of a sixteenth; null if it stands still or has no cycle. */
export function phaseAfterMetres(kind: RoadUserKind, { length }: Dimensions, distance: number, speed: number): number | null {
  const cycle = CYCLES[kind];
  if (!cycle || speed === 0) return null;
  const turns = distance / ((cycle.metres * length) / cycle.length);
  return Math.floor((turns - Math.floor(turns)) * PHASES) / PHASES;
}

const PAINTS: readonly Rgb[] = [
  [176, 44, 44],
  [46, 92, 150],
  [222, 222, 218],
  [70, 74, 82],
  [150, 156, 162],
  [206, 160, 58],
  [52, 110, 92],
  [116, 44, 66],
];
const GARMENTS: readonly Rgb[] = [
  [206, 132, 58],
  [214, 74, 78],
  [58, 104, 164],
  [64, 132, 96],
  [232, 196, 84],
  [120, 88, 140],
  [226, 226, 220],
  [88, 96, 108],
];
const PAINTED: readonly RoadUserKind[] = ["car", "motorcyclist"];
const AS_BUILT: readonly RoadUserKind[] = ["van", "truck", "bus", "dog"];

/** The colour of a track's clothes or paint, chosen by its number; null for its kind's own colour. */
export function colorOfTrack(kind: RoadUserKind, trackId: number): Rgb | null {
  if (AS_BUILT.includes(kind)) return null;
  const colors = PAINTED.includes(kind) ? PAINTS : GARMENTS;
  return colors[Math.floor(hashUnit(PURPOSE.scenery, trackId, 11) * colors.length)] ?? null;
}

/** A colour such as `#3366ff`. */
export function colorOfHex(hex: string): Rgb {
  const word = Number.parseInt(hex.slice(1), 16);
  return [(word >> 16) & 255, (word >> 8) & 255, word & 255];
}

/** An occluder's appearance on the road. */
export const OCCLUDER_BODY: Readonly<Record<OccluderKind, BodyKind>> = {
  wall: "wall",
  parked_car: "car",
  parked_van: "van",
  parked_bus: "bus",
  bus_shelter: "bus_shelter",
  bin: "bin",
  tree: "tree",
  hedge: "hedge",
  sign: "sign",
  container: "container",
};
