import { ACTOR_TYPES, type ActorType } from "@/core/document/constants";

/**
 * What a detector's class means to us:
 *
 * - an actor type: every object of the class is reported as one;
 * - `person`: a pedestrian, or the rider of a two-wheeler;
 * - `bicycle`, `motorcycle`: with or without its rider a cyclist, or a vehicle;
 * - `ignore`: not reported.
 */
export const CLASS_MEANINGS = [...ACTOR_TYPES, "person", "bicycle", "motorcycle", "ignore"] as const;
export type ClassMeaning = (typeof CLASS_MEANINGS)[number];

/** The meaning of each label, in lower case; a label that is missing is ignored. */
export type ClassMap = Readonly<Record<string, ClassMeaning>>;

/** COCO's labels for road users, and those of our own ground truth. Models disagree on how to write some of COCO's. */
export const USUAL_CLASS_MAP: ClassMap = {
  person: "person",
  bicycle: "bicycle",
  motorcycle: "motorcycle",
  motorbike: "motorcycle",
  car: "vehicle",
  bus: "vehicle",
  truck: "vehicle",
  ...Object.fromEntries(ACTOR_TYPES.map((type) => [type, type])),
};

/** The meaning of a label. */
export function meaningOf(label: string, classMap: ClassMap): ClassMeaning {
  const key = label.toLowerCase();
  return Object.hasOwn(classMap, key) ? (classMap[key] ?? "ignore") : "ignore";
}

/** The actor type as which an object is reported that has no rider, or is none. */
export function typeOfMeaning(meaning: Exclude<ClassMeaning, "ignore">): ActorType {
  switch (meaning) {
    case "person":
      return "pedestrian";
    case "bicycle":
      return "cyclist";
    case "motorcycle":
      return "vehicle";
    default:
      return meaning;
  }
}
