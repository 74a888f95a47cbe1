import type { SuiteSpec, VideoEntry } from "./schema";

/** One row of a protocol's table. */
type Row = {
  readonly test: string;
  readonly egoSpeeds: readonly [from: number, to: number];
  /** Percent of the ego's width. */
  readonly impacts: readonly number[];
  readonly lights: readonly ("day" | "night")[];
  readonly targetSpeed?: number;
};

const BOTH = ["day", "night"] as const;

/** The standard range of 2026: 125 variants. */
const VRU_2026: readonly Row[] = [
  { test: "CPFA", egoSpeeds: [10, 60], impacts: [50], lights: BOTH },
  { test: "CPNA", egoSpeeds: [10, 60], impacts: [25, 50, 75], lights: BOTH },
  { test: "CPNCO", egoSpeeds: [10, 60], impacts: [50], lights: BOTH },
  { test: "CPLA", egoSpeeds: [10, 60], impacts: [50], lights: BOTH },
  { test: "CPLA_warning", egoSpeeds: [50, 80], impacts: [25], lights: BOTH },
  { test: "CBNA", egoSpeeds: [10, 60], impacts: [50, 75], lights: ["day"] },
  { test: "CBNAO", egoSpeeds: [10, 60], impacts: [50, 75], lights: ["day"] },
  { test: "CBFA", egoSpeeds: [10, 60], impacts: [25, 50], lights: ["day"] },
  { test: "CBLA", egoSpeeds: [20, 60], impacts: [50], lights: ["day"] },
  { test: "CBLA_warning", egoSpeeds: [50, 80], impacts: [25], lights: ["day"], targetSpeed: 20 },
];

/** A street at night under lamps, as dark as the picture's own night. */
const NIGHT = { condition: "night", intensity: 0.8 } as const;

/**
 * Every standard variant of 2026 for pedestrians and cyclists, with parameters after Euro NCAP: the geometries to test perception on.
 * Nobody is rated, and the name is a mark of its owner.
 */
export const VRU_2026_SUITE: SuiteSpec = {
  name: "vru2026",
  description: "Pedestrians and cyclists: 125 geometries with parameters after Euro NCAP’s standard range of 2026. Not a rating",
  settings: {},
  videos: VRU_2026.flatMap(({ test, egoSpeeds: [from, to], impacts, lights, targetSpeed }) =>
    lights.map((light): VideoEntry => ({
      name: `${test}_${light}`,
      preset: (test.split("_")[0] ?? test).toLowerCase(),
      ...(light === "night" && { light: NIGHT }),
      ...(targetSpeed !== undefined && { parameters: { target_speed: targetSpeed } }),
      sweeps: [
        { parameter: "declared", name: "ego_speed", from, to, step: 10 },
        { parameter: "declared", name: "impact", values: [...impacts] },
      ],
    })),
  ),
  datasets: [],
  datasetSeed: 42,
};
