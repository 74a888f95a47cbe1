import { ACTOR_MODELS, type ActorType, type Size } from "./constants";

/** Metres. For people: along the way they walk (one stride, arms swinging), across, and from the ground to the crown. */
export type Dimensions = { readonly length: number; readonly width: number; readonly height: number };

/**
 * The size of each model in metres. Based on the targets of Euro NCAP's tests as they are in the repository vectorgrp/OSC-NCAP-scenarios:
 * the adult, the child's height (1.154; the target's 0.711 by 0.298 is a wide step, ours walks), the bicycle's length (1.89; its 0.5 by
 * 1.2 is without its rider), and the hatchback (the Global Vehicle Target). All others are typical figures for their kind, from no
 * particular source. Mirrors are not included.
 */
const MODEL_DIMENSIONS: { readonly [Type in ActorType]: Readonly<Record<(typeof ACTOR_MODELS)[Type][number], Dimensions>> } = {
  pedestrian: {
    adult: { length: 0.6, width: 0.5, height: 1.8 },
    adult_coat: { length: 0.6, width: 0.52, height: 1.78 },
    adult_skirt: { length: 0.57, width: 0.46, height: 1.68 },
    child: { length: 0.48, width: 0.38, height: 1.154 },
  },
  cyclist: {
    city_bike: { length: 1.89, width: 0.6, height: 1.78 },
    racing_bike: { length: 1.75, width: 0.54, height: 1.66 },
  },
  vehicle: {
    car: { length: 4.77, width: 1.83, height: 1.48 },
    hatchback: { length: 4.023, width: 1.712, height: 1.427 },
    van: { length: 5.93, width: 2.02, height: 2.63 },
    truck: { length: 8.2, width: 2.48, height: 3.45 },
    bus: { length: 12.14, width: 2.55, height: 3.12 },
  },
  // The part of a seated person that a camera sees: head, shoulders, arms.
  distracted_driver: {
    phone: { length: 0.6, width: 0.6, height: 0.72 },
    drowsy: { length: 0.6, width: 0.6, height: 0.72 },
    looking_away: { length: 0.6, width: 0.6, height: 0.72 },
  },
};

/** A model's dimensions; for an unknown model, those of the type's first one. */
export function dimensionsOf(type: ActorType, model: string): Dimensions {
  const table: Readonly<Record<string, Dimensions>> = MODEL_DIMENSIONS[type];
  const found = Object.hasOwn(table, model) ? table[model] : table[ACTOR_MODELS[type][0]];
  if (!found) throw new RangeError(`no model of ${type} has dimensions`);
  return found;
}

/** The box of a model seen from the side, in pixels, at the given number of pixels per metre. */
export function modelSize(type: ActorType, model: string, pixelsPerMetre: number): Size {
  const { length, height } = dimensionsOf(type, model);
  return { width: Math.max(2, Math.round(length * pixelsPerMetre)), height: Math.max(2, Math.round(height * pixelsPerMetre)) };
}
