import type { Mesh } from "./types";

/** A position in the picture in pixels, and a positive depth that increases with distance: along the axis, or from the camera. */
export type ProjectedPoint = { readonly u: number; readonly v: number; readonly depth: number };

/** Where a point of the camera frame appears in the picture; null if it is too near, behind the camera or outside the lens's field. */
export type Project = (x: number, y: number, z: number) => ProjectedPoint | null;

/** How far a straight edge may deviate from the true curve, in pixels, and its inverse depth from the true one, as a share. */
const PIXELS_OFF = 0.2;
const DEPTH_OFF = 1 / 700;
/** Edges up to this length in pixels never deviate by that much, through any lens. */
const SHORT = 5;
/** Up to this length in pixels, a curve bends in one direction only. */
const MODEST = 64;
/** Edges with both ends out of view are cut down to this angle (cosine of 6°), since a part between the ends may be in view. */
const NARROW = 0.99452;
/** Edges shorter than this are not cut, in metres. */
const SHORTEST = 1e-3;
/** Triangles that extend further than this are left out, in metres. */
const FARTHEST = 1e6;
/** Squared sine of the angle below which a triangle counts as degenerate. */
const FLAT = 1e-18;
const BISECTIONS = 26;
const CURVE_DEPTH = 5;

type Corner = { readonly x: number; readonly y: number; readonly z: number; readonly seen: ProjectedPoint | null; index: number };

/**
 * Projects triangles through a lens that bends straight lines: subdivides them until every edge is within a quarter of a pixel of its
 * curve, leaves out what the lens does not show, and returns the input for `drawProjected`. Whether an edge is cut depends on its ends
 * alone, so that neighbouring triangles still fit together.
 * @param mesh positions in the camera's frame: the camera is at (0, 0, 0)
 */
export function subdivide(mesh: Mesh, project: Project): Mesh {
  return new Subdivision(mesh, project).result();
}

class Subdivision {
  private readonly positions: number[] = [];
  private readonly indices: number[] = [];
  private readonly colors: number[] = [];
  /** Midpoints of the edges that are cut; null for the others. */
  private readonly middles = new Map<Corner, Map<Corner, Corner | null>>();

  constructor(
    private readonly mesh: Mesh,
    private readonly project: Project,
  ) {}

  result(): Mesh {
    const { positions, indices, colors } = this.mesh;
    const corners: (Corner | null)[] = [];
    for (let at = 0; at + 2 < positions.length; at += 3) {
      const [x = NaN, y = NaN, z = NaN] = [positions[at], positions[at + 1], positions[at + 2]];
      corners.push(Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) <= FARTHEST ? this.corner(x, y, z) : null);
    }
    colors.forEach((color, triangle) => {
      const [a, b, c] = [0, 1, 2].map((corner) => corners[indices[3 * triangle + corner] ?? -1]);
      if (a && b && c) this.cut(a, b, c, color);
    });
    return {
      positions: new Float32Array(this.positions),
      indices: new Uint32Array(this.indices),
      colors: new Uint32Array(this.colors),
    };
  }

  private cut(a: Corner, b: Corner, c: Corner, color: number): void {
    const [ab, bc, ca] = [this.middle(a, b), this.middle(b, c), this.middle(c, a)];
    if ((ab ?? bc ?? ca) ? isFlat(a, b, c) : !a.seen && !b.seen && !c.seen) return;
    if (ab && bc && ca) {
      this.cut(a, ab, ca, color);
      this.cut(ab, b, bc, color);
      this.cut(ca, bc, c, color);
      this.cut(ab, bc, ca, color);
    } else if (ab) {
      if (bc) this.cutTwo(a, ab, b, bc, c, color);
      else if (ca) this.cutTwo(c, ca, a, ab, b, color);
      else this.cutOne(a, ab, b, c, color);
    } else if (bc) {
      if (ca) this.cutTwo(b, bc, c, ca, a, color);
      else this.cutOne(b, bc, c, a, color);
    } else if (ca) this.cutOne(c, ca, a, b, color);
    else this.emit([a, b, c], color);
  }

  private cutOne(a: Corner, ab: Corner, b: Corner, c: Corner, color: number): void {
    this.cut(a, ab, c, color);
    this.cut(ab, b, c, color);
  }

  private cutTwo(a: Corner, ab: Corner, b: Corner, bc: Corner, c: Corner, color: number): void {
    this.cut(ab, b, bc, color);
    this.cut(a, ab, bc, color);
    this.cut(a, bc, c, color);
  }

  /** The midpoint of an edge if it has to be cut. */
  private middle(a: Corner, b: Corner): Corner | null {
    if (a.seen && b.seen && squared(a.seen, b.seen) <= SHORT * SHORT) return null;
    const ofA = this.middles.get(a);
    const forth = ofA?.get(b);
    if (forth !== undefined) return forth;
    const back = this.middles.get(b)?.get(a);
    if (back !== undefined) return back;
    const found = this.cutAt(a, b);
    if (ofA) ofA.set(b, found);
    else this.middles.set(a, new Map([[b, found]]));
    return found;
  }

  private cutAt(a: Corner, b: Corner): Corner | null {
    if (lengthOf(a, b) < SHORTEST) return null;
    const middle = this.halfway(a, b);
    return this.mustCut(a, middle, b) ? middle : null;
  }

  private mustCut(a: Corner, middle: Corner, b: Corner): boolean {
    if (!a.seen && !b.seen)
      return cosine(a, b) < NARROW || [middle, this.halfway(a, middle), this.halfway(middle, b)].some(({ seen }) => seen !== null);
    if (a.seen && b.seen) {
      if (!middle.seen || !isStraight(a.seen, middle.seen, b.seen, 1)) return true;
      // An S-shaped curve may cross its chord at the midpoint.
      if (squared(a.seen, b.seen) <= MODEST * MODEST && isStraight(a.seen, middle.seen, b.seen, 0.5)) return false;
      return [this.halfway(a, middle), this.halfway(middle, b)].some(
        ({ seen }) => !seen || !a.seen || !b.seen || !isStraight(a.seen, seen, b.seen, 1),
      );
    }
    const start = a.seen ?? b.seen;
    const end = a.seen ? this.lastSeen(a, b) : this.lastSeen(b, a);
    return !start || !end.seen || squared(start, end.seen) > SHORT * SHORT;
  }

  /** Writes the part of a triangle that the lens shows, once its edges are straight enough. */
  private emit(corners: readonly [Corner, Corner, Corner], color: number): void {
    const outline: Corner[] = [];
    corners.forEach((corner, index) => {
      const next = corners[(index + 1) % 3] ?? corner;
      if (corner.seen) outline.push(corner);
      if (corner.seen && !next.seen) {
        const [leaving, entering] = [this.lastSeen(corner, next), this.entering(corners, index)];
        outline.push(leaving, ...this.along(leaving, entering, corner, next, CURVE_DEPTH), entering);
      }
    });
    const [first, ...others] = outline.map((corner) => this.written(corner));
    for (let at = 1; at < others.length; at++) {
      this.indices.push(first ?? 0, others[at - 1] ?? 0, others[at] ?? 0);
      this.colors.push(color);
    }
  }

  /** Where a triangle's outline re-enters the lens's field after having left it behind a corner. */
  private entering(corners: readonly [Corner, Corner, Corner], left: number): Corner {
    const [from, to] = [corners[(left + 2) % 3] ?? corners[0], corners[left] ?? corners[0]];
    if (!from.seen) return this.lastSeen(to, from);
    const between = corners[(left + 1) % 3] ?? corners[0];
    return this.lastSeen(from, between);
  }

  /** Points on the field's edge between two others. @param seen, unseen corners of the triangle on either side of the edge */
  private along(a: Corner, b: Corner, seen: Corner, unseen: Corner, depth: number): Corner[] {
    const middle = this.halfway(a, b);
    const point = middle.seen ? this.lastSeen(middle, unseen) : this.lastSeen(seen, middle);
    if (depth === 0 || !a.seen || !b.seen || !point.seen || isStraight(a.seen, point.seen, b.seen, 1)) return [];
    return [...this.along(a, point, seen, unseen, depth - 1), point, ...this.along(point, b, seen, unseen, depth - 1)];
  }

  /** The last visible point on the way from a visible to an invisible one. */
  private lastSeen(seen: Corner, unseen: Corner): Corner {
    let [from, to] = [seen, unseen];
    for (let step = 0; step < BISECTIONS; step++) {
      const middle = this.halfway(from, to);
      if (middle.seen) from = middle;
      else to = middle;
    }
    return from;
  }

  private halfway(a: Corner, b: Corner): Corner {
    return this.corner((a.x + b.x) / 2, (a.y + b.y) / 2, (a.z + b.z) / 2);
  }

  private corner(x: number, y: number, z: number): Corner {
    const seen = this.project(x, y, z);
    return { x, y, z, seen: seen && Number.isFinite(seen.u + seen.v) && seen.depth > 0 ? seen : null, index: -1 };
  }

  private written(corner: Corner): number {
    if (corner.index < 0 && corner.seen) corner.index = this.positions.push(corner.seen.u, corner.seen.v, corner.seen.depth) / 3 - 1;
    return corner.index;
  }
}

function squared(a: ProjectedPoint, b: ProjectedPoint): number {
  return (a.u - b.u) * (a.u - b.u) + (a.v - b.v) * (a.v - b.v);
}

function lengthOf(a: Corner, b: Corner): number {
  return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y), Math.abs(a.z - b.z));
}

/** Whether three corners are nearly on one line: such a triangle is invisible and need not be subdivided. */
function isFlat(a: Corner, b: Corner, c: Corner): boolean {
  const [bx, by, bz] = [b.x - a.x, b.y - a.y, b.z - a.z];
  const [cx, cy, cz] = [c.x - a.x, c.y - a.y, c.z - a.z];
  const [nx, ny, nz] = [by * cz - bz * cy, bz * cx - bx * cz, bx * cy - by * cx];
  const lengths = bx * bx + by * by + bz * bz + cx * cx + cy * cy + cz * cz;
  return nx * nx + ny * ny + nz * nz <= FLAT * lengths * lengths;
}

/** Cosine of the angle between two directions; 1 if one of them is zero. */
function cosine(a: Corner, b: Corner): number {
  const lengths = Math.sqrt(a.x * a.x + a.y * a.y + a.z * a.z) * Math.sqrt(b.x * b.x + b.y * b.y + b.z * b.z);
  return lengths > 0 ? (a.x * b.x + a.y * b.y + a.z * b.z) / lengths : 1;
}

/** Whether a point between two others is on their chord, at the depth that the rasteriser would interpolate there. */
function isStraight(a: ProjectedPoint, point: ProjectedPoint, b: ProjectedPoint, tolerance: number): boolean {
  const [du, dv] = [b.u - a.u, b.v - a.v];
  const length = du * du + dv * dv;
  const along = length > 0 ? Math.min(1, Math.max(0, ((point.u - a.u) * du + (point.v - a.v) * dv) / length)) : 0;
  const [u, v] = [a.u + along * du - point.u, a.v + along * dv - point.v];
  if (u * u + v * v > PIXELS_OFF * PIXELS_OFF * tolerance * tolerance) return false;
  const inverse = (1 - along) / a.depth + along / b.depth;
  return Math.abs(inverse * point.depth - 1) <= DEPTH_OFF * tolerance;
}
