import { z } from "zod";
import { DEFAULT_START_TIME } from "@/detection";
import { describeFault } from "@/core/document";

// Zod's generated fast path needs `eval`, which our Content-Security-Policy forbids.
z.config({ jitless: true });

export const DATASET_FORMATS = ["json", "csv", "sql"] as const;
export type DatasetFormat = (typeof DATASET_FORMATS)[number];

export const MOST_EVENTS = 100_000_000;

/** The minimum and maximum of each number. */
export const DATASET_LIMITS = {
  users: [1, 1_000_000],
  projectsPerUser: [1, 10_000],
  sessionsPerProject: [1, 10_000],
  eventsPerSession: [0, 10_000_000],
} as const;

const count = ([least, most]: readonly [number, number]) => z.int().min(least).max(most);

const optionsSchema = z
  .strictObject({
    name: z.string().regex(/^[\w-]{1,100}$/, "must be a folder name: letters, digits, - and _"),
    description: z.string().max(2000).default(""),
    users: count(DATASET_LIMITS.users),
    projectsPerUser: count(DATASET_LIMITS.projectsPerUser),
    sessionsPerProject: count(DATASET_LIMITS.sessionsPerProject),
    eventsPerSession: count(DATASET_LIMITS.eventsPerSession),
    seed: z.int().min(0).max(0xffff_ffff).default(42),
    /** The moment from which all dates are derived, in milliseconds since 1970, instead of "now". */
    referenceTime: z.int().min(0).max(253_402_300_799_000).default(DEFAULT_START_TIME),
  })
  .refine((options) => totals(options).num_events <= MOST_EVENTS, {
    message: `more than ${MOST_EVENTS} events; create several datasets with different seeds`,
  });

export type DatasetOptions = z.input<typeof optionsSchema>;
export type ResolvedOptions = z.output<typeof optionsSchema>;

/** The specification's fixtures. */
export const DATASET_SIZES = {
  small: {
    name: "small_dataset",
    description: "Small dataset for unit tests",
    users: 5,
    projectsPerUser: 2,
    sessionsPerProject: 1,
    eventsPerSession: 25,
  },
  medium: {
    name: "medium_dataset",
    description: "Medium dataset for integration tests",
    users: 20,
    projectsPerUser: 3,
    sessionsPerProject: 2,
    eventsPerSession: 50,
  },
  large: {
    name: "large_dataset",
    description: "Large dataset for performance tests",
    users: 100,
    projectsPerUser: 5,
    sessionsPerProject: 3,
    eventsPerSession: 100,
  },
} as const satisfies Record<string, DatasetOptions>;

/** The name of a dataset whose numbers are not those of a size above. */
export const OWN_SIZE = { name: "own_dataset", description: "Dataset of a custom size" } as const;

type Sizes = { users: number; projectsPerUser: number; sessionsPerProject: number; eventsPerSession: number };

/** How many records of each kind there will be, under the names of `metadata.json`. */
export function totals({ users, projectsPerUser, sessionsPerProject, eventsPerSession }: Sizes) {
  const num_projects = users * projectsPerUser;
  const num_sessions = num_projects * sessionsPerProject;
  return { num_users: users, num_projects, num_sessions, num_events: num_sessions * eventsPerSession };
}

/** Thrown for options outside their limits; the message names each and its allowed values. */
export class DatasetError extends Error {
  override readonly name = "DatasetError";
}

/** Checks options and fills in defaults. @throws DatasetError naming the option and its limits */
export function resolveOptions(options: DatasetOptions): ResolvedOptions {
  const result = optionsSchema.safeParse(options, { error: describeFault });
  if (result.success) return result.data;
  throw new DatasetError(
    `Dataset: ${result.error.issues
      .map((issue) => (issue.path.length > 0 ? `${issue.path.join(".")}: ${issue.message}` : issue.message))
      .join("; ")}`,
  );
}
