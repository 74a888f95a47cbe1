import type { RoadPlan } from "@/core/world/roads";
import { TRAFFIC_LABELS } from "../scenario/labels";

type KeyOf<Plan> = Plan extends unknown ? Exclude<keyof Plan, "kind"> : never;
/** A measure of some kind of road. */
export type PlanKey = KeyOf<RoadPlan>;

const metres = (label: string, step = 0.1) => ({ label, unit: "m", units: { m: 1 }, step, digits: 2 }) as const;
const count = (label: string) => ({ label, unit: undefined, units: {}, step: 1, digits: 0 }) as const;

/** A measure that is a number. */
export const NUMBERS = {
  speedLimit: { label: "Speed limit", unit: "km/h", units: { "km/h": 1 }, step: 10, digits: 1 },
  lanes: count("Lanes a side"),
  laneWidth: metres("Lane width"),
  pavement: metres("Pavement"),
  parkingWidth: metres("Bay width"),
  length: metres("Length", 10),
  crossing: metres("Crossing at", 1),
  radius: metres("Radius", 1),
  angle: { label: "Turns by", unit: "°", units: { "°": 1 }, step: 5, digits: 1 },
  approach: metres("Approach", 5),
  armLength: metres("Arm length", 5),
  cornerRadius: metres("Corner radius", 0.5),
  aisles: count("Aisles"),
  bays: count("Bays a side"),
  bayWidth: metres("Bay width"),
  bayLength: metres("Bay length"),
  aisleWidth: metres("Aisle width"),
  median: metres("Median", 0.5),
  shoulder: metres("Hard shoulder"),
  arms: count("Arms"),
  islandRadius: metres("Island radius", 0.5),
  ringWidth: metres("Ring width"),
} as const satisfies Partial<Record<PlanKey, object>>;

/** A measure that is one of several words. */
export const CHOICES = {
  traffic: { label: "Traffic", options: TRAFFIC_LABELS },
  parking: { label: "Parking", options: { none: "None", left: "On the left", right: "On the right", both: "On both sides" } },
  side: { label: "Side", options: { left: "Left", right: "Right" } },
  control: { label: "Priority", options: { signals: "Traffic lights", give_way: "Give way", stop: "Stop" } },
} as const satisfies Partial<Record<PlanKey, object>>;

export const isNumberKey = (key: string): key is keyof typeof NUMBERS => Object.hasOwn(NUMBERS, key);
export const isChoiceKey = (key: string): key is keyof typeof CHOICES => Object.hasOwn(CHOICES, key);
