import { ACTOR_TYPES, type ActorType } from "@/core/document/constants";

/** COCO categories; ids never change, so that files remain comparable over the years. */
export const COCO_CATEGORIES = [
  { id: 1, name: "pedestrian", supercategory: "person" },
  { id: 2, name: "cyclist", supercategory: "person" },
  { id: 3, name: "vehicle", supercategory: "vehicle" },
  { id: 4, name: "distracted_driver", supercategory: "person" },
] as const satisfies readonly { id: number; name: ActorType; supercategory: string }[];

/** Class numbers from 0, as YOLO and Datumaro count them: the specification's order. */
export function classIndex(type: ActorType): number {
  return ACTOR_TYPES.indexOf(type);
}

/** Classes of MOTChallenge, the first being number 1. */
export const MOT_CLASS_NAMES = [
  "pedestrian",
  "person on vehicle",
  "car",
  "bicycle",
  "motorbike",
  "non motorized vehicle",
  "static person",
  "distractor",
  "occluder",
  "occluder on the ground",
  "occluder full",
  "reflection",
  "crowd",
] as const;

export const MOT_CLASSES: Record<ActorType, number> = {
  pedestrian: 1,
  cyclist: 2,
  vehicle: 3,
  distracted_driver: 7,
};

/** KITTI type by an actor's appearance. KITTI has no bus and no motorcyclist: they are written as `Misc`; `Person` is a sitting person. */
export function kittiType(type: ActorType, model: string): string {
  switch (type) {
    case "pedestrian":
      return "Pedestrian";
    case "cyclist":
      return "Cyclist";
    case "distracted_driver":
      return "Person";
    case "vehicle":
      return { van: "Van", truck: "Truck", bus: "Misc", motorcyclist: "Misc" }[model] ?? "Car";
  }
}

/** Other tools' names for our four types, also in other languages, compared without case, spaces and punctuation. */
const KNOWN_LABELS: Record<string, { type: ActorType; model?: string }> = {
  pedestrian: { type: "pedestrian" },
  person: { type: "pedestrian" },
  people: { type: "pedestrian" },
  adult: { type: "pedestrian" },
  walker: { type: "pedestrian" },
  child: { type: "pedestrian", model: "child" },
  cyclist: { type: "cyclist" },
  bicycle: { type: "cyclist" },
  bicyclist: { type: "cyclist" },
  bike: { type: "cyclist" },
  rider: { type: "cyclist" },
  persononvehicle: { type: "cyclist" },
  vehicle: { type: "vehicle" },
  car: { type: "vehicle", model: "car" },
  van: { type: "vehicle", model: "van" },
  truck: { type: "vehicle", model: "truck" },
  bus: { type: "vehicle", model: "bus" },
  misc: { type: "vehicle", model: "bus" },
  motorcycle: { type: "cyclist" },
  motorbike: { type: "cyclist" },
  distracteddriver: { type: "distracted_driver" },
  driver: { type: "distracted_driver" },
  staticperson: { type: "distracted_driver" },
  personsitting: { type: "pedestrian" },
  sittingperson: { type: "distracted_driver" },
  motor: { type: "cyclist" },
  tricycle: { type: "cyclist" },
  awningtricycle: { type: "cyclist" },
  fußgänger: { type: "pedestrian" },
  fussgänger: { type: "pedestrian" },
  radfahrer: { type: "cyclist" },
  fahrrad: { type: "cyclist" },
  auto: { type: "vehicle", model: "car" },
  pkw: { type: "vehicle", model: "car" },
  lkw: { type: "vehicle", model: "truck" },
  piéton: { type: "pedestrian" },
  cycliste: { type: "cyclist" },
  voiture: { type: "vehicle", model: "car" },
  camion: { type: "vehicle", model: "truck" },
  peatón: { type: "pedestrian" },
  ciclista: { type: "cyclist" },
  coche: { type: "vehicle", model: "car" },
  行人: { type: "pedestrian" },
  歩行者: { type: "pedestrian" },
  人: { type: "pedestrian" },
  自行车: { type: "cyclist" },
  骑行者: { type: "cyclist" },
  自転車: { type: "cyclist" },
  汽车: { type: "vehicle", model: "car" },
  小汽车: { type: "vehicle", model: "car" },
  自動車: { type: "vehicle", model: "car" },
  卡车: { type: "vehicle", model: "truck" },
  公交车: { type: "vehicle", model: "bus" },
};

/** Roots of hierarchical names (`vehicle.bus.rigid`, `human.pedestrian.adult`) that are made specific by what follows. */
const ROOTS = new Set(["vehicle", "human", "object", "movable"]);

/**
 * The actor type (and model) that a label of another tool most likely means; null if there is none. In names with parts (`vehicle.car`,
 * `cyclist: child`), the first meaningful part counts.
 */
export function suggestActorType(label: string): { type: ActorType; model?: string } | null {
  const whole = knownLabel(label);
  if (whole) return whole;
  const parts = label.split(/[.:/|]+/);
  const told = parts.flatMap((part) => (ROOTS.has(keyOf(part)) ? [] : (knownLabel(part) ?? [])));
  return told[0] ?? parts.map(knownLabel).find((known) => known !== null) ?? null;
}

function knownLabel(label: string): { type: ActorType; model?: string } | null {
  const key = keyOf(label);
  return Object.hasOwn(KNOWN_LABELS, key) ? (KNOWN_LABELS[key] ?? null) : null;
}

/** Letters of any script, lower and upper case. */
function keyOf(label: string): string {
  return label
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}]/gu, "");
}

/** Our class for each type that KITTI results may have. */
export const KITTI_CLASSES: Readonly<Record<string, ActorType>> = Object.fromEntries(
  ACTOR_TYPES.flatMap((type) => ["", "van", "truck", "bus"].map((model) => [kittiType(type, model), type] as const)),
);
