import { ACTOR_MODELS, type ActorType, type Size } from "./constants";

/** Metres. For people: along the way they walk (one stride, arms swinging), across, and from the ground to the crown. */
export type Dimensions = { readonly length: number; readonly width: number; readonly height: number };

/**
 * How large models are, in metres. Sources: people, NCD-RisC 2020 (adults 1.72 m, mean of women and men in Europe; children of
 * seven 1.23 m); bicycle with rider, Forschungsgesellschaft für Straßen- und Verkehrswesen, ERA 2010 (1.90 m by 0.60 m; upright);
 * vehicles by a common make of their kind: Volkswagen Passat and Polo, Mercedes Sprinter (standard length, high roof), a lorry of
 * 7.5 t with box (MAN TGL), a low-floor city bus (Mercedes Citaro). Mirrors are not counted.
 */
const MODEL_DIMENSIONS: { readonly [Type in ActorType]: Readonly<Record<(typeof ACTOR_MODELS)[Type][number], Dimensions>> } = {
  pedestrian: {
    adult: { length: 0.68, width: 0.62, height: 1.74 },
    adult_coat: { length: 0.68, width: 0.62, height: 1.72 },
    adult_skirt: { length: 0.64, width: 0.6, height: 1.68 },
    child: { length: 0.54, width: 0.5, height: 1.23 },
  },
  cyclist: {
    city_bike: { length: 1.8, width: 0.66, height: 1.78 },
    racing_bike: { length: 1.7, width: 0.6, height: 1.66 },
  },
  vehicle: {
    car: { length: 4.77, width: 1.83, height: 1.48 },
    hatchback: { length: 4.07, width: 1.75, height: 1.45 },
    van: { length: 5.93, width: 2.02, height: 2.63 },
    truck: { length: 8.2, width: 2.48, height: 3.45 },
    bus: { length: 12.14, width: 2.55, height: 3.12 },
  },
  // What a camera sees of somebody who sits: head, shoulders, arms.
  distracted_driver: {
    phone: { length: 0.6, width: 0.6, height: 0.72 },
    drowsy: { length: 0.6, width: 0.6, height: 0.72 },
    looking_away: { length: 0.6, width: 0.6, height: 0.72 },
  },
};

/** A model's dimensions; those of the type's first model for one that is not known. */
export function dimensionsOf(type: ActorType, model: string): Dimensions {
  const table: Readonly<Record<string, Dimensions>> = MODEL_DIMENSIONS[type];
  const found = Object.hasOwn(table, model) ? table[model] : table[ACTOR_MODELS[type][0]];
  if (!found) throw new RangeError(`no model of ${type} has dimensions`);
  return found;
}

/** The box of a model seen from the side, in pixels, where a metre takes so many of them. */
export function modelSize(type: ActorType, model: string, pixelsPerMetre: number): Size {
  const { length, height } = dimensionsOf(type, model);
  return { width: Math.max(2, Math.round(length * pixelsPerMetre)), height: Math.max(2, Math.round(height * pixelsPerMetre)) };
}
