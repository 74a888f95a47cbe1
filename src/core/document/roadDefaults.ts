import { cameraPresets, lensOfKind } from "../camera";
import { roadUserKind, roadUserOf, type RoadUserKind } from "../world";
import type { RoadPlan } from "../world/roads";
import type { OccluderKind, SceneKind, Size } from "./constants";
import { createActor, createOccluder, createScenario, type ActorParts, type OccluderParts, type ScenarioParts } from "./defaults";
import type { Dimensions } from "./dimensions";
import type { Actor, ActorMotion, Occluder, Road, RoadCamera, Scenario } from "./schema";

/** One kilometre per hour in metres per second. */
const KMH = 1 / 3.6;

/** Usual speed, acceleration and deceleration of each kind (m/s, m/s²). Typical values without a particular source. */
export const USUAL_MOTIONS: Readonly<Record<RoadUserKind, ActorMotion>> = {
  adult: { speed: 5 * KMH, acceleration: 1.5, deceleration: 2 },
  child: { speed: 5 * KMH, acceleration: 1.5, deceleration: 2 },
  white_cane: { speed: 3.5 * KMH, acceleration: 1, deceleration: 1.5 },
  wheelchair: { speed: 4 * KMH, acceleration: 0.8, deceleration: 1.5 },
  pram: { speed: 4.5 * KMH, acceleration: 1, deceleration: 1.5 },
  dog: { speed: 6 * KMH, acceleration: 2.5, deceleration: 3 },
  cyclist: { speed: 15 * KMH, acceleration: 1, deceleration: 2.5 },
  e_scooter: { speed: 18 * KMH, acceleration: 1.2, deceleration: 2.5 },
  motorcyclist: { speed: 50 * KMH, acceleration: 3, deceleration: 4 },
  car: { speed: 50 * KMH, acceleration: 2, deceleration: 3.5 },
  van: { speed: 50 * KMH, acceleration: 1.6, deceleration: 3.5 },
  truck: { speed: 50 * KMH, acceleration: 0.8, deceleration: 3 },
  bus: { speed: 50 * KMH, acceleration: 1, deceleration: 2.5 },
};

/** Initial dimensions of occluders in metres. */
export const OCCLUDER_DIMENSIONS: Readonly<Record<OccluderKind, Dimensions>> = {
  wall: { length: 5, width: 0.4, height: 1.8 },
  parked_car: roadUserOf("car").dimensions,
  parked_van: roadUserOf("van").dimensions,
  parked_bus: roadUserOf("bus").dimensions,
  bus_shelter: { length: 4.2, width: 1.6, height: 2.5 },
  container: { length: 6.06, width: 2.44, height: 2.59 },
  bin: { length: 0.5, width: 0.5, height: 1 },
  tree: { length: 4, width: 4, height: 6.5 },
  hedge: { length: 5, width: 1, height: 1.5 },
  sign: { length: 0.1, width: 0.6, height: 2.6 },
};

/** Default surroundings of each kind of road. */
const SCENE_OF_ROAD: Readonly<Record<RoadPlan["kind"], SceneKind>> = {
  network: "urban_intersection",
  street: "residential",
  curve: "residential",
  t_junction: "urban_intersection",
  x_junction: "urban_intersection",
  roundabout: "urban_intersection",
  school_street: "school_zone",
  car_park: "parking_lot",
  dual_carriageway: "highway",
};

export type CameraPresetId = ReturnType<typeof cameraPresets>[number]["id"];

/**
 * A camera from a preset. @param carrier dimensions of the vehicle that carries it (ignored for one on a pole)
 * @throws RangeError for a preset that does not exist
 */
export function createCamera(preset: CameraPresetId, video: Size, carrier: Dimensions = roadUserOf("car").dimensions): RoadCamera {
  const presets = cameraPresets(carrier);
  const found = presets.find(({ id }) => id === preset);
  if (!found) throw new RangeError(`there is no camera preset "${preset}"; there are ${presets.map(({ id }) => id).join(", ")}`);
  const { id, name, lens, degrees, mount } = found;
  return { id, name, carrier: found.carrier, lens: lensOfKind(lens, video, degrees), mount };
}

export type RoadScenarioParts = Omit<ScenarioParts, "road" | "camera"> & { readonly plan: RoadPlan } & Partial<Omit<Road, "plan">>;

/** A road scenario of 10 s at 1280 × 720 and 30 fps, empty except for the given parts; a camera on a pole is added if it has none. */
export function createRoadScenario({ plan, cameras, camera, ego, scenery, ...parts }: RoadScenarioParts): Scenario<never> {
  const scenario = createScenario({ scene: { kind: SCENE_OF_ROAD[plan.kind], variant: 0 }, ...parts });
  const mounted = cameras ?? [createCamera("roadside", scenario.video)];
  return {
    ...scenario,
    road: {
      plan,
      cameras: mounted,
      camera: camera ?? mounted[0]?.id ?? "",
      ...(ego === undefined ? {} : { ego }),
      ...(scenery && { scenery }),
    },
  };
}

export type RoadActorParts = Omit<ActorParts, "type" | "size" | "motion"> & {
  readonly kind: RoadUserKind;
  readonly dimensions?: Dimensions;
  readonly motion?: Partial<ActorMotion>;
};

/** An actor on the road, with its kind's dimensions and usual speed. */
export function createRoadActor({ kind, dimensions, motion, appearance, ...parts }: RoadActorParts): Actor {
  const { type, dimensions: usual } = roadUserOf(kind);
  return createActor({
    ...parts,
    type,
    appearance: { ...appearance, model: kind },
    size: dimensions ?? usual,
    motion: { ...USUAL_MOTIONS[kind], ...motion },
  });
}

/** How an actor usually moves. */
export const usualMotion = ({ type, appearance }: Pick<Actor, "type" | "appearance">): ActorMotion =>
  USUAL_MOTIONS[roadUserKind(type, appearance.model)];

/** An occluder on the road with its kind's usual dimensions, centred on `x`, `y` (metres). */
export function createRoadOccluder(parts: Omit<OccluderParts, "size"> & { readonly size?: Dimensions }): Occluder {
  return createOccluder({ heading: 0, size: OCCLUDER_DIMENSIONS[parts.kind], ...parts });
}
