import type { BodyKind } from "../../bodies";
import { mountedPose, type Camera } from "../../camera";
import type { Actor, Road, RoadCamera, Scenario } from "../../document/schema";
import { directionOf } from "../../world";
import { roadLayout, standingHeight } from "../../world/roads";
import type { RoadView } from "../frameStateTypes";
import { dimensionsOfSize, roadKindOf, roadStateOf } from "./movement";

/** The actor that carries cameras; null if there is none. */
export const egoAt = ({ actors }: Pick<Scenario, "actors">, { ego }: Pick<Road, "ego">): Actor | null =>
  ego === undefined ? null : (actors.find(({ id }) => id === ego) ?? null);

/** The camera that is shown and exported. @throws RangeError if there is none with that id, which the schema rules out */
export function shownCamera({ cameras, camera }: Pick<Road, "cameras" | "camera">): RoadCamera {
  const found = cameras.find(({ id }) => id === camera);
  if (!found) throw new RangeError(`there is no camera "${camera}"; there are ${cameras.map(({ id }) => id).join(", ")}`);
  return found;
}

/** A camera at a moment (in frames of the scenario): picture size, lens and pose. */
export function cameraAt(scenario: Pick<Scenario, "video" | "actors">, road: Road, moment: number, camera = shownCamera(road)): Camera {
  const { width, height } = scenario.video;
  const { carrier, mount, lens } = camera;
  const ego = carrier === "ego" ? egoAt(scenario, road) : null;
  if (!ego) return { width, height, lens, pose: mountedPose(mount) };
  const { footprint } = roadStateOf(scenario, road, ego, moment);
  const z = mount.z + standingHeight(roadLayout(road.plan), footprint, footprint.length);
  return { width, height, lens, pose: mountedPose({ ...mount, z }, footprint) };
}

/** Bodies with headlamps, and the height of these (metres). */
export const HEADLAMP_HEIGHTS: Partial<Record<BodyKind, number>> = {
  motorcyclist: 0.9,
  car: 0.65,
  van: 0.8,
  truck: 0.9,
  bus: 0.8,
};

/** The view of the shown camera at a moment, without bodies: the road, the headlamps, and the camera's own motion. */
export function viewAt(scenario: Pick<Scenario, "video" | "actors">, road: Road, moment: number): RoadView {
  const ego = presentEgo(scenario, road, moment);
  const state = ego && roadStateOf(scenario, road, ego, moment);
  const moves = state && state.speed !== 0 && shownCamera(road).carrier === "ego";
  const headlamp = ego && headlampAt(scenario, road, ego, moment);
  return {
    camera: cameraAt(scenario, road, moment),
    plan: road.plan,
    casters: [],
    ...(moves ? { velocity: state.velocity } : {}),
    ...(state && { egoVelocity: state.velocity }),
    ...(headlamp && { headlamp }),
  };
}

/** The ego if it is present: not hidden, and within its time span. Its cameras also exist outside of that. */
function presentEgo(scenario: Pick<Scenario, "actors">, road: Road, moment: number): Actor | null {
  const ego = egoAt(scenario, road);
  return ego && !ego.hidden && moment >= ego.startFrame && moment < ego.endFrame ? ego : null;
}

/** The ego's headlamps at a moment; null if it has none. */
function headlampAt(scenario: Pick<Scenario, "video">, road: Road, ego: Actor, moment: number): RoadView["headlamp"] | null {
  const above = HEADLAMP_HEIGHTS[roadKindOf(ego)];
  if (above === undefined) return null;
  const { footprint } = roadStateOf(scenario, road, ego, moment);
  const ahead = directionOf(footprint.heading);
  const reach = dimensionsOfSize(ego.size).length / 2;
  const z = above + standingHeight(roadLayout(road.plan), footprint, footprint.length);
  return { x: footprint.x + ahead.x * reach, y: footprint.y + ahead.y * reach, z, heading: footprint.heading };
}
