import type { GroundTruthCamera, GroundTruthRecord, GroundTruthPose } from "@/core/truth";
import { cosDegrees, sinDegrees } from "@/core/exact";
import type { SourceCamera } from "../types";

/** Names of the two coordinate systems: the ground frame, as in ISO 8855, and the camera's, as in OpenCV. */
export const GROUND = "ground";
export const CAMERA = "camera";

/** The name of boxes in space. */
export const CUBOID = "box_3d";

/** `coordinate_systems`: the camera in the ground frame; one that moves has its pose in every frame's transforms. */
export function coordinateSystems({ truth }: SourceCamera) {
  const [first] = truth.poses;
  return {
    [GROUND]: { type: "scene_cs", parent: "", children: [CAMERA] },
    [CAMERA]: {
      type: "sensor_cs",
      parent: GROUND,
      children: [],
      ...(first && truth.poses.length === 1 ? { pose_wrt_parent: { matrix4x4: cameraToGround(first) } } : {}),
    },
  };
}

/** `frame_properties.transforms` of a frame: what takes points of the camera's frame to the ground frame. Null for a camera that stands. */
export function cameraTransforms({ truth }: SourceCamera, frame: number) {
  const pose = truth.poses.length > 1 ? truth.poses[frame] : undefined;
  if (!pose) return null;
  return { camera_to_ground: { src: CAMERA, dst: GROUND, transform_src_to_dst: { matrix4x4: cameraToGround(pose) } } };
}

/** Rows of a 4 × 4 matrix, one after another. */
function cameraToGround({ position: [x, y, z], rotation: [right, down, ahead] }: GroundTruthPose): number[] {
  const row = (axis: 0 | 1 | 2, offset: number) => [right[axis], down[axis], ahead[axis], offset];
  return [...row(0, x), ...row(1, y), ...row(2, z), 0, 0, 0, 1];
}

/**
 * The stream's intrinsics in OpenLABEL's words. Camera matrices are OpenCV's, with pixel centres at whole numbers: 0.5 less than in boxes,
 * whose coordinates are borders between pixels.
 */
export function intrinsics({ model, width, height, fx, fy, cx, cy, distortion }: GroundTruthCamera) {
  const [x, y] = [cx - 0.5, cy - 0.5];
  return model === "pinhole"
    ? {
        intrinsics_pinhole: {
          width_px: width,
          height_px: height,
          camera_matrix_3x4: [fx, 0, x, 0, 0, fy, y, 0, 0, 0, 1, 0],
          distortion_coeffs_1xN: distortion,
        },
      }
    : {
        intrinsics_fisheye: {
          width_px: width,
          height_px: height,
          center_x: x,
          center_y: y,
          focal_length_x: fx,
          focal_length_y: fy,
          lens_coeffs_1xN: distortion,
        },
      };
}

/** A record's cuboid: place, rotation as a quaternion (x, y, z, w), and size along its own axes (ahead, left, up). */
export function cuboidOf({ box_3d: box, distance, velocity }: GroundTruthRecord) {
  if (!box) return null;
  const { length, width, height } = box.dimensions;
  const half = box.heading / 2;
  return {
    name: CUBOID,
    val: [...box.center, 0, 0, sinDegrees(half), cosDegrees(half), length, width, height],
    coordinate_system: GROUND,
    attributes: {
      num: distance === undefined ? [] : [{ name: "distance", val: distance }],
      vec: velocity === undefined ? [] : [{ name: "velocity", val: velocity }],
    },
  };
}
