import type { ActorType } from "@/core/document/constants";

/**
 * What a detector's class means to us:
 *
 * - an actor type: every object of the class is reported as one;
 * - `person`: a pedestrian, or the rider of a two-wheeler;
 * - `bicycle`, `motorcycle`: together with its rider a cyclist, or a vehicle;
 * - `ignore`: not reported.
 */
export type ClassMeaning = ActorType | "person" | "bicycle" | "motorcycle" | "ignore";

/** The meaning of each label; labels are compared without case. A label that is missing here is ignored. */
export type ClassMap = Readonly<Record<string, ClassMeaning>>;

/** COCO's labels as road users. Models disagree on how to write some of them. */
export const COCO_CLASS_MAP: ClassMap = {
  person: "person",
  bicycle: "bicycle",
  motorcycle: "motorcycle",
  motorbike: "motorcycle",
  car: "vehicle",
  bus: "vehicle",
  truck: "vehicle",
};

/** The meaning of a label. */
export function meaningOf(label: string, classMap: ClassMap): ClassMeaning {
  const key = label.toLowerCase();
  return Object.hasOwn(classMap, key) ? (classMap[key] ?? "ignore") : "ignore";
}
