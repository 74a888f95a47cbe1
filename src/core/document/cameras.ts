import { fileName } from "../names";
import type { RoadCamera, Scenario } from "./schema";

/** A camera whose picture is exported beside those of others, and its folder in `cameras/`. */
export type ChosenCamera = { readonly camera: RoadCamera; readonly folder: string };

/** Every camera of a scenario. */
export const ALL_CAMERAS = "all";

/**
 * The cameras that are named, in the order of the scenario.
 * @param names ids, or names if no camera has such an id; `ALL_CAMERAS` for all
 * @throws RangeError that says what is wrong with the names: unknown, ambiguous, or the same as folders
 */
export function chosenCameras({ road }: Pick<Scenario, "road">, names: readonly string[]): ChosenCamera[] {
  if (!road) throw new RangeError("the scenario is a picture, which has no cameras to choose from; only roads have");
  const known = road.cameras.map((camera) => (camera.name && camera.name !== camera.id ? `${camera.id} (${camera.name})` : camera.id));
  if (names.length === 0) throw new RangeError(`no camera is named; choose from ${known.join(", ")}`);
  const chosen = new Set<RoadCamera>();
  for (const name of names) {
    const found = camerasCalled(road.cameras, name);
    const [first, second] = found;
    if (!first) throw new RangeError(`there is no camera “${name}”; choose from ${known.join(", ")}, or ${ALL_CAMERAS}`);
    if (second && name !== ALL_CAMERAS)
      throw new RangeError(`several cameras are called “${name}”; choose by id: ${found.map(({ id }) => id).join(", ")}`);
    for (const camera of found) chosen.add(camera);
  }
  const cameras = road.cameras.filter((camera) => chosen.has(camera));
  return cameras.map((camera) => ({ camera, folder: folderOf(camera, cameras) }));
}

function camerasCalled(cameras: readonly RoadCamera[], name: string): readonly RoadCamera[] {
  const byId = cameras.filter(({ id }) => id === name);
  if (byId.length > 0) return byId;
  if (name === ALL_CAMERAS) return cameras;
  return cameras.filter((camera) => camera.name === name);
}

/** The id as the name of a folder. @throws RangeError if another camera has the same, where upper and lower case are not told apart */
function folderOf(camera: RoadCamera, cameras: readonly RoadCamera[]): string {
  const folder = fileName(camera.id, "camera");
  const same = cameras.find((other) => other !== camera && fileName(other.id, "camera").toLowerCase() === folder.toLowerCase());
  if (same)
    throw new RangeError(
      `the cameras “${camera.id}” and “${same.id}” would share the folder ${folder}; change one of their ids in the scenario file, ` +
        "or choose one of them",
    );
  return folder;
}

/** A scenario as one of its cameras records it. */
export const withCamera = <Any extends Pick<Scenario, "road">>(scenario: Any, camera: string): Any =>
  scenario.road ? { ...scenario, road: { ...scenario.road, camera } } : scenario;

/** The id of the camera whose picture is shown; undefined for a picture, which has none. */
export const shownCameraId = ({ road }: Pick<Scenario, "road">): string | undefined => road?.camera;
