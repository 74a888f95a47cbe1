import { hypot } from "../exact";
import type { Vector2 } from "../world/vector";
import { unproject, type Camera } from "./camera";

/** Number of positions on each edge of the picture. */
const STEPS = 12;

/**
 * The part of the ground that a camera sees, for a view from above: the outline of its picture on the ground (metres), in order around the
 * picture, limited to a distance from the camera. Where the picture extends above the horizon, the outline follows that distance.
 */
export function viewOnGround(camera: Camera, reach: number): Vector2[] {
  const { width, height, pose } = camera;
  const outline: Vector2[] = [];
  const corners = [
    { u: 0, v: height },
    { u: 0, v: 0 },
    { u: width, v: 0 },
    { u: width, v: height },
  ];
  corners.forEach((from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from;
    for (let step = 0; step < STEPS; step++) {
      const share = step / STEPS;
      const ray = unproject(camera, { u: from.u + (to.u - from.u) * share, v: from.v + (to.v - from.v) * share });
      if (!ray) continue;
      const along = hypot(ray.x, ray.y);
      if (along === 0) continue;
      const toGround = ray.z < 0 ? (pose.position.z / -ray.z) * along : Infinity;
      const distance = Math.min(toGround, reach) / along;
      outline.push({ x: pose.position.x + ray.x * distance, y: pose.position.y + ray.y * distance });
    }
  });
  return outline;
}
