import { type DetectionEvent, Noise, SPEC_UNCONDITIONED, isoTime, randomEvents } from "@/detection";
import { PURPOSE, hash32, hashInteger, hashUuid } from "@/core/random";
import type { ResolvedOptions } from "./options";
import {
  ACTIVE,
  CAMERA_MODELS,
  CAMERA_VIEWS,
  DETECTION_TYPES,
  EMAIL_DOMAIN,
  FIRST_NAMES,
  FRAME_RATES,
  LAST_NAMES,
  LENS_TYPES,
  LOCATIONS,
  PROJECT_AGE_DAYS,
  PROJECT_STATUSES,
  PROJECT_TYPES,
  RESOLUTIONS,
  SESSION_SECONDS,
  SESSION_STATUSES,
  SIGNAL_TYPES,
  TEST_PASSWORD,
  TOLERANCES_MS,
  USER_AGE_DAYS,
} from "./pools";

/** The specification's fields, in its order; times are ISO 8601. */
export type User = {
  id: string;
  email: string;
  full_name: string;
  password: string;
  is_active: boolean;
  created_at: string;
};

export type Project = {
  id: string;
  name: string;
  description: string;
  camera_model: string;
  camera_view: string;
  lens_type: string;
  /** Width × height in pixels: `1920x1080`. */
  resolution: string;
  frame_rate: number;
  signal_type: string;
  status: string;
  owner_id: string;
  created_at: string;
};

export type TestSession = {
  id: string;
  name: string;
  project_id: string;
  status: string;
  tolerance_ms: number;
  created_at: string;
};

const DAY = 86_400_000;

/** The purpose of a random number. */
const USE = {
  user: 1,
  project: 2,
  session: 3,
  event: 4,
  firstName: 10,
  lastName: 11,
  active: 12,
  age: 13,
  location: 20,
  projectType: 21,
  detectionType: 22,
  cameraModel: 23,
  cameraView: 24,
  lens: 25,
  resolution: 26,
  frameRate: 27,
  signal: 28,
  status: 29,
  tolerance: 30,
} as const;

/**
 * The records of a dataset, each made from its number alone, so that any can be made without the others and no more than one has to be in
 * memory.
 */
export class DatasetRecords {
  constructor(private readonly options: ResolvedOptions) {}

  /** E-mail addresses are unique: the second John Smith is john.smith.2. */
  *users(): Generator<User> {
    const namesakes = new Map<string, number>();
    for (let user = 0; user < this.options.users; user++) {
      const first = this.pick(FIRST_NAMES, "firstName", user);
      const last = this.pick(LAST_NAMES, "lastName", user);
      const mailbox = `${first.toLowerCase()}.${last.toLowerCase()}`;
      const number = (namesakes.get(mailbox) ?? 0) + 1;
      namesakes.set(mailbox, number);
      yield {
        id: this.id("user", user),
        email: `${mailbox}${number > 1 ? `.${number}` : ""}@${EMAIL_DOMAIN}`,
        full_name: `${first} ${last}`,
        password: TEST_PASSWORD,
        is_active: this.pick(ACTIVE, "active", user),
        created_at: this.daysAgo(this.userAge(user)),
      };
    }
  }

  *projects(): Generator<Project> {
    const { users, projectsPerUser } = this.options;
    for (let project = 0; project < users * projectsPerUser; project++) {
      const owner = Math.floor(project / projectsPerUser);
      const location = this.pick(LOCATIONS, "location", project);
      const type = this.pick(PROJECT_TYPES, "projectType", project);
      const detection = this.pick(DETECTION_TYPES, "detectionType", project);
      yield {
        id: this.id("project", project),
        name: `${location} ${type} ${detection}`,
        description: `Test project for ${detection.toLowerCase()} in ${location.toLowerCase()} ${type.toLowerCase()} environment.`,
        camera_model: this.pick(CAMERA_MODELS, "cameraModel", project),
        camera_view: this.pick(CAMERA_VIEWS, "cameraView", project),
        lens_type: this.pick(LENS_TYPES, "lens", project),
        resolution: this.pick(RESOLUTIONS, "resolution", project),
        frame_rate: this.pick(FRAME_RATES, "frameRate", project),
        signal_type: this.pick(SIGNAL_TYPES, "signal", project),
        status: this.pick(PROJECT_STATUSES, "status", USE.project, project),
        owner_id: this.id("user", owner),
        created_at: this.daysAgo(this.projectAge(project, owner)),
      };
    }
  }

  *sessions(): Generator<TestSession> {
    const { users, projectsPerUser, sessionsPerProject } = this.options;
    for (let session = 0; session < users * projectsPerUser * sessionsPerProject; session++)
      yield {
        id: this.id("session", session),
        name: `Test Session ${(session % sessionsPerProject) + 1}`,
        project_id: this.id("project", Math.floor(session / sessionsPerProject)),
        status: this.pick(SESSION_STATUSES, "status", USE.session, session),
        tolerance_ms: this.pick(TOLERANCES_MS, "tolerance", session),
        created_at: this.daysAgo(0),
      };
  }

  /** Session after session, each one in order of time; `created_at` is the session's time plus the event's. */
  *events(): Generator<DetectionEvent> {
    const { users, projectsPerUser, sessionsPerProject, eventsPerSession, seed, referenceTime } = this.options;
    const namespace = this.namespace("event");
    for (let session = 0; session < users * projectsPerUser * sessionsPerProject; session++)
      yield* randomEvents(
        SPEC_UNCONDITIONED,
        {
          count: eventsPerSession,
          durationSeconds: SESSION_SECONDS,
          sessionId: this.id("session", session),
          startTime: referenceTime,
          idOf: (index) => hashUuid(namespace, session, index),
        },
        new Noise(seed, session + 1),
      );
  }

  private id(kind: "user" | "project" | "session", number: number): string {
    return hashUuid(this.namespace(kind), 0, number);
  }

  private namespace(kind: "user" | "project" | "session" | "event"): number {
    return hash32(this.options.seed, PURPOSE.dataset, USE[kind]);
  }

  private userAge(user: number): number {
    return this.days(USER_AGE_DAYS.least, USER_AGE_DAYS.most, USE.user, user);
  }

  /** At most the specification's, and never older than its owner's account. */
  private projectAge(project: number, owner: number): number {
    const most = Math.min(PROJECT_AGE_DAYS.most, this.userAge(owner));
    return this.days(PROJECT_AGE_DAYS.least, most, USE.project, project);
  }

  private days(least: number, most: number, ...keys: readonly number[]): number {
    return hashInteger(least, most, this.options.seed, PURPOSE.dataset, USE.age, ...keys);
  }

  private daysAgo(days: number): string {
    return isoTime(this.options.referenceTime - days * DAY);
  }

  private pick<Item>(items: readonly [Item, ...Item[]], use: keyof typeof USE, ...keys: readonly number[]): Item {
    return items[hashInteger(0, items.length - 1, this.options.seed, PURPOSE.dataset, USE[use], ...keys)] ?? items[0];
  }
}
