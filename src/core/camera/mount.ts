import { cosDegrees, sinDegrees } from "../exact";
import type { Vector2 } from "../world/vector";
import type { CameraPose } from "./camera";

/**
 * How a camera is mounted, in metres and degrees: in the ground frame, or in that of the actor that carries it, whose origin is the centre
 * of its footprint. Angles are those of ISO 8855 and OpenSCENARIO, applied in the order yaw, pitch, roll: yaw counter-clockwise (to the
 * left), pitch downwards, roll to the right (clockwise in viewing direction). If all are 0, the camera looks along x, level.
 */
export type Mount = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
};

/** The actor that carries a camera: the centre of its footprint in metres, and its heading in degrees, counter-clockwise from x. */
export type Carrier = Vector2 & { readonly heading: number };

const WORLD: Carrier = { x: 0, y: 0, heading: 0 };

/** The pose of a mounted camera. @param carrier omitted if the camera is fixed in the ground frame */
export function mountedPose(mount: Mount, carrier: Carrier = WORLD): CameraPose {
  const [cosine, sine] = [cosDegrees(carrier.heading), sinDegrees(carrier.heading)];
  const yaw = carrier.heading + mount.yaw;
  const [cy, sy] = [cosDegrees(yaw), sinDegrees(yaw)];
  const [cp, sp] = [cosDegrees(mount.pitch), sinDegrees(mount.pitch)];
  const [cr, sr] = [cosDegrees(mount.roll), sinDegrees(mount.roll)];
  // Columns of Rz(yaw) Ry(pitch) Rx(roll): the camera's axes ahead, left and up in the ground frame.
  return {
    position: { x: carrier.x + mount.x * cosine - mount.y * sine, y: carrier.y + mount.x * sine + mount.y * cosine, z: mount.z },
    rotation: [
      [sy * cr - cy * sp * sr, -(cy * cr + sy * sp * sr), -(cp * sr)],
      [-(cy * sp * cr + sy * sr), -(sy * sp * cr - cy * sr), -(cp * cr)],
      [cy * cp, sy * cp, -sp],
    ],
  };
}
