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

const DAY = ["day"] as const;
const BOTH = ["day", "night"] as const;

/** The standard range of 2026: 125 variants. */
const STANDARD_2026: readonly Row[] = [
  { test: "CPFA", egoSpeeds: [10, 60], impacts: [50], lights: BOTH },
  { test: "CPNA", egoSpeeds: [10, 60], impacts: [25, 50, 75], lights: BOTH },
  { test: "CPNCO", egoSpeeds: [10, 60], impacts: [50], lights: BOTH },
  { test: "CPLA", egoSpeeds: [10, 60], impacts: [50], lights: BOTH },
  { test: "CPLA_warning", egoSpeeds: [50, 80], impacts: [25], lights: BOTH },
  { test: "CBNA", egoSpeeds: [10, 60], impacts: [50, 75], lights: DAY },
  { test: "CBNAO", egoSpeeds: [10, 60], impacts: [50, 75], lights: DAY },
  { test: "CBFA", egoSpeeds: [10, 60], impacts: [25, 50], lights: DAY },
  { test: "CBLA", egoSpeeds: [20, 60], impacts: [50], lights: DAY },
  { test: "CBLA_warning", egoSpeeds: [50, 80], impacts: [25], lights: DAY, targetSpeed: 20 },
];

/** What the extended range of 2026 has beside the standard range: 237 variants. */
const EXTENDED_2026: readonly Row[] = [
  { test: "CPFA", egoSpeeds: [10, 60], impacts: [10, 25, 75, 90], lights: BOTH },
  { test: "CPNA", egoSpeeds: [10, 60], impacts: [10, 90], lights: BOTH },
  { test: "CPNCO", egoSpeeds: [10, 60], impacts: [25, 75], lights: BOTH },
  { test: "CPLA", egoSpeeds: [10, 60], impacts: [10, 25, 75], lights: BOTH },
  { test: "CPLA_warning", egoSpeeds: [50, 80], impacts: [10, 50, 75], lights: BOTH },
  { test: "CBNA", egoSpeeds: [10, 60], impacts: [10, 25, 90], lights: DAY },
  { test: "CBNAO", egoSpeeds: [10, 60], impacts: [10, 25, 90], lights: DAY },
  { test: "CBFA", egoSpeeds: [10, 60], impacts: [10, 75, 90], lights: DAY },
  { test: "CBLA", egoSpeeds: [20, 60], impacts: [10, 25, 75], lights: DAY },
  { test: "CBLA_warning", egoSpeeds: [50, 80], impacts: [10, 50, 75], lights: DAY, targetSpeed: 20 },
];

/** What the tests of 2023 have on a straight course, by day, in steps of 5 km/h: 108 variants. */
const STRAIGHT_2023: readonly Row[] = [
  { test: "CPFA", egoSpeeds: [10, 60], impacts: [50], lights: DAY },
  { test: "CPNA", egoSpeeds: [10, 60], impacts: [25, 75], lights: DAY },
  { test: "CPNCO", egoSpeeds: [10, 60], impacts: [50], lights: DAY },
  { test: "CPLA", egoSpeeds: [20, 60], impacts: [50], lights: DAY },
  { test: "CPLA_warning", egoSpeeds: [50, 80], impacts: [25], lights: DAY },
  { test: "CBNA", egoSpeeds: [10, 60], impacts: [50], lights: DAY },
  { test: "CBNAO", egoSpeeds: [10, 60], impacts: [50], lights: DAY },
  { test: "CBFA", egoSpeeds: [10, 60], impacts: [50], lights: DAY },
  { test: "CBLA", egoSpeeds: [25, 60], impacts: [50], lights: DAY },
  { test: "CBLA_warning", egoSpeeds: [50, 80], impacts: [25], lights: DAY, targetSpeed: 20 },
];

/** A street at night under lamps, as dark as the picture's own night. */
const NIGHT = { condition: "night", intensity: 0.8 } as const;

const suiteOf = (name: string, what: string, rows: readonly Row[], step: number): SuiteSpec => ({
  name,
  description: `Pedestrians and cyclists: geometries with parameters after Euro NCAP’s ${what}. Not a rating`,
  settings: {},
  videos: rows.flatMap(({ test, egoSpeeds: [from, to], impacts, lights, targetSpeed }) =>
    lights.map((light): VideoEntry => ({
      name: `${test}_${light}`,
      preset: (test.split("_")[0] ?? test).toLowerCase(),
      ...(light === "night" && { light: NIGHT }),
      ...(targetSpeed !== undefined && { parameters: { target_speed: targetSpeed } }),
      sweeps: [
        { parameter: "declared", name: "ego_speed", from, to, step },
        { parameter: "declared", name: "impact", values: [...impacts] },
      ],
    })),
  ),
  datasets: [],
  datasetSeed: 42,
});

/**
 * Suites of all variants for pedestrians and cyclists with parameters after Euro NCAP, by name: the geometries to test perception on.
 * Nobody is rated, and the name is a mark of its owner.
 */
export const PROTOCOL_SUITES = {
  vru2026: suiteOf("vru2026", "standard range of 2026 (125 variants)", STANDARD_2026, 10),
  vru2026_extended: suiteOf("vru2026_extended", "extended range of 2026 (237 variants beside the standard range)", EXTENDED_2026, 10),
  vru2023: suiteOf("vru2023", "tests of 2023 on a straight course by day (108 variants)", STRAIGHT_2023, 5),
} as const satisfies Readonly<Record<string, SuiteSpec>>;

export type ProtocolSuite = keyof typeof PROTOCOL_SUITES;
