import type { Rgb, TrafficSide } from "../document/constants";
import { trafficOf } from "../document/defaults";
import type { SceneSettings } from "../document/schema";
import { PURPOSE, hashUnit } from "../random";
import type { Facing } from "./frameStateTypes";

/*
 * What the illustrated scenes show that a detector may rightly find, although nobody placed it: parked cars, traffic lights, signs. The
 * scenes are painted from these measures, and ground truth lists the same as regions to ignore. Units of a picture of 1280 × 720.
 */

/** A number in [0, 1) for a detail of a scene: the same for the same variant and keys. */
const chance = (variant: number, ...keys: readonly number[]): number => hashUnit(PURPOSE.scenery, variant, ...keys);

function pick<Item>(items: readonly [Item, ...Item[]], share: number): Item {
  return items[Math.floor(share * items.length)] ?? items[0];
}

/** A vehicle that never moves; `x` is its middle, `base` the row of its tyres. */
export type StandingVehicle = {
  model: "car" | "hatchback" | "van";
  facing: Facing;
  color: Rgb;
  x: number;
  base: number;
  width: number;
  height: number;
};

/** A sign's plate or a traffic light's housing. */
type Plate = { left: number; top: number; right: number; bottom: number };

export type PictureScenery =
  | { readonly kind: "parked_car" | "parked_van"; readonly vehicle: StandingVehicle }
  | { readonly kind: "traffic_light" | "sign"; readonly plate: Plate };

/** The store's car park: the row of the tyres, and the bays in front of the store. */
export const PARKING_ROW = 384;
export const PARKING_BAYS = { top: 324, width: 88, count: 14 } as const;

/** How much wider bays are this many rows below their upper end: their lines run away from the camera. */
export const spreadOfBays = (rows: number): number => 1 + rows * 0.0011;

const PAINTS: readonly [Rgb, ...Rgb[]] = [
  [166, 172, 178],
  [224, 224, 220],
  [64, 70, 78],
  [150, 52, 50],
  [58, 92, 136],
  [110, 118, 96],
];

/** Cars in the row in front of the store, seen from their ends, with some bays left empty. */
export function standingCars(variant: number): StandingVehicle[] {
  const cars: StandingVehicle[] = [];
  for (let bay = 0; bay < PARKING_BAYS.count; bay++) {
    if (chance(variant, 130, bay) < 0.42) continue;
    const model = chance(variant, 131, bay) < 0.8 ? (chance(variant, 132, bay) < 0.5 ? "car" : "hatchback") : "van";
    cars.push({
      model,
      facing: chance(variant, 133, bay) < 0.5 ? "front" : "back",
      color: pick(PAINTS, chance(variant, 134, bay)),
      x: 640 + (bay + 0.5 - PARKING_BAYS.count / 2) * PARKING_BAYS.width * spreadOfBays(PARKING_ROW - 16 - PARKING_BAYS.top),
      base: PARKING_ROW,
      width: 66,
      height: model === "van" ? 66 : 50,
    });
  }
  return cars;
}

/** Traffic on the left has the driver's right turned to the camera on the far lane: it goes to the right there. */
const OTHER_SIDE = { left: "right", right: "left" } as const;

/** The ground line of the car at the far kerb of the residential street. */
export const KERB_PARKING = 494;

/** The car at the kerb of the residential street, if this variant has one; it faces as traffic on the far lane does. */
export function carAtKerb(variant: number, traffic: TrafficSide): StandingVehicle[] {
  if (chance(variant, 93) >= 0.8) return [];
  return [
    {
      model: "hatchback",
      facing: OTHER_SIDE[traffic],
      color: [150, 160, 170],
      x: 90 + chance(variant, 94) * 60,
      base: KERB_PARKING,
      width: 178,
      height: 78,
    },
  ];
}

/** A traffic light on its post; `base` is where that stands. */
export type Signal = { x: number; base: number; height: number; lit: "red" | "green" };

/** Of a traffic light: half its housing's width, and its top and bottom below the top of the post. */
export const SIGNAL_HOUSING = { half: 8, top: -4, bottom: 42 } as const;

export const INTERSECTION_SIGNALS: readonly Signal[] = [
  { x: 660, base: 288, height: 104, lit: "red" },
  { x: 990, base: 288, height: 104, lit: "green" },
];

/** A sign on its post. */
export type RoadSign = { shape: "round" | "triangle" | "square"; x: number; base: number; size: number };

export const RESIDENTIAL_SIGN: RoadSign = { shape: "round", x: 1010, base: 458, size: 34 };

/** Where drivers on the far lane come to the crossing. */
export const schoolCrossingSign = (traffic: TrafficSide): RoadSign => ({
  shape: "square",
  x: traffic === "left" ? 520 : 760,
  base: 418,
  size: 34,
});
export const CHILDREN_SIGNS: readonly RoadSign[] = [330, 960].map((x) => ({ shape: "triangle", x, base: 418, size: 38 }));

/** The left post of the sign bridge over the highway. */
export const signBridgeX = (variant: number): number => 560 + Math.round(chance(variant, 66) * 300);
/** Its panels: from the left post, and their rows. */
export const BRIDGE_PANELS = { lefts: [20, 160], width: 120, top: 86, bottom: 150, rim: 2 } as const;

const parked = (vehicle: StandingVehicle): PictureScenery => ({ kind: vehicle.model === "van" ? "parked_van" : "parked_car", vehicle });

function signPlate({ shape, x, base, size }: RoadSign): PictureScenery {
  const half = size * (shape === "triangle" ? 0.62 : 0.5);
  const top = base - size * { round: 3.4, triangle: 3.1, square: 3.2 }[shape];
  return { kind: "sign", plate: { left: x - half, top, right: x + half, bottom: top + size * (shape === "triangle" ? 1.1 : 1) } };
}

function signalPlate({ x, base, height }: Signal): PictureScenery {
  const { half, top, bottom } = SIGNAL_HOUSING;
  return { kind: "traffic_light", plate: { left: x - half, top: base - height + top, right: x + half, bottom: base - height + bottom } };
}

function bridgePanels(variant: number): PictureScenery[] {
  const { lefts, width, top, bottom, rim } = BRIDGE_PANELS;
  return lefts.map((from) => {
    const left = signBridgeX(variant) + from;
    return { kind: "sign", plate: { left: left - rim, top: top - rim, right: left + width + rim, bottom: bottom + rim } };
  });
}

/** What an illustrated scene shows that a detector may find; the cabin has nothing of the kind. */
export function pictureScenery(scene: Pick<SceneSettings, "kind" | "variant" | "traffic">): PictureScenery[] {
  const { variant } = scene;
  const traffic = trafficOf(scene);
  switch (scene.kind) {
    case "highway":
      return bridgePanels(variant);
    case "urban_intersection":
      return INTERSECTION_SIGNALS.map(signalPlate);
    case "school_zone":
      return [schoolCrossingSign(traffic), ...CHILDREN_SIGNS].map(signPlate);
    case "parking_lot":
      return standingCars(variant).map(parked);
    case "residential":
      return [...carAtKerb(variant, traffic).map(parked), signPlate(RESIDENTIAL_SIGN)];
    case "in_cabin":
      return [];
  }
}
