import { directionToCameraFrame, toCameraFrame, type CameraPose } from "@/core/camera";
import type { Box } from "@/core/scene";
import { levelled } from "@/core/truth";
import { arrayOf, numberOf, objectOf, type JsonObject } from "../read/json";

/** Length, width and height in metres. */
export type TruthDimensions = readonly [length: number, width: number, height: number];

/** Checks what `ground_truth.json` of a road scenario tells beside that of a picture. */
export type RoadTruthCheck = {
  /** Checks an annotation. @param fault says what is wrong with one of its values, by its name */
  check(
    annotation: JsonObject,
    at: { frame: number; trackId: number; box: Box | undefined; visibility: number },
    fault: (name: string, message: string) => void,
  ): void;
  /** By track. */
  readonly dimensions: ReadonlyMap<number, TruthDimensions>;
};

/** Metres and radians: values are told to a millionth, and a few of them add up. */
const TOLERANCE = 1e-4;
/** Pixels by which a silhouette may pass its box's corners; and the share of its size, where a lens bows the box's edges. */
const BESIDE = { pixels: 1, share: 0.03 };
/** Pixels: corners further out belong to bodies that reach past the camera. */
const FAR_OUT = 100_000;

/** @param root of `ground_truth.json`, whose world is the road; `report` says what is wrong with its camera */
export function roadTruthCheck(root: JsonObject, report: (place: string, message: string) => void): RoadTruthCheck {
  const camera = objectOf(root["camera"]);
  const isFisheye = camera["model"] === "fisheye";
  const poses = arrayOf(camera["poses"]).map(objectOf);
  const dimensions = new Map<number, TruthDimensions>();
  for (const name of ["width", "height", "fx", "fy"])
    if (!(numberOf(camera[name]) > 0)) report(`camera.${name}`, "it is not a number above 0");
  for (const name of ["cx", "cy"]) if (!Number.isFinite(numberOf(camera[name]))) report(`camera.${name}`, "it is not a number");
  if (poses.length === 0) report("camera.poses", "there are none");
  if (!isFisheye && camera["model"] !== "pinhole") report("camera.model", 'it is neither "pinhole" nor "fisheye"');
  return {
    dimensions,
    check(annotation, { frame, trackId, box, visibility }, fault) {
      const space = objectOf(annotation["box_3d"]);
      const size = objectOf(space["dimensions"]);
      const told: TruthDimensions = [numberOf(size["length"]), numberOf(size["width"]), numberOf(size["height"])];
      if (!told.every((value) => value > 0)) return fault("box_3d.dimensions", "they are not three lengths above 0");
      const before = dimensions.get(trackId) ?? told;
      dimensions.set(trackId, before);
      if (told.some((value, index) => value !== before[index])) fault("box_3d.dimensions", `track ${trackId} had others before`);
      const [seen, whole] = [numberOf(annotation["pixels_seen"]), numberOf(annotation["pixels_whole"])];
      if (!Number.isInteger(seen) || !Number.isInteger(whole) || seen < 0 || seen > whole || whole === 0)
        fault("pixels_seen", `${seen} of ${whole} pixels of the silhouette cannot be seen`);
      else if (visibility > seen / whole + 1e-6) fault("visibility", `it is above pixels_seen ÷ pixels_whole (${seen / whole})`);
      const outside = box && !isFisheye ? besideCorners(box, arrayOf(space["corners_px"])) : 0;
      if (outside > 0) fault("box_3d.corners_px", `the bounding box reaches ${outside.toFixed(1)} pixels beyond them`);
      const pose = poseOf(poses.length === 1 ? poses[0] : poses[frame]);
      if (!pose) return fault("frame", `the camera has no pose at frame ${frame}`);
      checkAngles(annotation, space, pose, fault);
    },
  };
}

/** Pixels by which a box passes the corners of the box in space; 0 where it does not, or the lens does not see them all. */
function besideCorners({ x, y, width, height }: Box, corners: readonly unknown[]): number {
  const places = corners.map((corner) => arrayOf(corner).map(numberOf));
  const [us, vs] = [places.map(([u = Number.NaN]) => u), places.map(([, v = Number.NaN]) => v)];
  if (places.length !== 8 || [...us, ...vs].some((value) => !(Math.abs(value) < FAR_OUT))) return 0;
  const most = Math.max(
    Math.min(...us) - x - BESIDE.share * width,
    x + width - Math.max(...us) - BESIDE.share * width,
    Math.min(...vs) - y - BESIDE.share * height,
    y + height - Math.max(...vs) - BESIDE.share * height,
  );
  return most > BESIDE.pixels ? most : 0;
}

function checkAngles(annotation: JsonObject, space: JsonObject, pose: CameraPose, fault: (name: string, message: string) => void): void {
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = arrayOf(space["center"]).map(numberOf);
  const center = { x, y, z };
  const seen = toCameraFrame(pose, center);
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = arrayOf(space["camera_center"]).map(numberOf);
  if (!(Math.hypot(a - seen.x, b - seen.y, c - seen.z) < TOLERANCE))
    fault("box_3d.camera_center", "it is not box_3d.center as the camera's pose has it");
  const distance = Math.hypot(seen.x, seen.y, seen.z);
  if (!(Math.abs(numberOf(annotation["distance"]) - distance) < TOLERANCE)) fault("distance", `it is not that of the box (${distance})`);
  const level = levelled(pose);
  const heading = (numberOf(space["heading"]) * Math.PI) / 180;
  const ahead = directionToCameraFrame(level, { x: Math.cos(heading), y: Math.sin(heading), z: 0 });
  const rotation = Math.atan2(-ahead.z, ahead.x);
  const place = toCameraFrame(level, center);
  if (!(turn(numberOf(annotation["rotation_y"]) - rotation) < TOLERANCE))
    fault("rotation_y", `it does not follow from box_3d.heading and the camera (${rotation})`);
  if (!(turn(numberOf(annotation["alpha"]) - rotation + Math.atan2(place.x, place.z)) < TOLERANCE))
    fault("alpha", "it is not rotation_y less the angle at which the camera sees the box");
}

/** How far an angle is from a whole number of turns (radians). */
const turn = (radians: number): number => Math.abs(Math.atan2(Math.sin(radians), Math.cos(radians)));

function poseOf(pose: JsonObject | undefined): CameraPose | null {
  if (!pose) return null;
  const row = (value: unknown): [number, number, number] => {
    const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = arrayOf(value).map(numberOf);
    return [x, y, z];
  };
  const [x, y, z] = row(pose["position"]);
  const [right, down, ahead] = arrayOf(pose["rotation"]).map(row);
  return right && down && ahead ? { position: { x, y, z }, rotation: [right, down, ahead] } : null;
}
