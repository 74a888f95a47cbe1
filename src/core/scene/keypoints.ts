import { JOINTS, type Joint } from "../bodies";

/** Of each of COCO's 17 keypoints, in the order of `JOINTS`: x, y (pixels, on the scale of boxes) and its flag. */
export type Keypoints = readonly number[];

/** COCO's flags of a keypoint. */
export const KEYPOINT_FLAGS = { notLabelled: 0, hidden: 1, visible: 2 } as const;

/** Where a joint is in the picture. `hidden`: behind the person's own body. */
export type PlacedJoint = { readonly x: number; readonly y: number; readonly hidden: boolean };

/**
 * The keypoints of a person. Not labelled (0, 0, 0): joints outside the picture, and those that the figure does not have. Visible: the
 * pixel at that place is one of the person, and no other part of their own body is in front of the joint. Hidden: all others.
 * @param placeOf where a joint is; null if the figure does not have it @param isOwn whether a pixel of the picture shows the person
 */
export function keypointsIn(
  { width, height }: { width: number; height: number },
  placeOf: (joint: Joint, index: number) => PlacedJoint | null,
  isOwn: (column: number, row: number) => boolean,
): Keypoints {
  return JOINTS.flatMap((joint, index) => {
    const place = placeOf(joint, index);
    if (!place) return [0, 0, KEYPOINT_FLAGS.notLabelled];
    const [x, y] = [hundredths(place.x), hundredths(place.y)];
    if (!(x >= 0 && y >= 0 && x < width && y < height)) return [0, 0, KEYPOINT_FLAGS.notLabelled];
    const isVisible = !place.hidden && isOwn(Math.floor(x), Math.floor(y));
    return [x, y, isVisible ? KEYPOINT_FLAGS.visible : KEYPOINT_FLAGS.hidden];
  });
}

/** Adding 0 turns −0 into 0. */
const hundredths = (value: number): number => Math.round(value * 100) / 100 + 0;

/** The number of labelled keypoints, as COCO's `num_keypoints` counts them. */
export function labelledKeypoints(keypoints: Keypoints): number {
  let count = 0;
  for (let index = 2; index < keypoints.length; index += 3) if ((keypoints[index] ?? 0) > 0) count++;
  return count;
}
