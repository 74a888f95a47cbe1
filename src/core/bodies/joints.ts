import type { Dimensions } from "../document/dimensions";
import { bodyOf, type BodyKind } from "./body";
import type { Point } from "./builder";
import type { BodyLook } from "./look";

/** The joints of a person, in the order of COCO's keypoints. Left and right are the person's own. */
export const JOINTS = [
  "nose",
  "left_eye",
  "right_eye",
  "left_ear",
  "right_ear",
  "left_shoulder",
  "right_shoulder",
  "left_elbow",
  "right_elbow",
  "left_wrist",
  "right_wrist",
  "left_hip",
  "right_hip",
  "left_knee",
  "right_knee",
  "left_ankle",
  "right_ankle",
] as const;
export type Joint = (typeof JOINTS)[number];

/**
 * Where the joints of a body's person are: one point for each of `JOINTS`, in the body's own frame (metres: x ahead, y left, z up from the
 * ground). They come from the skeleton that the mesh is built around, so they move with it. Null for a body without a person.
 */
export function jointsOf(kind: BodyKind, dimensions: Dimensions, look: BodyLook): readonly Point[] | null {
  return bodyOf(kind, dimensions, look).joints;
}
