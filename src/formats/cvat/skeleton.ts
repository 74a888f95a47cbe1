import { JOINTS } from "@/core/bodies";
import type { ActorType } from "@/core/document/constants";
import { KEYPOINT_FLAGS, type Keypoints } from "@/core/scene";

const SUFFIX = "_keypoints";

/** The label under which CVAT has a type's keypoints: a label is either for boxes or for skeletons. */
export const skeletonLabel = (type: ActorType): string => `${type}${SUFFIX}`;

/** The label of the boxes that a label of keypoints belongs to; others stay as they are. */
export const labelOfBoxes = (label: string): string => (label.endsWith(SUFFIX) ? label.slice(0, -SUFFIX.length) : label);

/** A person at a frame. Keypoints that are not labelled are outside, hidden ones occluded. */
export function skeletonElement(frame: number, keypoints: Keypoints, outside: boolean, trackId: number): string {
  const points = JOINTS.map((label, index) => {
    const [x = 0, y = 0, flag = 0] = keypoints.slice(index * 3, index * 3 + 3);
    const away = outside || flag === KEYPOINT_FLAGS.notLabelled;
    return (
      `      <points label="${label}" keyframe="1" outside="${away ? 1 : 0}" occluded="${flag === KEYPOINT_FLAGS.hidden ? 1 : 0}" ` +
      `points="${x.toFixed(2)},${y.toFixed(2)}"/>\n`
    );
  });
  return (
    `    <skeleton frame="${frame}" keyframe="1" outside="${outside ? 1 : 0}" z_order="0">\n${points.join("")}` +
    `      <attribute name="track_id">${trackId}</attribute>\n    </skeleton>\n`
  );
}

/** The labels of a skeleton and of its points, as `<labels>` declares them. @param attributes of the skeleton, declared */
export function skeletonLabels(type: ActorType, color: string, attributes: string): string {
  const label = skeletonLabel(type);
  const points = JOINTS.map(
    (name) =>
      `        <label><name>${name}</name><color>#${color}</color><type>points</type>` +
      `<attributes></attributes><parent>${label}</parent></label>\n`,
  );
  return (
    `        <label><name>${label}</name><color>#${color}</color><type>skeleton</type>\n` +
    `          <attributes>\n${attributes}          </attributes>\n        </label>\n${points.join("")}`
  );
}
