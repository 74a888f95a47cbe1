import type { Vector2, Vector3 } from "../world/vector";
import { fromLens, throughLens, type Lens, type PicturePoint } from "./lens";

/** Three rows of three. */
export type Matrix3 = readonly [readonly [number, number, number], readonly [number, number, number], readonly [number, number, number]];

/** A camera's centre in the ground frame (metres), and the rotation from that frame to the camera's. */
export type CameraPose = { readonly position: Vector3; readonly rotation: Matrix3 };

/** A camera at a moment: picture size in pixels, lens and pose. */
export type Camera = { readonly width: number; readonly height: number; readonly lens: Lens; readonly pose: CameraPose };

/** Where a point appears in the picture, and how far away it is (metres). */
export type Projection = PicturePoint & {
  /** Along the optical axis, as in a depth image; negative for what a fisheye sees behind itself. */
  readonly depth: number;
  /** To the camera's centre. */
  readonly distance: number;
};

/** Rays closer to the horizon than this (sine of the angle) hit the ground beyond any road. */
const GRAZING = 1e-6;

/** Transforms a point from the ground frame to the camera frame: x right, y down, z ahead, in metres. */
export function toCameraFrame({ position, rotation }: CameraPose, point: Vector3): Vector3 {
  return rotated(rotation, { x: point.x - position.x, y: point.y - position.y, z: point.z - position.z });
}

/** Transforms a direction (such as a velocity) from the ground frame to the camera frame. */
export const directionToCameraFrame = ({ rotation }: CameraPose, direction: Vector3): Vector3 => rotated(rotation, direction);

/** Transforms a direction from the camera frame to the ground frame. */
export function directionToGroundFrame({ rotation: [right, down, ahead] }: CameraPose, { x, y, z }: Vector3): Vector3 {
  return {
    x: right[0] * x + down[0] * y + ahead[0] * z,
    y: right[1] * x + down[1] * y + ahead[1] * z,
    z: right[2] * x + down[2] * y + ahead[2] * z,
  };
}

/**
 * Where a point of the ground frame appears in a camera's picture or beyond its edges; null if the lens cannot show it: behind the
 * camera, or beyond the angle at which the distortion folds back.
 */
export function project(camera: Camera, point: Vector3): Projection | null {
  const seen = toCameraFrame(camera.pose, point);
  const place = throughLens(camera.lens, seen);
  return place && { ...place, depth: seen.z, distance: Math.sqrt(seen.x * seen.x + seen.y * seen.y + seen.z * seen.z) };
}

/**
 * The unit vector, in the ground frame, of the ray through a position in a camera's picture; null if the lens shows nothing there.
 */
export function unproject(camera: Camera, place: PicturePoint): Vector3 | null {
  const direction = fromLens(camera.lens, place);
  return direction && directionToGroundFrame(camera.pose, direction);
}

/**
 * The point at a height above the ground (metres; a pavement's, for example) that appears at a position in the picture. Null at and above
 * the horizon, and where the lens shows nothing.
 */
export function unprojectToGround(camera: Camera, place: PicturePoint, height = 0): Vector2 | null {
  const ray = unproject(camera, place);
  const { position } = camera.pose;
  if (!ray) return null;
  const fall = height - position.z;
  // The camera may also be below that height, as under a bridge.
  if (Math.abs(ray.z) < GRAZING || fall / ray.z <= 0) return null;
  const reach = fall / ray.z;
  return { x: position.x + ray.x * reach, y: position.y + ray.y * reach };
}

// By index: destructuring an array runs an iterator, which costs more than all of the arithmetic.
function rotated(rotation: Matrix3, { x, y, z }: Vector3): Vector3 {
  const right = rotation[0];
  const down = rotation[1];
  const ahead = rotation[2];
  return {
    x: right[0] * x + right[1] * y + right[2] * z,
    y: down[0] * x + down[1] * y + down[2] * z,
    z: ahead[0] * x + ahead[1] * y + ahead[2] * z,
  };
}
