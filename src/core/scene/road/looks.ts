import type { OccluderKind, Rgb } from "../../document/constants";
import type { BodyKind, BodyLook } from "../../bodies";
import type { RoadUserKind } from "../../world";
import type { RoadPlan } from "../../world/roads";
import { PURPOSE, hashUnit, textKey } from "../../random";

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
/** Vans and lorries are mostly white. */
const VAN_PAINTS: readonly Rgb[] = [
  [228, 229, 226],
  [228, 229, 226],
  [206, 208, 210],
  [70, 84, 104],
  [168, 52, 50],
  [88, 92, 98],
];
const COLORS: Partial<Record<RoadUserKind, readonly Rgb[]>> = { car: PAINTS, motorcyclist: PAINTS, van: VAN_PAINTS };
const AS_BUILT: readonly RoadUserKind[] = ["truck", "bus", "dog"];

/** The colour of a track's clothes or paint, chosen by its number; null for its kind's own colour. */
export function colorOfTrack(kind: RoadUserKind, trackId: number): Rgb | null {
  if (AS_BUILT.includes(kind)) return null;
  const colors = COLORS[kind] ?? GARMENTS;
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

/** What an occluder looks like: a parked vehicle has a body style of its own. */
export function lookOfOccluder(
  kind: OccluderKind,
  id: string,
  color: string | undefined,
  traffic: RoadPlan["traffic"],
): Omit<BodyLook, "detail"> {
  const isVehicle = kind === "parked_car" || kind === "parked_van" || kind === "parked_bus";
  return {
    phase: null,
    color: color === undefined ? null : colorOfHex(color),
    ...(kind === "parked_bus" && traffic === "left" ? { kerb: "left" as const } : {}),
    ...(isVehicle ? { variant: textKey(id) } : {}),
  };
}
