import { type Arena, Block } from "./arena";
import type { Kernel } from "./kernelInstance";
import { subdivide, type Project } from "./subdivide";
import type { Mesh } from "./types";

/** A lens that bends straight lines: a pinhole with Brown–Conrady distortion (k1, k2, p1, p2, k3), or a fisheye (k1 to k4). */
export type BentLens = {
  readonly model: "pinhole" | "fisheye";
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  readonly distortion: readonly number[];
  /** The largest angle to the axis that it can show: its tangent for a pinhole, in radians for a fisheye. */
  readonly reach: number;
  /** Nothing closer is drawn (metres). */
  readonly near: number;
  /** No edge up to this length (pixels) bends visibly. */
  readonly shortEdge: number;
  /** Where it shows a point of the camera's frame; used for triangles of which it shows a part only. */
  readonly project: Project;
};

/** How a mesh is seen through a lens. */
export type BentView = {
  /** Three rows of four that transform positions to the camera's frame. */
  readonly rows: Float64Array;
  /** Margin around the picture within which triangles are needed (pixels). */
  readonly around: number;
  /** A pyramid that contains the picture with this margin: slopes of its sides, metres per metre ahead. */
  readonly cone: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
};

/** What a triangle may find no room for, as the kernel tells it. */
export const LACKED = { corners: 1, records: 2, parts: 4 } as const;

const SETTINGS = 30;
const POINT_BYTES = 24;
const SEEN_BYTES = 12;
const CORNER_BYTES = 24;
const PART_BYTES = 80;
/** Room for the corners of a triangle that is cut, and for triangles of which a lens shows a part; it grows when needed. */
const SPARE_CORNERS = 4096;
const SPARE_PARTS = 256;

/** A kernel's memory for the corners of a mesh that is seen through a lens. */
export class LensTables {
  private readonly settings: number;
  private readonly points: Block;
  private readonly seen: Block;
  private readonly corners: Block;
  private readonly parts: Block;
  private spareCorners = SPARE_CORNERS;
  private spareParts = SPARE_PARTS;

  constructor(
    private readonly kernel: Kernel,
    arena: Arena,
  ) {
    const block = () => new Block(arena, kernel.memory);
    [this.points, this.seen, this.corners, this.parts] = [block(), block(), block(), block()];
    this.settings = arena.take(SETTINGS * 8);
  }

  set({ model, fx, fy, cx, cy, distortion, reach, near, shortEdge }: BentLens, { rows, around, cone }: BentView): void {
    const isFisheye = model === "fisheye";
    const [k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0] = distortion;
    const limit = isFisheye ? reach : reach * reach;
    const { left, right, top, bottom } = cone;
    const values = [isFisheye ? 1 : 0, fx, fy, cx, cy, k1, k2, k3, k4, k5, limit, near, shortEdge * shortEdge, around];
    const table = new Float64Array(this.kernel.memory.buffer, this.settings, SETTINGS);
    table.set([...values, left, right, top, bottom]);
    table.set(rows, values.length + 4);
  }

  /** Projects the corners of a mesh. @param positions their address */
  project(positions: number, corners: number): void {
    const most = corners + this.spareCorners;
    this.kernel.bendCorners(
      this.settings,
      positions,
      corners,
      this.points.ensure(most * POINT_BYTES),
      this.seen.ensure(most * SEEN_BYTES),
      this.corners.ensure(most * CORNER_BYTES),
      most,
    );
  }

  /** Where triangles that a lens shows in part are kept. */
  partsAt(): { readonly start: number; readonly limit: number } {
    const start = this.parts.ensure(this.spareParts * PART_BYTES);
    return { start, limit: start + this.spareParts * PART_BYTES };
  }

  /** Makes room for more corners; the mesh has to be projected again. */
  growCorners(): void {
    this.spareCorners *= 2;
  }

  /** Makes room for more parts. @param kept bytes of those that are kept */
  growParts(kept: number): void {
    this.spareParts *= 2;
    this.parts.ensure(this.spareParts * PART_BYTES, kept);
  }

  /** Triangles that the lens shows in part, as it does. @param bytes of them */
  partsSeen(bytes: number, project: Project): Mesh {
    const count = bytes / PART_BYTES;
    const positions = new Float32Array(9 * count);
    const colors = new Uint32Array(count);
    const { buffer } = this.kernel.memory;
    for (let part = 0; part < count; part++) {
      const at = this.parts.address + part * PART_BYTES;
      positions.set(new Float64Array(buffer, at, 9), 9 * part);
      colors[part] = new Uint32Array(buffer, at + 72, 1)[0] ?? 0;
    }
    return subdivide({ positions, indices: Uint32Array.from({ length: 3 * count }, (_, index) => index), colors }, project);
  }
}
