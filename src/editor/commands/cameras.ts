import { createCamera, type CameraPresetId, type Road, type RoadCamera, type Scenario } from "@/core/document";
import { fieldOfView, lensWithField, widestAngle, type Lens, type LensShape, type Mount } from "@/core/camera";
import { command, type Command } from "./command";
import { mapWhere } from "./edit";
import { poleBeside } from "../newRoad";
import { withRoad } from "./road";

type Size = { readonly width: number; readonly height: number };

/** A camera after a preset, with a free id and name: on the ego as it is, or on a pole beside the road. */
function draftCamera({ road, actors, video }: Scenario & { readonly road: Road }, preset: CameraPresetId): RoadCamera {
  const ego = actors.find(({ id }) => id === road.ego);
  const { length, width, height } = ego?.size ?? {};
  const carrier = length !== undefined && width !== undefined && height !== undefined ? { length, width, height } : undefined;
  const camera = createCamera(preset, video, carrier);
  const mount = camera.carrier === "world" ? poleBeside(road.plan, camera.mount) : camera.mount;
  const isTaken = (id: string, name: string) => road.cameras.some((other) => other.id === id || other.name === name);
  let [id, name] = [camera.id, camera.name];
  for (let number = 2; isTaken(id, name); number++) [id, name] = [`${camera.id}_${number}`, `${camera.name} ${number}`];
  return { ...camera, id, name, mount };
}

/** Adds a camera after a preset and shows its picture. */
export function addCamera(preset: CameraPresetId): Command {
  return command("Add camera", (scenario) =>
    withRoad(scenario, (road) => {
      const camera = draftCamera({ ...scenario, road }, preset);
      return { ...road, cameras: [...road.cameras, camera], camera: camera.id };
    }),
  );
}

/** Removes a camera; the last one stays. Of the one shown, its neighbour is shown instead. */
export function removeCamera(id: string): Command {
  return command("Remove camera", (scenario) =>
    withRoad(scenario, (road) => {
      const index = road.cameras.findIndex((camera) => camera.id === id);
      if (index < 0 || road.cameras.length === 1) return road;
      const cameras = road.cameras.filter((camera) => camera.id !== id);
      const neighbour = cameras[Math.max(0, index - 1)];
      return { ...road, cameras, camera: road.camera === id && neighbour ? neighbour.id : road.camera };
    }),
  );
}

/** Chooses the camera whose picture is shown and exported. */
export const showCamera = (id: string): Command =>
  command("Show camera", (scenario) => withRoad(scenario, (road) => (road.camera === id ? road : { ...road, camera: id })));

export const renameCamera = (id: string, name: string): Command =>
  editCamera("Rename camera", id, (camera) => (name.trim() === "" ? camera : { ...camera, name: name.trim().slice(0, 200) }));

/** Moves or turns a camera where it is mounted: metres and degrees. */
export const mountCamera = (id: string, change: Partial<Mount>): Command =>
  editCamera("Move camera", id, (camera) => ({ ...camera, mount: { ...camera.mount, ...change } }));

/** Sets focal length (pixels) or principal point. */
export const changeLens = (id: string, change: Partial<Pick<Lens, "fx" | "fy" | "cx" | "cy">>): Command =>
  editCamera("Change lens", id, (camera) => ({ ...camera, lens: { ...camera.lens, ...change } }));

/** Sets the focal length across (pixels); pixels keep their shape. */
export const setFocalLength = (id: string, fx: number): Command =>
  editCamera("Change lens", id, (camera) => ({ ...camera, lens: { ...camera.lens, fx, fy: (camera.lens.fy / camera.lens.fx) * fx } }));

/** Sets one coefficient of a lens's distortion. */
export const setDistortion = (id: string, index: number, value: number): Command =>
  editCamera("Change lens", id, (camera) => ({ ...camera, lens: distorted(camera.lens, index, value) }));

function distorted(lens: Lens, index: number, value: number): Lens {
  const pick = (before: number, place: number) => (place === index ? value : before);
  if (lens.model === "fisheye") {
    const [k1, k2, k3, k4] = lens.distortion;
    return { ...lens, distortion: [pick(k1, 0), pick(k2, 1), pick(k3, 2), pick(k4, 3)] };
  }
  const [k1, k2, p1, p2, k3] = lens.distortion;
  return { ...lens, distortion: [pick(k1, 0), pick(k2, 1), pick(p1, 2), pick(p2, 3), pick(k3, 4)] };
}

/** Sets how many degrees a lens sees from the left edge to the right; as it is where none of its focal lengths gives that. */
export function setFieldOfView(id: string, degrees: number): Command {
  return command("Change field of view", (scenario) =>
    editCamera("", id, (camera) => ({ ...camera, lens: lensSeeing(camera.lens, scenario.video, degrees) ?? camera.lens })).apply(scenario),
  );
}

/** Changes the model of a lens: the same field of view, as far as the new one has it, without distortion. */
export function setLensModel(id: string, model: Lens["model"]): Command {
  return command("Change lens", (scenario) =>
    editCamera("", id, (camera) => {
      if (camera.lens.model === model) return camera;
      const shape: LensShape = model === "fisheye" ? { model, distortion: [0, 0, 0, 0] } : { model, distortion: [0, 0, 0, 0, 0] };
      const degrees = fieldOfView(camera.lens, scenario.video).horizontal ?? WIDEST_PINHOLE;
      const lens = lensWithField(shape, scenario.video, model === "fisheye" ? degrees : Math.min(degrees, WIDEST_PINHOLE));
      return lens ? { ...camera, lens } : camera;
    }).apply(scenario),
  );
}

/** Wider than this (degrees) a pinhole shows hardly anything but its edges. */
const WIDEST_PINHOLE = 130;
const HALVINGS = 48;

/** A lens of the same kind, axis and shape of pixels that sees so many degrees across; null where there is none. */
function lensSeeing(lens: Lens, size: Size, degrees: number): Lens | null {
  const widest = (2 * widestAngle(lens) * 180) / Math.PI;
  if (!(degrees > 0) || degrees >= widest) return null;
  const withFocal = (fx: number): Lens => ({ ...lens, fx, fy: (lens.fy / lens.fx) * fx });
  const centred = lens.cx === size.width / 2 ? lensWithField(lens, size, degrees) : null;
  if (centred) return withFocal(centred.fx);
  // Off its axis the two halves of the picture differ: the longer the focal length, the less it sees.
  let [low, high] = [1, 1_000_000];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = Math.sqrt(low * high);
    const seen = fieldOfView(withFocal(middle), size).horizontal;
    if (seen === null || seen > degrees) low = middle;
    else high = middle;
  }
  return withFocal(high);
}

function editCamera(label: string, id: string, change: (camera: RoadCamera) => RoadCamera): Command {
  return command(label, (scenario) =>
    withRoad(scenario, (road) => {
      const cameras = mapWhere(road.cameras, (camera) => camera.id === id, change);
      return cameras === road.cameras ? road : { ...road, cameras };
    }),
  );
}
