import type { BodyKind } from "../bodies";
import type { ActorType, OccluderKind } from "../document/constants";
import type { SceneryKind } from "../world/scenery";

/** Classes of semantic maps, by the numbers of Cityscapes' `labelIds`. */
export const SEMANTIC_CLASSES = {
  unlabeled: 0,
  static: 4,
  dynamic: 5,
  road: 7,
  sidewalk: 8,
  parking: 9,
  building: 11,
  wall: 12,
  fence: 13,
  "guard rail": 14,
  pole: 17,
  "traffic light": 19,
  "traffic sign": 20,
  vegetation: 21,
  terrain: 22,
  sky: 23,
  person: 24,
  rider: 25,
  car: 26,
  truck: 27,
  bus: 28,
} as const;

type SemanticClass = keyof typeof SEMANTIC_CLASSES;

/** Riders count together with what they ride on. */
const OF_BODIES: Record<BodyKind, SemanticClass> = {
  adult: "person",
  child: "person",
  white_cane: "person",
  wheelchair: "person",
  pram: "person",
  dog: "dynamic",
  cyclist: "rider",
  e_scooter: "rider",
  motorcyclist: "rider",
  car: "car",
  van: "car",
  truck: "truck",
  bus: "bus",
  hedge: "vegetation",
  bus_shelter: "static",
  container: "static",
  wall: "wall",
  tree: "vegetation",
  bin: "static",
  sign: "traffic sign",
};

const OF_SCENERY: Record<SceneryKind, SemanticClass> = {
  house: "building",
  shop: "building",
  school: "building",
  market: "building",
  tree: "vegetation",
  conifer: "vegetation",
  shrub: "vegetation",
  hedge: "vegetation",
  fence: "fence",
  garden_wall: "wall",
  guard_rail: "guard rail",
  bench: "static",
  bin: "static",
  bollard: "pole",
  bus_shelter: "static",
  marker_post: "pole",
  street_lamp: "pole",
  light_mast: "pole",
  stop_sign: "traffic sign",
  give_way_sign: "traffic sign",
  speed_sign: "traffic sign",
  crossing_sign: "traffic sign",
  school_sign: "traffic sign",
  traffic_light: "traffic light",
  pedestrian_light: "traffic light",
  parked_car: "car",
  parked_van: "car",
  woods: "vegetation",
  skyline: "building",
};

type GroundName = "grass" | "marking" | "kerb" | "carriageway" | "parking" | "shoulder" | "pavement" | "island" | "verge";

const OF_GROUND: Record<GroundName, SemanticClass> = {
  carriageway: "road",
  marking: "road",
  shoulder: "road",
  parking: "parking",
  pavement: "sidewalk",
  island: "sidewalk",
  kerb: "sidewalk",
  grass: "terrain",
  verge: "terrain",
};

const OF_OCCLUDERS: Record<OccluderKind, SemanticClass> = {
  wall: "wall",
  parked_car: "car",
  parked_van: "car",
  parked_bus: "bus",
  bus_shelter: "static",
  container: "static",
  bin: "static",
  tree: "vegetation",
  hedge: "vegetation",
  sign: "traffic sign",
};

const OF_ACTORS: Record<ActorType, SemanticClass> = {
  pedestrian: "person",
  cyclist: "rider",
  vehicle: "car",
  distracted_driver: "person",
};

export const semanticOfBody = (kind: BodyKind): number => SEMANTIC_CLASSES[OF_BODIES[kind]];
export const semanticOfScenery = (kind: SceneryKind): number => SEMANTIC_CLASSES[OF_SCENERY[kind]];
export const semanticOfGround = (kind: GroundName): number => SEMANTIC_CLASSES[OF_GROUND[kind]];
export const semanticOfOccluder = (kind: OccluderKind): number => SEMANTIC_CLASSES[OF_OCCLUDERS[kind]];

/** Of an actor in a picture. @param model its `appearance.model` */
export const semanticOfActor = (type: ActorType, model: string): number =>
  SEMANTIC_CLASSES[type === "vehicle" && (model === "truck" || model === "bus") ? model : OF_ACTORS[type]];
