import type { Dimensions } from "../../document/dimensions";
import type { Footprint } from "../footprint";
import type { GroundPose } from "../pose";
import type { SceneryGroup } from "./settings";

/** Everything that may stand beside a road, and the group it belongs to. */
export const SCENERY_KINDS = {
  house: "buildings",
  shop: "buildings",
  school: "buildings",
  market: "buildings",
  tree: "trees",
  conifer: "trees",
  shrub: "trees",
  hedge: "boundaries",
  fence: "boundaries",
  garden_wall: "boundaries",
  guard_rail: "boundaries",
  bench: "furniture",
  bin: "furniture",
  bollard: "furniture",
  bus_shelter: "furniture",
  marker_post: "furniture",
  street_lamp: "lamps",
  light_mast: "lamps",
  stop_sign: "signs",
  give_way_sign: "signs",
  speed_sign: "signs",
  crossing_sign: "signs",
  school_sign: "signs",
  traffic_light: "signals",
  pedestrian_light: "signals",
  parked_car: "parked_vehicles",
  parked_van: "parked_vehicles",
  woods: "background",
  skyline: "background",
} as const satisfies Record<string, SceneryGroup>;

export type SceneryKind = keyof typeof SCENERY_KINDS;

/** Which road's traffic, or whose crossing, a light is for. */
export type SignalGroup = "main" | "side";

/**
 * Something beside the road, in metres: the centre of its footprint, the heading in which its front faces (degrees), and the height of the
 * ground under it.
 */
export type SceneryItem = GroundPose & {
  /** Unique within a road's scenery. */
  readonly id: string;
  readonly kind: SceneryKind;
  readonly z: number;
  readonly dimensions: Dimensions;
  /** Chooses its looks. */
  readonly seed: number;
  /** Whether it is the mirror image of what its seed means, since traffic drives on the left. Signs can still be read. */
  readonly mirrored: boolean;
  /** Of a light: its group. */
  readonly signal?: SignalGroup | undefined;
  /** On a sign: kilometres per hour. */
  readonly limit?: number | undefined;
};

/** What stands on the ground, where a body is wider above it (metres); undefined for the whole footprint. */
const FEET: Partial<Record<SceneryKind, number>> = {
  tree: 0.5,
  conifer: 0.6,
  street_lamp: 0.24,
  light_mast: 0.4,
  stop_sign: 0.1,
  give_way_sign: 0.1,
  speed_sign: 0.1,
  crossing_sign: 0.1,
  school_sign: 0.1,
  traffic_light: 0.2,
  pedestrian_light: 0.14,
};

/** The ground that an item takes: of a tree its trunk, of a lamp its post. */
export function footOf({ kind, x, y, heading, dimensions }: SceneryItem): Footprint {
  const foot = FEET[kind];
  return { x, y, heading, length: foot ?? dimensions.length, width: foot ?? dimensions.width };
}

/** Everything below or above which it extends. */
export const spreadOf = ({ x, y, heading, dimensions: { length, width } }: SceneryItem): Footprint => ({ x, y, heading, length, width });

/** The dimensions of kinds that always have the same (metres). */
export const FIXED_DIMENSIONS = {
  bench: { length: 0.6, width: 1.8, height: 0.85 },
  bin: { length: 0.45, width: 0.45, height: 0.95 },
  bollard: { length: 0.16, width: 0.16, height: 0.95 },
  bus_shelter: { length: 4.2, width: 1.6, height: 2.5 },
  marker_post: { length: 0.12, width: 0.12, height: 1.05 },
  stop_sign: { length: 0.12, width: 0.75, height: 2.75 },
  give_way_sign: { length: 0.12, width: 0.9, height: 2.75 },
  speed_sign: { length: 0.12, width: 0.6, height: 2.7 },
  crossing_sign: { length: 0.12, width: 0.6, height: 2.7 },
  school_sign: { length: 0.12, width: 0.9, height: 2.75 },
  traffic_light: { length: 0.34, width: 0.42, height: 3.3 },
  pedestrian_light: { length: 0.26, width: 0.3, height: 2.75 },
} as const satisfies Partial<Record<SceneryKind, Dimensions>>;
