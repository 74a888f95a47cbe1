import { throughLens, type Camera, type PicturePoint } from "@/core/camera";
import type { Mesh } from "@/raster";
import type { Flow } from "./framePixels";
import { sightRays, type SightRays } from "./sightRays";
import { NOTHING } from "./triangles";

/** A piece as the camera sees it. */
export type SeenPiece = {
  /** The number of its first triangle. */
  readonly first: number;
  readonly mesh: Mesh;
  /** Its corners in the camera's frame. */
  readonly corners: Float64Array;
  /** Whether neighbouring triangles lie in one plane, which may be followed beyond their edges. */
  readonly isFlat: boolean;
};

/** The corners of a piece at the next frame, in the frame of the camera then. */
export type Moved = Float64Array;

/**
 * Where the rays of pixel centres meet the triangles that are seen there. The rasteriser only says which triangle it is: its corners are
 * rounded to 1/256 pixel, and a curved lens is made of straight pieces, while what is computed here is exact.
 */
export class PixelGeometry {
  private readonly rays: SightRays;
  /** Shares of the triangle's corners at the pixel in hand. */
  private a = 0;
  private b = 0;
  private c = 0;
  /** Whether the point is beside the ray, if that passes the triangle by. */
  private isBeside = false;
  /** The numbers of its corners' coordinates. */
  private ia = 0;
  private ib = 0;
  private ic = 0;

  constructor(
    private readonly camera: Camera,
    private readonly triangles: Uint32Array,
    private readonly owners: Uint32Array,
    private readonly pieces: readonly SeenPiece[],
  ) {
    this.rays = sightRays(camera);
  }

  /** Metres to what is seen in each pixel; infinite where that is the sky. */
  depth(): Float64Array {
    const { triangles } = this;
    const isAlongAxis = this.camera.lens.model === "pinhole";
    const depths = new Float64Array(triangles.length).fill(Infinity);
    for (let at = 0; at < depths.length; at++) {
      const piece = this.meet(at);
      if (!piece) continue;
      const { corners } = piece;
      const z = this.mixed(corners, 2);
      if (isAlongAxis) depths[at] = z;
      else {
        const [x, y] = [this.mixed(corners, 0), this.mixed(corners, 1)];
        depths[at] = Math.sqrt(x * x + y * y + z * z);
      }
    }
    return depths;
  }

  /** By how many columns and rows what is seen in each pixel will have moved. @param moved each piece then; null for one that is gone */
  flow({ lens }: Camera, moved: readonly (Moved | null)[]): Flow {
    const { triangles, owners } = this;
    const { width } = this.camera;
    const plane = () => new Float64Array(triangles.length).fill(NaN);
    const [u, v, depth] = [plane(), plane(), plane()];
    for (let at = 0, column = 0, row = 0; at < triangles.length; at++) {
      const piece = this.meet(at);
      const corners = piece && moved[owners[triangles[at] ?? 0] ?? 0];
      const then = corners ? this.placed(lens, corners) : null;
      if (piece && corners && then) {
        const now = (this.isBeside ? this.placed(this.camera.lens, piece.corners) : null) ?? { u: column + 0.5, v: row + 0.5 };
        u[at] = then.u - now.u;
        v[at] = then.v - now.v;
        const [x, y, z] = [this.mixed(corners, 0), this.mixed(corners, 1), this.mixed(corners, 2)];
        depth[at] = lens.model === "pinhole" ? z : Math.sqrt(x * x + y * y + z * z);
      }
      if (++column === width) {
        column = 0;
        row++;
      }
    }
    return { u, v, depth };
  }

  /** Where a lens shows the point in hand; null if it does not. */
  private placed(lens: Camera["lens"], corners: Float64Array): PicturePoint | null {
    const [x, y, z] = [this.mixed(corners, 0), this.mixed(corners, 1), this.mixed(corners, 2)];
    if (lens.model === "fisheye" || lens.distortion.some((coefficient) => coefficient !== 0)) return throughLens(lens, { x, y, z });
    return z > 0 ? { u: (lens.fx * x) / z + lens.cx, v: (lens.fy * y) / z + lens.cy } : null;
  }

  /** A coordinate of the point in hand, at corners that correspond to those of its triangle. */
  private mixed(corners: Float64Array, axis: number): number {
    return this.a * (corners[this.ia + axis] ?? 0) + this.b * (corners[this.ib + axis] ?? 0) + this.c * (corners[this.ic + axis] ?? 0);
  }

  /** Takes the point that is seen in a pixel. @returns its piece; null for none */
  private meet(at: number): SeenPiece | null {
    const triangle = this.triangles[at] ?? NOTHING;
    const [dx, dy, dz] = [this.rays[3 * at] ?? NaN, this.rays[3 * at + 1] ?? NaN, this.rays[3 * at + 2] ?? NaN];
    const piece = triangle === NOTHING ? undefined : this.pieces[this.owners[triangle] ?? 0];
    if (!piece || Number.isNaN(dx)) return null;
    const { corners, first, mesh } = piece;
    const index = 3 * (triangle - first);
    const [ia, ib, ic] = [3 * (mesh.indices[index] ?? 0), 3 * (mesh.indices[index + 1] ?? 0), 3 * (mesh.indices[index + 2] ?? 0)];
    const [ax, ay, az] = [corners[ia] ?? 0, corners[ia + 1] ?? 0, corners[ia + 2] ?? 0];
    const [ux, uy, uz] = [(corners[ib] ?? 0) - ax, (corners[ib + 1] ?? 0) - ay, (corners[ib + 2] ?? 0) - az];
    const [vx, vy, vz] = [(corners[ic] ?? 0) - ax, (corners[ic + 1] ?? 0) - ay, (corners[ic + 2] ?? 0) - az];
    // Möller and Trumbore 1997, with the camera at the origin.
    const [px, py, pz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
    const inverse = 1 / (ux * px + uy * py + uz * pz);
    const [qx, qy, qz] = [az * uy - ay * uz, ax * uz - az * ux, ay * ux - ax * uy];
    let b = -(ax * px + ay * py + az * pz) * inverse;
    let c = (dx * qx + dy * qy + dz * qz) * inverse;
    const isAhead = (vx * qx + vy * qy + vz * qz) * inverse > 0;
    const isExact = Number.isFinite(b) && Number.isFinite(c) && isAhead;
    this.isBeside = !isExact || (!piece.isFlat && (b < 0 || c < 0 || b + c > 1));
    if (this.isBeside) {
      // Where rounded corners let a triangle be seen a little beyond its edge, its nearest point is taken.
      [b, c] = isExact ? [Math.max(0, b), Math.max(0, c)] : [1 / 3, 1 / 3];
      const sum = b + c;
      if (sum > 1) [b, c] = [b / sum, c / sum];
    }
    [this.a, this.b, this.c, this.ia, this.ib, this.ic] = [1 - b - c, b, c, ia, ib, ic];
    return piece;
  }
}
