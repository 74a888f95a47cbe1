import {
  ACTOR_MODELS,
  SPECIFIED_CONFIDENCE,
  SPECIFIED_JITTER,
  SPECIFIED_PEDESTRIAN_FLICKER,
  SPECIFIED_SIZES,
  type ActorType,
  type OccluderKind,
  type Size,
  type TrafficSide,
} from "./constants";
import {
  SCHEMA_VERSION,
  type Actor,
  type Occluder,
  type PictureData,
  type Scenario,
  type SceneSettings,
  type SensorSettings,
  type Waypoint,
} from "./schema";

/**
 * The side on which traffic drives in a scene. Left out, it is the one on which the specification's vehicles drive: those on the far
 * lanes go to the right. Cabins have the wheel on the left then, as for traffic on the right.
 */
export const trafficOf = ({ kind, traffic }: Pick<SceneSettings, "kind" | "traffic">): TrafficSide =>
  traffic ?? (kind === "in_cabin" ? "right" : "left");

/** A camera that adds nothing. */
export const PERFECT_SENSOR: SensorSettings = { exposure: 0, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 };

export const NO_FLICKER = { probability: 0, min: 1, max: 1 } as const;

/** Sizes in pixels at 1280×720 for newly placed occluders. */
export const OCCLUDER_SIZES: Record<OccluderKind, Size> = {
  wall: { width: 160, height: 70 },
  parked_car: { width: 96, height: 48 },
  parked_van: { width: 110, height: 84 },
  parked_bus: { width: 240, height: 100 },
  bus_shelter: { width: 130, height: 86 },
  container: { width: 150, height: 64 },
  bin: { width: 22, height: 34 },
  tree: { width: 90, height: 150 },
  hedge: { width: 160, height: 44 },
  sign: { width: 26, height: 92 },
};

export type ScenarioParts<Data extends PictureData = never> = Partial<Omit<Scenario<Data>, "schemaVersion">> & { readonly id: string };

/** A scenario of 10 s at 1280×720 and 30 frames per second on a sunny highway, empty except for the given parts. */
export function createScenario<Data extends PictureData = never>(parts: ScenarioParts<Data>): Scenario<Data> {
  return {
    schemaVersion: SCHEMA_VERSION,
    name: "Untitled scenario",
    description: "",
    seed: 1,
    style: "illustrated",
    video: { width: 1280, height: 720, fps: 30, durationFrames: 300 },
    scene: { kind: "highway", variant: 0 },
    weather: [{ frame: 0, condition: "sunny", intensity: 0.5, fadeFrames: 0 }],
    actors: [],
    occluders: [],
    generators: [],
    markers: [],
    assets: {},
    ...parts,
  };
}

export type ActorParts = Partial<Omit<Actor, "type" | "trajectory">> & {
  readonly type: ActorType;
  readonly id: string;
  readonly trackId: number;
  readonly startFrame: number;
  readonly endFrame: number;
  readonly waypoints: readonly Waypoint[];
  readonly curve?: Actor["trajectory"]["curve"];
};

/** An actor with the specification's size and confidence for its type, and no noise. */
export function createActor({ waypoints, curve = "linear", ...parts }: ActorParts): Actor {
  return {
    name: `${ACTOR_LABELS[parts.type]} ${parts.trackId}`,
    appearance: { model: ACTOR_MODELS[parts.type][0] },
    size: SPECIFIED_SIZES[parts.type],
    confidenceBase: SPECIFIED_CONFIDENCE[parts.type],
    jitter: { x: 0, y: 0 },
    flicker: NO_FLICKER,
    locked: false,
    hidden: false,
    ...parts,
    trajectory: { curve, easing: "linear", waypoints },
  };
}

/** The noise that the specification's generators add to an actor of this type. */
export function specifiedNoise(type: ActorType): Pick<Actor, "jitter" | "flicker"> {
  return {
    jitter: SPECIFIED_JITTER[type],
    flicker: type === "pedestrian" ? SPECIFIED_PEDESTRIAN_FLICKER : NO_FLICKER,
  };
}

export type OccluderParts = Partial<Omit<Occluder, "kind">> & {
  readonly id: string;
  readonly kind: OccluderKind;
  readonly x: number;
  readonly y: number;
};

/** An occluder of its kind's usual size, standing with the middle of its lower edge at `x`, `y` (pixels). */
export function createOccluder(parts: OccluderParts): Occluder {
  return { name: OCCLUDER_LABELS[parts.kind], size: OCCLUDER_SIZES[parts.kind], locked: false, hidden: false, ...parts };
}

export const ACTOR_LABELS: Record<ActorType, string> = {
  pedestrian: "Pedestrian",
  cyclist: "Cyclist",
  vehicle: "Vehicle",
  distracted_driver: "Distracted driver",
};

export const OCCLUDER_LABELS: Record<OccluderKind, string> = {
  wall: "Wall",
  parked_car: "Parked car",
  parked_van: "Parked van",
  parked_bus: "Parked bus",
  bus_shelter: "Bus shelter",
  container: "Container",
  bin: "Bin",
  tree: "Tree",
  hedge: "Hedge",
  sign: "Sign",
};

/** The smallest track id not in use. */
export const nextTrackId = (scenario: Pick<Scenario, "actors">): number => nextTrackIds(scenario)();

/** Returns the next smallest unused track id at each call. */
export function nextTrackIds(scenario: Pick<Scenario, "actors">): () => number {
  const used = new Set(scenario.actors.map((actor) => actor.trackId));
  let trackId = -1;
  return () => {
    do trackId++;
    while (used.has(trackId));
    return trackId;
  };
}
