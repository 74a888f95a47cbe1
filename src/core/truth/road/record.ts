import { toCameraFrame, directionToCameraFrame, project, type Camera, type CameraPose } from "../../camera";
import { atan2, hypot } from "../../exact";
import type { Dimensions } from "../../document/dimensions";
import type { ActorState, RoadView, Solid } from "../../scene";
import { cornersOf, directionOf, normalDegrees, type Vector2, type Vector3 } from "../../world";
import { rounded } from "./rounded";

export type Triple = [x: number, y: number, z: number];

/** A body's box in space; metres and degrees. */
export type Box3d = {
  /** Its centre in the ground frame: x ahead, y left, z up. */
  center: Triple;
  dimensions: { length: number; width: number; height: number };
  /** Degrees counter-clockwise from x, above −180 and up to 180. */
  heading: number;
  /** Its centre in the camera frame: x right, y down, z ahead. */
  camera_center: Triple;
  /**
   * Its corners in pixels, through the lens: the lower four, then the upper four, each from front left counter-clockwise as seen from
   * above. Null if the lens cannot show one of them.
   */
  corners_px: [u: number, v: number][] | null;
};

/** The keys of an actor's annotation that only road scenarios have. */
export type RoadRecord = {
  box_3d: Box3d;
  /** Distance from the camera to the centre of the box in metres. */
  distance: number;
  /** In metres per second in the ground frame; and relative to the ego, null if there is no ego. */
  velocity: [x: number, y: number];
  relative_velocity: [x: number, y: number] | null;
  /** Number of visible pixels, and of all pixels of the silhouette, including those outside of the picture and behind others. */
  pixels_seen: number;
  pixels_whole: number;
  /**
   * Radians from −π to π, as KITTI has them: the heading about the downward axis of the levelled camera (its own without pitch and roll),
   * 0 to its right; and the same as observed by the camera, minus the angle at which it sees the centre of the box.
   */
  alpha: number;
  rotation_y: number;
};

/** The road's part of an actor's record. */
export function roadRecord({ solid, pixels }: ActorState, { camera, egoVelocity }: RoadView): RoadRecord | null {
  if (!solid || !pixels) return null;
  const center = { x: solid.x, y: solid.y, z: solid.z + solid.dimensions.height / 2 };
  const seen = toCameraFrame(camera.pose, center);
  const { x, y } = solid.velocity;
  const rotation = rotationY(camera.pose, solid.heading);
  const level = toCameraFrame(levelled(camera.pose), center);
  return {
    box_3d: {
      center: triple(center),
      dimensions: dimensionsOf(solid.dimensions),
      heading: rounded(normalDegrees(solid.heading)),
      camera_center: triple(seen),
      corners_px: cornersInPicture(camera, solid),
    },
    distance: rounded(hypot(hypot(seen.x, seen.y), seen.z)),
    velocity: [rounded(x), rounded(y)],
    relative_velocity: egoVelocity ? [rounded(x - egoVelocity.x), rounded(y - egoVelocity.y)] : null,
    pixels_seen: pixels.seen,
    pixels_whole: pixels.whole,
    alpha: rounded(wrapped(rotation - atan2(level.x, level.z))),
    rotation_y: rounded(rotation),
  };
}

/** In this order in every file. */
const dimensionsOf = ({ length, width, height }: Dimensions) => ({ length, width, height });

const triple = ({ x, y, z }: Vector3): Triple => [rounded(x), rounded(y), rounded(z)];

function cornersInPicture(camera: Camera, { x, y, z, heading, dimensions }: Solid): Box3d["corners_px"] {
  const footprint = cornersOf({ x, y, heading, length: dimensions.length, width: dimensions.width });
  const corners: [u: number, v: number][] = [];
  for (const height of [0, dimensions.height])
    for (const corner of footprint) {
      const place = project(camera, { ...corner, z: z + height });
      if (!place) return null;
      corners.push([rounded(place.u), rounded(place.v)]);
    }
  return corners;
}

/** The angle of a heading about the downward axis of the levelled camera, from its right (radians, −π to π). */
function rotationY(pose: CameraPose, heading: number): number {
  const { x, y } = directionOf(heading);
  const direction = directionToCameraFrame(levelled(pose), { x, y, z: 0 });
  return atan2(-direction.z, direction.x);
}

const wrapped = (radians: number): number => (normalDegrees((radians * 180) / Math.PI) * Math.PI) / 180;

/**
 * The camera without its pitch and roll, at the same place and with the same yaw: x right and z ahead on the level, y straight down.
 * KITTI's labels know no other frame. A camera that looks straight down has as its yaw that of its picture's upper edge.
 */
export function levelled({ position, rotation }: CameraPose): CameraPose {
  const [, down, ahead] = rotation;
  const direction: Vector2 = hypot(ahead[0], ahead[1]) > 1e-9 ? { x: ahead[0], y: ahead[1] } : { x: -down[0], y: -down[1] };
  const length = hypot(direction.x, direction.y);
  const [x, y] = [direction.x / length, direction.y / length];
  return {
    position,
    rotation: [
      [y, -x, 0],
      [0, 0, -1],
      [x, y, 0],
    ],
  };
}
