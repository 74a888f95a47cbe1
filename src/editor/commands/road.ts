import { createRoadScenario, type Actor, type Road, type RoadCamera, type Scenario, type SlimScenario } from "@/core/document";
import { worldOf } from "@/core/scene";
import { normalDegrees, placedBy, seenFrom, type GroundPose } from "@/core/world";
import { roadLayout, roadPlanSchema, usualRoadPlan, type RoadKind, type RoadPlan } from "@/core/world/roads";
import { command, type Command } from "./command";
import { mapWhere, withParts, without } from "./edit";

/** The scenario with its road changed; a picture scenario as it was, as is one whose road stays the same. */
export function withRoad(scenario: SlimScenario, change: (road: Road) => Road): SlimScenario {
  if (!scenario.road) return scenario;
  const road = change(scenario.road);
  return road === scenario.road ? scenario : { ...scenario, road };
}

/**
 * Another kind of road, with its usual measures and those of the old one that it has, too. Actors stay where they are; those that followed
 * lanes go straight from waypoint to waypoint where the new road does not have them.
 */
export function setRoadKind(kind: RoadKind): Command {
  return command("Change road", (scenario) => {
    const before = scenario.road?.plan;
    if (!before || before.kind === kind) return scenario;
    const usual = usualRoadPlan(kind);
    const kept = Object.entries(before).filter(([key]) => key !== "kind" && key !== "speedLimit" && Object.hasOwn(usual, key));
    const wanted = roadPlanSchema.safeParse({ ...usual, ...Object.fromEntries(kept) });
    const plan = wanted.success ? wanted.data : roadPlanSchema.parse({ ...usual, traffic: before.traffic });
    return withPlan(withSurroundings(scenario, before, plan), plan);
  });
}

/** Changes measures of the road. */
export function changeRoadPlan(change: Readonly<Record<string, string | number | boolean | null>>): Command {
  return command("Change road", (scenario) => {
    const { road } = scenario;
    if (!road || Object.entries(change).every(([key, value]) => Reflect.get(road.plan, key) === value)) return scenario;
    return withPlan(scenario, { ...road.plan, ...change });
  });
}

function withPlan(scenario: SlimScenario, plan: RoadPlan): SlimScenario {
  const changed = withRoad(scenario, (road) => ({ ...road, plan }));
  // The gate refuses what is no road.
  if (!roadPlanSchema.safeParse(plan).success) return changed;
  const lanes = new Set(roadLayout(plan).lanes.map(({ id }) => id));
  const strays = ({ motion }: Actor) => motion?.lanes?.some((id) => !lanes.has(id)) === true;
  return withParts(changed, { actors: mapWhere(changed.actors, strays, offLanes) });
}

/** The actor with its path through its waypoints alone, along no lanes. */
export const offLanes = (actor: Actor): Actor => (actor.motion ? { ...actor, motion: without(actor.motion, "lanes") } : actor);

/** What a road is usually surrounded by changes with its kind, unless somebody chose something else. */
function withSurroundings(scenario: SlimScenario, before: RoadPlan, after: RoadPlan): SlimScenario {
  const usualOf = (plan: RoadPlan) => createRoadScenario({ id: "any", plan }).scene.kind;
  return scenario.scene.kind === usualOf(before) ? { ...scenario, scene: { ...scenario.scene, kind: usualOf(after) } } : scenario;
}

/** Chooses who carries the cameras. Without anybody, those that were carried stay where they are at a frame. */
export function setEgo(ego: string | undefined, frame: number): Command {
  return command("Choose ego", (scenario) =>
    withRoad(scenario, (road) => {
      if (road.ego === ego) return road;
      if (ego !== undefined) return { ...road, ego };
      return { ...without(road, "ego"), cameras: road.cameras.map((camera) => standing(scenario, road, camera, frame)) };
    }),
  );
}

/** Where the ego is at a frame. */
function egoPose(scenario: Scenario, { ego }: Road, frame: number): GroundPose | null {
  const actor = scenario.actors.find(({ id }) => id === ego);
  return actor ? worldOf(scenario).poseAt(actor, frame) : null;
}

/** Camera places are kept to millimetres and thousandths of a degree where they are computed. */
const tidy = (value: number): number => Math.round(value * 1000) / 1000 + 0;

/** A camera that the ego carried, set up in the world where it was. */
function standing(scenario: Scenario, road: Road, camera: RoadCamera, frame: number): RoadCamera {
  const pose = camera.carrier === "ego" ? egoPose(scenario, road, frame) : null;
  if (!pose) return { ...camera, carrier: "world" };
  const { x, y } = placedBy(pose, camera.mount);
  const yaw = tidy(normalDegrees(camera.mount.yaw + pose.heading));
  return { ...camera, carrier: "world", mount: { ...camera.mount, x: tidy(x), y: tidy(y), yaw } };
}

/** A camera that stood in the world, mounted on the ego where it is then. */
function carried(scenario: Scenario, road: Road, camera: RoadCamera, frame: number): RoadCamera {
  const pose = camera.carrier === "world" ? egoPose(scenario, road, frame) : null;
  if (!pose) return { ...camera, carrier: "ego" };
  const { x, y } = seenFrom(pose, camera.mount);
  const yaw = tidy(normalDegrees(camera.mount.yaw - pose.heading));
  return { ...camera, carrier: "ego", mount: { ...camera.mount, x: tidy(x), y: tidy(y), yaw } };
}

/** Sets what carries a camera; at the frame given it sees what it saw. */
export function setCarrier(id: string, carrier: RoadCamera["carrier"], frame: number): Command {
  return command("Change camera", (scenario) =>
    withRoad(scenario, (road) => {
      const change = (camera: RoadCamera) =>
        carrier === "world" ? standing(scenario, road, camera, frame) : carried(scenario, road, camera, frame);
      const cameras = mapWhere(road.cameras, (camera) => camera.id === id && camera.carrier !== carrier, change);
      return cameras === road.cameras ? road : { ...road, cameras };
    }),
  );
}

/** The road without an ego that is not there any more; its cameras stay where they were at the frame at which it appeared. */
export function withoutLostEgo(before: SlimScenario, after: SlimScenario): SlimScenario {
  const { road } = after;
  if (road?.ego === undefined || after.actors.some(({ id }) => id === road.ego)) return after;
  const frame = before.actors.find(({ id }) => id === road.ego)?.startFrame ?? 0;
  return withRoad(after, () => ({
    ...without(road, "ego"),
    cameras: road.cameras.map((camera) => standing(before, road, camera, frame)),
  }));
}
