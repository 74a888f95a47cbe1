import { z } from "zod";
import { networkFault, networkSchema, type NetworkPlan } from "./networkPlan";

/** Limits of road plans, in metres, degrees, kilometres per hour, or counts. */
export const ROAD_LIMITS = {
  length: { min: 20, max: 2000 },
  armLength: { min: 20, max: 500 },
  laneWidth: { min: 2.5, max: 4.5 },
  lanes: { min: 1, max: 4 },
  pavement: { min: 0, max: 10 },
  parkingWidth: { min: 1.8, max: 3 },
  cornerRadius: { min: 2, max: 30 },
  curveRadius: { min: 12, max: 1000 },
  curveAngle: { min: 10, max: 180 },
  islandRadius: { min: 4, max: 40 },
  ringWidth: { min: 4, max: 12 },
  median: { min: 1, max: 20 },
  shoulder: { min: 0, max: 4 },
  bays: { min: 2, max: 60 },
  aisles: { min: 1, max: 6 },
  speedLimit: { min: 5, max: 130 },
} as const;

type Limits = { readonly min: number; readonly max: number };

const within = ({ min, max }: Limits, usual: number) => z.number().min(min).max(max).default(usual);
const count = ({ min, max }: Limits, usual: number) => z.int().min(min).max(max).default(usual);

const common = (speedLimit: number) => ({
  /** The side on which traffic drives. */
  traffic: z.enum(["right", "left"]).default("right"),
  speedLimit: within(ROAD_LIMITS.speedLimit, speedLimit),
});

/** Lanes each way and their width, and the width of both pavements; 0 for none. */
const street = (laneWidth: number, pavement: number) => ({
  lanes: count(ROAD_LIMITS.lanes, 1),
  laneWidth: within(ROAD_LIMITS.laneWidth, laneWidth),
  pavement: within(ROAD_LIMITS.pavement, pavement),
});

/** Left and right as seen when looking along x. */
const parking = (usual: "none" | "left" | "right" | "both") => ({
  parking: z.enum(["none", "left", "right", "both"]).default(usual),
  parkingWidth: within(ROAD_LIMITS.parkingWidth, 2.1),
});

/** Position of a zebra crossing: metres along the street from its middle; null for none. */
const crossingAt = (usual: number | null) => z.number().min(-1000).max(1000).nullable().default(usual);

const junction = {
  ...common(50),
  ...street(3.25, 2.5),
  /** From the junction's centre to the end of each arm. */
  armLength: within(ROAD_LIMITS.armLength, 60),
  cornerRadius: within(ROAD_LIMITS.cornerRadius, 6),
  /** Whether every arm has a zebra crossing. */
  crossings: z.boolean().default(true),
  /** Who has to wait: everyone, at signals; or the side roads, at a broken (give way) or a solid (stop) line. */
  control: z.enum(["signals", "give_way", "stop"]).default("give_way"),
};

const planSchemas = [
  z.strictObject({
    kind: z.literal("street"),
    ...common(50),
    ...street(3.25, 2.5),
    ...parking("right"),
    length: within(ROAD_LIMITS.length, 120),
    crossing: crossingAt(null),
  }),
  z.strictObject({
    kind: z.literal("curve"),
    ...common(50),
    ...street(3.25, 2),
    /** Radius of the centre line. */
    radius: within(ROAD_LIMITS.curveRadius, 40),
    /** Angle by which the road turns, in degrees. */
    angle: within(ROAD_LIMITS.curveAngle, 90),
    side: z.enum(["left", "right"]).default("left"),
    /** Length of the straight pieces before and after the bend. */
    approach: within(ROAD_LIMITS.armLength, 50),
  }),
  z.strictObject({
    kind: z.literal("t_junction"),
    ...junction,
    /** The side of the third arm, as seen when looking along x. */
    side: z.enum(["left", "right"]).default("right"),
  }),
  z.strictObject({ kind: z.literal("x_junction"), ...junction }),
  z.strictObject({
    kind: z.literal("school_street"),
    ...common(30),
    ...street(3, 3.5),
    ...parking("both"),
    length: within(ROAD_LIMITS.length, 120),
    crossing: crossingAt(0),
  }),
  z.strictObject({
    kind: z.literal("car_park"),
    ...common(10),
    aisles: count(ROAD_LIMITS.aisles, 2),
    /** Number of bays on each side of an aisle. */
    bays: count(ROAD_LIMITS.bays, 12),
    bayWidth: within({ min: 2.2, max: 4 }, 2.5),
    bayLength: within({ min: 4, max: 8 }, 5),
    aisleWidth: within({ min: 4.5, max: 10 }, 6),
    pavement: within(ROAD_LIMITS.pavement, 2),
  }),
  z.strictObject({
    kind: z.literal("dual_carriageway"),
    ...common(100),
    lanes: count(ROAD_LIMITS.lanes, 2),
    laneWidth: within(ROAD_LIMITS.laneWidth, 3.5),
    median: within(ROAD_LIMITS.median, 3.5),
    /** Width of the hard shoulder; 0 for none. */
    shoulder: within(ROAD_LIMITS.shoulder, 2.5),
    length: within(ROAD_LIMITS.length, 300),
  }),
  z.strictObject({
    kind: z.literal("roundabout"),
    ...common(30),
    arms: count({ min: 3, max: 6 }, 4),
    laneWidth: within(ROAD_LIMITS.laneWidth, 3.5),
    islandRadius: within(ROAD_LIMITS.islandRadius, 9),
    ringWidth: within(ROAD_LIMITS.ringWidth, 6.5),
    /** Of the kerbs at entries and exits. */
    cornerRadius: within({ min: 6, max: 40 }, 14),
    armLength: within(ROAD_LIMITS.armLength, 60),
    pavement: within({ min: 0, max: 5 }, 2.5),
    crossings: z.boolean().default(true),
  }),
] as const;

/** A road as stored in a scenario: its kind and measures, all of which have defaults; or a network of roads. */
export const roadPlanSchema = z.discriminatedUnion("kind", [...planSchemas, networkSchema]).superRefine((plan, context) => {
  const fault = plan.kind === "network" ? networkFault(plan) : planFault(plan);
  if (fault) context.addIssue({ code: "custom", path: [fault.key], message: fault.message });
});

type DrawnPlan = z.infer<(typeof planSchemas)[number]>;

/** A road that is drawn from its measures. */
export type MeasuredPlan = Readonly<DrawnPlan>;
export type RoadPlan = MeasuredPlan | NetworkPlan;
/** The kinds of road that are drawn from measures. */
export type RoadKind = MeasuredPlan["kind"];
export type PlanOf<Kind extends RoadPlan["kind"]> = Extract<RoadPlan, { readonly kind: Kind }>;

export const ROAD_KINDS: readonly RoadKind[] = planSchemas.map((schema) => schema.shape.kind.value);

/** A road of a kind with its default measures. */
export const usualRoadPlan = (kind: RoadKind): MeasuredPlan => z.discriminatedUnion("kind", planSchemas).parse({ kind });

/** Length that an arm needs beyond the junction's corners: for a crossing, the stop line and a car (metres). */
export const BEHIND_CORNERS = 12;
/** Length that a street needs on either side of a crossing (metres). */
const BESIDE_CROSSING = 6;

/** Reports measures that do not fit together. */
function planFault(plan: DrawnPlan): { key: string; message: string } | null {
  switch (plan.kind) {
    case "street":
    case "school_street": {
      const most = plan.length / 2 - BESIDE_CROSSING;
      return plan.crossing !== null && Math.abs(plan.crossing) > most
        ? { key: "crossing", message: `must be within ±${most} m of the middle of a street of ${plan.length} m, not ${plan.crossing}` }
        : null;
    }
    case "curve": {
      const least = plan.lanes * plan.laneWidth + plan.pavement + 1;
      return plan.radius < least
        ? { key: "radius", message: `must be at least ${least} m for a road of this width, not ${plan.radius}; or make the road narrower` }
        : null;
    }
    case "t_junction":
    case "x_junction": {
      const least = plan.lanes * plan.laneWidth + plan.cornerRadius + BEHIND_CORNERS;
      return plan.armLength < least
        ? { key: "armLength", message: `must be at least ${least} m for a junction of this size, not ${plan.armLength}` }
        : null;
    }
    case "roundabout":
      return roundaboutFault(plan);
    case "car_park":
    case "dual_carriageway":
      return null;
  }
}

/** Length over which an arm widens towards the ring, for its island (metres). */
export const FLARE = 18;

function roundaboutFault(plan: Extract<DrawnPlan, { kind: "roundabout" }>): { key: string; message: string } | null {
  const outer = plan.islandRadius + plan.ringWidth;
  const least = outer + FLARE + 5;
  if (plan.armLength < least)
    return { key: "armLength", message: `must be at least ${least} m for a ring of this size, not ${plan.armLength}` };
  if (plan.pavement > plan.cornerRadius - 2)
    return {
      key: "pavement",
      message: `must be at most ${plan.cornerRadius - 2} m beside corners of ${plan.cornerRadius} m, not ${plan.pavement}`,
    };
  // The points at which the kerbs of an arm and of the next one meet the ring.
  const beside = plan.laneWidth + ISLAND_WIDTH / 2 + plan.cornerRadius;
  const room = HALF_SINES[plan.arms] ?? 0;
  return beside > (outer + plan.cornerRadius) * room * 0.97
    ? {
        key: "islandRadius",
        message: `there is no room for ${plan.arms} arms around this ring; make the island larger, the corners smaller or the arms fewer`,
      }
    : null;
}

/** Width of the island between an entry and an exit at the ring (metres). */
export const ISLAND_WIDTH = 2.6;

/** The sine of half the angle between neighbouring arms, by their number. */
const HALF_SINES: Readonly<Record<number, number>> = { 3: 0.866, 4: 0.707, 5: 0.588, 6: 0.5 };
