import type { Road, Scenario } from "../../document/schema";
import { cameraAt, shownCamera } from "../../scene";
import type { FrameRange } from "../../timeline";
import { rounded } from "./rounded";
import type { Triple } from "./record";

/** The camera's position (metres) and rotation at a frame: three rows that transform a direction from the ground frame to the camera's. */
export type GroundTruthPose = { frame: number; position: Triple; rotation: [Triple, Triple, Triple] };

/** `camera` of `ground_truth.json`: whole pixel coordinates are borders between pixels, so that OpenCV's cx and cy are less by 0.5. */
export type GroundTruthCamera = {
  id: string;
  model: "pinhole" | "fisheye";
  width: number;
  height: number;
  fx: number;
  fy: number;
  cx: number;
  cy: number;
  /** Pinhole: k1, k2, p1, p2, k3; fisheye: k1, k2, k3, k4; as in OpenCV. */
  distortion: number[];
  /** At every frame; only the first one if the camera does not move. */
  poses: GroundTruthPose[];
};

/** The camera whose picture is exported, for the frames of a range, which count from 0. */
export function groundTruthCamera(scenario: Scenario, road: Road, range: FrameRange): GroundTruthCamera {
  const { id, lens } = shownCamera(road);
  const { width, height } = scenario.video;
  const { model, fx, fy, cx, cy, distortion } = lens;
  const poses: GroundTruthPose[] = [];
  for (let frame = range.start; frame < range.end; frame++) poses.push(poseAt(scenario, road, frame, range.start));
  const [first] = poses;
  const same = (pose: GroundTruthPose) =>
    first !== undefined && JSON.stringify({ ...pose, frame: 0 }) === JSON.stringify({ ...first, frame: 0 });
  return { id, model, width, height, fx, fy, cx, cy, distortion: [...distortion], poses: first && poses.every(same) ? [first] : poses };
}

function poseAt(scenario: Scenario, road: Road, frame: number, start: number): GroundTruthPose {
  const { position, rotation } = cameraAt(scenario, road, frame).pose;
  const row = ([x, y, z]: readonly [number, number, number]): Triple => [precise(x), precise(y), precise(z)];
  return {
    frame: frame - start,
    position: [rounded(position.x), rounded(position.y), rounded(position.z)],
    rotation: [row(rotation[0]), row(rotation[1]), row(rotation[2])],
  };
}

/** A rotation's errors grow with distance: 1e-9 is 0.1 µm at 100 m. */
const precise = (value: number): number => Math.round(value * 1e9) / 1e9;
