import type { CameraPose } from "@/core/camera";
import type { GroundTruthCamera } from "@/core/truth";

/** The pose of a camera at a frame; a camera that stands has only one. Null where the truth tells none. */
export function poseAt({ poses }: GroundTruthCamera, frame: number): CameraPose | null {
  const pose = poses.length === 1 ? poses[0] : poses[frame];
  if (!pose) return null;
  const [x, y, z] = pose.position;
  return { position: { x, y, z }, rotation: pose.rotation };
}
