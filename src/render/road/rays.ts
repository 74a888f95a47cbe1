import { directionToGroundFrame, fromLens, type Camera } from "@/core/camera";
import { RAY_CELL } from "@/raster";

// The lens is evaluated once, since that takes longer than rotating its rays.
const ofLenses = new WeakMap<Camera["lens"], Map<string, Float32Array>>();
let last: { key: string; rays: Float32Array } | null = null;

/** The rays of a camera in the ground frame, as `Shading.rays` wants them. */
export function raysOf(camera: Camera): Float32Array {
  const key = JSON.stringify([camera.lens, camera.width, camera.height, camera.pose.rotation]);
  if (last?.key === key) return last.rays;
  const seen = lensRays(camera);
  const rays = new Float32Array(seen.length);
  for (let at = 0; at < rays.length; at += 4) {
    const direction = directionToGroundFrame(camera.pose, { x: seen[at] ?? 0, y: seen[at + 1] ?? 0, z: seen[at + 2] ?? 0 });
    rays[at] = direction.x;
    rays[at + 1] = direction.y;
    rays[at + 2] = direction.z;
    rays[at + 3] = seen[at + 3] ?? 1;
  }
  last = { key, rays };
  return rays;
}

/** In the camera frame, each with its length: to depth 1 metre along the axis or, for a fisheye, 1 metre long. */
function lensRays({ lens, width, height }: Camera): Float32Array {
  const sizes = ofLenses.get(lens) ?? new Map<string, Float32Array>();
  ofLenses.set(lens, sizes);
  const key = `${width} ${height}`;
  const known = sizes.get(key);
  if (known) return known;
  const columns = Math.ceil(width / RAY_CELL) + 1;
  const rows = Math.ceil(height / RAY_CELL) + 1;
  const rays = new Float32Array(columns * rows * 4);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const ray = fromLens(lens, { u: column * RAY_CELL, v: row * RAY_CELL });
      // Where the lens shows nothing, nothing is drawn, so any direction will do: upwards.
      const { x, y, z } = ray ?? { x: 0, y: -1, z: 0 };
      const length = ray && lens.model === "pinhole" ? 1 / z : 1;
      rays.set([x * length, y * length, z * length, length], (row * columns + column) * 4);
    }
  sizes.set(key, rays);
  return rays;
}
