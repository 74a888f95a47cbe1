import type { ActorType } from "../document/constants";
import { dimensionsOf, type Dimensions } from "../document/dimensions";

/** A kind of road user. */
export type RoadUser = {
  /** Its class in annotations. */
  readonly type: "pedestrian" | "cyclist" | "vehicle";
  readonly dimensions: Dimensions;
  /** The tightest curve that it takes on its own, in metres (for vehicles: of the middle of the rear axle). */
  readonly turningRadius: number;
  /**
   * Metres from the centre of the footprint back to the rear axle, which does not steer and so determines where a vehicle goes.
   * Undefined for pedestrians and animals, which can turn on the spot.
   */
  readonly rearAxle?: number;
};

const size = (length: number, width: number, height: number): Dimensions => ({ length, width, height });

/**
 * All road users. Dimensions are shared with the picture world where it has them. The rear axles of car and bicycle are those of the ego
 * (1.349 m) and the bicycle (0.605 m) in the repository vectorgrp/OSC-NCAP-scenarios, as are the motorcycle's length and width; the
 * other figures are typical values without a particular source. Turning radii follow from usual kerb-to-kerb turning circles: 11 m for
 * a car, 13 m for a van, 16 m for a two-axle truck, 21.5 m for a bus.
 */
export const ROAD_USERS = {
  adult: { type: "pedestrian", dimensions: dimensionsOf("pedestrian", "adult"), turningRadius: 0.3 },
  child: { type: "pedestrian", dimensions: dimensionsOf("pedestrian", "child"), turningRadius: 0.2 },
  white_cane: { type: "pedestrian", dimensions: size(0.9, 0.55, 1.74), turningRadius: 0.3 },
  wheelchair: { type: "pedestrian", dimensions: size(1.1, 0.66, 1.32), turningRadius: 0.5, rearAxle: 0.12 },
  pram: { type: "pedestrian", dimensions: size(1.2, 0.56, 1.7), turningRadius: 0.6 },
  dog: { type: "pedestrian", dimensions: size(0.95, 0.3, 0.62), turningRadius: 0.3 },
  cyclist: {
    type: "cyclist",
    dimensions: dimensionsOf("cyclist", "city_bike"),
    turningRadius: 1.5,
    rearAxle: 0.605,
  },
  e_scooter: { type: "cyclist", dimensions: size(1.16, 0.56, 1.86), turningRadius: 1.2, rearAxle: 0.45 },
  motorcyclist: { type: "vehicle", dimensions: size(2.08, 0.79, 1.52), turningRadius: 2.4, rearAxle: 0.7 },
  car: { type: "vehicle", dimensions: dimensionsOf("vehicle", "car"), turningRadius: 4, rearAxle: 1.349 },
  van: { type: "vehicle", dimensions: dimensionsOf("vehicle", "van"), turningRadius: 4.5, rearAxle: 1.67 },
  truck: { type: "vehicle", dimensions: dimensionsOf("vehicle", "truck"), turningRadius: 5.5, rearAxle: 2 },
  bus: { type: "vehicle", dimensions: dimensionsOf("vehicle", "bus"), turningRadius: 7.8, rearAxle: 2.67 },
} as const satisfies Record<string, RoadUser>;

export type RoadUserKind = keyof typeof ROAD_USERS;

export const ROAD_USER_KINDS = Object.keys(ROAD_USERS).filter((kind): kind is RoadUserKind => Object.hasOwn(ROAD_USERS, kind));

/** The default kind of each actor type. */
const USUAL_KINDS: Readonly<Record<RoadUser["type"], RoadUserKind>> = { pedestrian: "adult", cyclist: "cyclist", vehicle: "car" };

const isKind = (model: string): model is RoadUserKind => Object.hasOwn(ROAD_USERS, model);

/** The kind of an actor by its type and model; the type's default if none of its kinds has that model. */
export function roadUserKind(type: ActorType, model: string): RoadUserKind {
  if (isKind(model) && ROAD_USERS[model].type === type) return model;
  return type === "distracted_driver" ? "adult" : USUAL_KINDS[type];
}

/** The dimensions and turning of a kind. */
export const roadUserOf = (kind: RoadUserKind): RoadUser => ROAD_USERS[kind];
