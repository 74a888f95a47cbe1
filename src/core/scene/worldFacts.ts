import type { Actor, Scenario } from "../document/schema";
import { lightsOf, type Light } from "../world/scenery";
import { cameraAt, egoAt } from "./road/cameraAt";

/** Whether a scenario shows the inside of a car; a road scenario has no scene. */
export const isInCabin = ({ road, scene }: Pick<Scenario, "road" | "scene">): boolean => road === undefined && scene.kind === "in_cabin";

/** Whether what is seen of bodies can be counted where frames are drawn (`sightedFrame`), and need not be worked out again. */
export const isCountedWhereDrawn = ({ road }: Pick<Scenario, "road">): boolean => road !== undefined;

/** Whether the camera is elsewhere, or turned, at the next frame; a picture has one that stands. */
export function isCameraMoving(scenario: Pick<Scenario, "road" | "actors" | "video">, frame: number): boolean {
  const { road } = scenario;
  if (!road) return false;
  const pose = (at: number) => JSON.stringify(cameraAt(scenario, road, at).pose);
  return pose(frame) !== pose(frame + 1);
}

/** The traffic lights that one can wait at; none in a picture. */
export const lightsIn = ({ road }: Pick<Scenario, "road">): readonly Light[] => (road ? lightsOf(road.plan) : []);

/** The actor that carries cameras; undefined where there is none. */
export const egoOf = (scenario: Pick<Scenario, "road" | "actors">): Actor | undefined =>
  scenario.road ? (egoAt(scenario, scenario.road) ?? undefined) : undefined;
