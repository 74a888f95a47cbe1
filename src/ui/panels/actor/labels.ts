import type { ACTOR_MODELS, ActorType, Curve, Easing } from "@/core/document";

type Model = (typeof ACTOR_MODELS)[ActorType][number];

export const MODEL_LABELS: Record<Model, string> = {
  adult: "Adult",
  adult_coat: "Adult in a coat",
  adult_skirt: "Adult in a skirt",
  child: "Child",
  city_bike: "City bike",
  racing_bike: "Racing bike",
  car: "Car",
  hatchback: "Hatchback",
  van: "Van",
  truck: "Truck",
  bus: "Bus",
  phone: "Looks at a phone",
  drowsy: "Drowsy",
  looking_away: "Looks away",
};

export const CURVE_LABELS: Record<Curve, string> = { linear: "Straight", smooth: "Smooth", bezier: "Bézier" };

export const EASING_LABELS: Record<Easing, string> = {
  linear: "Constant speed",
  ease_in: "Speeds up",
  ease_out: "Slows down",
  ease_in_out: "Speeds up, slows down",
};
