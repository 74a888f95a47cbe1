import { z } from "zod";

/** Limits of a road's scenery. */
export const SCENERY_LIMITS = {
  seed: { min: 0, max: 999_999 },
  density: { min: 0, max: 1 },
  /** Number of phases of traffic lights, and the last frame at which one may begin. */
  phases: 500,
  frame: 1_000_000,
} as const;

/** What scenery consists of; a road may show some of these only. */
export const SCENERY_GROUPS = [
  "buildings",
  "trees",
  "boundaries",
  "furniture",
  "lamps",
  "signs",
  "signals",
  "parked_vehicles",
  "background",
] as const;
export type SceneryGroup = (typeof SCENERY_GROUPS)[number];

/**
 * Who has green: the main road (along x), the side roads, nobody; or all lights flash amber. People on foot cross a road while the other
 * one has green.
 */
export const SIGNAL_PHASES = ["main", "side", "red", "flashing"] as const;
export type SignalPhase = (typeof SIGNAL_PHASES)[number];

const signalSchema = z.strictObject({
  frame: z.int().min(0).max(SCENERY_LIMITS.frame),
  phase: z.enum(SIGNAL_PHASES),
});

/** What stands beside a road without being placed by the author. */
export const scenerySchema = z
  .strictObject({
    /** Another seed gives another street. */
    seed: z.int().min(SCENERY_LIMITS.seed.min).max(SCENERY_LIMITS.seed.max),
    /** How much of it there is, 0 to 1. */
    density: z.number().min(SCENERY_LIMITS.density.min).max(SCENERY_LIMITS.density.max),
    /** Which groups are shown; all of them if absent. */
    groups: z.array(z.enum(SCENERY_GROUPS)).max(SCENERY_GROUPS.length).optional(),
    /** The phases of traffic lights and the frames at which they begin; the usual cycle if absent. */
    signals: z.array(signalSchema).min(1).max(SCENERY_LIMITS.phases).optional(),
  })
  .superRefine(({ groups = [], signals = [] }, context) => {
    groups.forEach((group, index) => {
      if (groups.indexOf(group) !== index)
        context.addIssue({ code: "custom", path: ["groups", index], message: `"${group}" is listed twice` });
    });
    signals.forEach(({ frame }, index) => {
      const before = signals[index - 1];
      if (before && frame <= before.frame)
        context.addIssue({
          code: "custom",
          path: ["signals", index, "frame"],
          message: `must be after the phase before, which begins at frame ${before.frame}, not ${frame}`,
        });
    });
  });

export type SceneryDocument = z.infer<typeof scenerySchema>;
export type SignalPhaseStart = Readonly<NonNullable<SceneryDocument["signals"]>[number]>;
export type ScenerySettings = {
  readonly seed: number;
  readonly density: number;
  readonly groups?: readonly SceneryGroup[] | undefined;
  readonly signals?: readonly SignalPhaseStart[] | undefined;
};

/** What a road shows when its scenery is switched on. */
export const usualScenery = (seed = 1): ScenerySettings => ({ seed, density: 0.7 });
