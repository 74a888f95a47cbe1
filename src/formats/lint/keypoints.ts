import { counted } from "@/core/text";
import { JOINTS } from "@/core/bodies";
import { KEYPOINT_FLAGS, labelledKeypoints, type Box } from "@/core/scene";

const FLAGS: ReadonlySet<number> = new Set(Object.values(KEYPOINT_FLAGS));

/**
 * What is wrong with a person's keypoints, or null: their number, a flag, one outside the picture, or a visible one where nothing of the
 * person is.
 * @param seen box of what is visible; undefined where that is not known
 */
export function keypointsFault(
  keypoints: readonly number[],
  { width, height }: { width: number; height: number },
  seen: Box | null | undefined,
): string | null {
  if (keypoints.length !== 3 * JOINTS.length)
    return `the list has ${counted(keypoints.length, "number")}, not ${3 * JOINTS.length} (x, y and flag each)`;
  for (const [index, name] of JOINTS.entries()) {
    const [x = Number.NaN, y = Number.NaN, flag = Number.NaN] = keypoints.slice(3 * index, 3 * index + 3);
    if (!FLAGS.has(flag)) return `the flag of ${name} is ${flag}, not 0, 1 or 2`;
    if (flag === KEYPOINT_FLAGS.notLabelled && (x !== 0 || y !== 0)) return `${name} is not labelled (flag 0), but at ${x}, ${y}, not 0, 0`;
    if (!(x >= 0 && y >= 0 && x < width && y < height)) return `${name} is at ${x}, ${y}, outside the picture`;
    if (flag !== KEYPOINT_FLAGS.visible || seen === undefined) continue;
    if (!seen) return `${name} is visible, but nothing of the person is`;
    if (x < seen.x || y < seen.y || x >= seen.x + seen.width || y >= seen.y + seen.height)
      return `${name} is visible (flag 2) outside the visible box`;
  }
  return null;
}

/** What is wrong with an annotation's keypoints in COCO, whose evaluators require their number; null if nothing is. */
export function cocoKeypointsFault(keypoints: readonly number[], count: number, image: { width: number; height: number }): string | null {
  const message = keypointsFault(keypoints, image, undefined);
  if (message) return message;
  const labelled = labelledKeypoints(keypoints);
  return count === labelled ? null : `num_keypoints is ${count}, but ${labelled} are labelled`;
}
