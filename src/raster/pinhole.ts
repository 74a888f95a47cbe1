import type { PixelMatrix } from "./types";

/** Focal lengths and the principal point, in pixels. */
export type Pinhole = { fx: number; fy: number; cx: number; cy: number };

/**
 * The projection matrix of a camera without distortion.
 * @param pose three rows of four that transform a position to the camera frame (x right, y down, z ahead, metres); omitted if positions
 *   are in that frame already
 */
export function pinholeMatrix({ fx, fy, cx, cy }: Pinhole, pose: ArrayLike<number> = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]): PixelMatrix {
  const matrix = new Float64Array(12);
  for (let column = 0; column < 4; column++) {
    const [x = 0, y = 0, z = 0] = [pose[column], pose[4 + column], pose[8 + column]];
    matrix[column] = fx * x + cx * z;
    matrix[4 + column] = fy * y + cy * z;
    matrix[8 + column] = z;
  }
  return matrix;
}
