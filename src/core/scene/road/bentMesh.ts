import { fromLens, projectorOf, throughLens, type Camera, type Lens, type Projector } from "../../camera";
import { subdivide, type Mesh } from "@/raster";
import { ConeCutter, viewCone } from "./viewCone";

/*
 * Triangles through a lens that bends straight lines. Corners are projected; an edge is cut only if its bend would be visible, so most
 * bodies are not cut at all. Whether and where an edge is cut depends on its two ends alone, whichever comes first, so that neighbouring
 * triangles still fit together.
 */

type View = Pick<Camera, "lens" | "width" | "height">;

/** How far a straight edge may be from its true curve, in pixels, and its inverse depth from the true one, as a share. */
const PIXELS_OFF = 0.2;
const DEPTH_OFF = 1 / 350;
/** Edges up to this length in pixels bend in one direction only, so testing their midpoint is enough. */
const MODEST = 64;
/** Maximum depth of subdivision: enough for an edge from the camera to the horizon. */
const DEEPEST = 16;
const START = 4096;
/** Twice the area in pixels of a back-facing triangle above which snapping its corners cannot flip it. */
const TURNED_AWAY = 1;

/** Projects meshes through one lens; its arrays contain the last mesh until the next one. */
export class MeshBender {
  private positions = new Float32Array(3 * START);
  private indices = new Uint32Array(3 * START);
  private colors = new Uint32Array(START);
  /** Corners in the camera frame, in parallel to `positions`. */
  private points = new Float64Array(3 * START);
  private corners = 0;
  private triangles = 0;
  private color = 0;
  private around = 0;
  private readonly partlySeen: { corners: readonly number[]; color: number }[] = [];
  private readonly projector: Projector;
  private readonly short: number;
  private readonly cutter = new ConeCutter();

  constructor(
    private readonly view: View,
    private readonly near: number,
  ) {
    this.projector = projectorOf(view.lens, near);
    const length = shortEdge(view);
    this.short = length * length;
  }

  /** Whether it was made for pictures of this size. */
  fits({ width, height }: View): boolean {
    return this.view.width === width && this.view.height === height;
  }

  /**
   * A mesh in pixels and depth, for `Raster.drawProjected`.
   * @param rows three rows of four that transform its positions to the camera frame
   * @param around margin in pixels around the picture within which it is needed
   */
  bend(mesh: Mesh, rows: Float64Array, around: number): Mesh {
    [this.corners, this.triangles] = [0, 0];
    this.around = around;
    const { positions, indices, colors } = mesh;
    this.takeCorners(positions, rows);
    const { view } = this;
    const pinhole = view.lens.model === "pinhole";
    const [left, top, right, bottom] = [-around, -around, view.width + around, view.height + around];
    for (let triangle = 0; triangle < colors.length; triangle++) {
      const a = indices[3 * triangle] ?? 0;
      const b = indices[3 * triangle + 1] ?? 0;
      const c = indices[3 * triangle + 2] ?? 0;
      this.color = colors[triangle] ?? 0;
      const placed = this.positions;
      const seen = (placed[3 * a + 2] ?? 0) > 0 && (placed[3 * b + 2] ?? 0) > 0 && (placed[3 * c + 2] ?? 0) > 0;
      if (seen) {
        const ua = placed[3 * a] ?? 0;
        const va = placed[3 * a + 1] ?? 0;
        const ub = placed[3 * b] ?? 0;
        const vb = placed[3 * b + 1] ?? 0;
        const uc = placed[3 * c] ?? 0;
        const vc = placed[3 * c + 1] ?? 0;
        if ((ua < left && ub < left && uc < left) || (ua > right && ub > right && uc > right)) continue;
        if ((va < top && vb < top && vc < top) || (va > bottom && vb > bottom && vc > bottom)) continue;
        const within =
          Math.min(ua, ub, uc) >= left && Math.max(ua, ub, uc) <= right && Math.min(va, vb, vc) >= top && Math.max(va, vb, vc) <= bottom;
        if (within && this.isShort(ua - ub, va - vb) && this.isShort(ub - uc, vb - vc) && this.isShort(uc - ua, vc - va)) {
          // Triangles that clearly face away need not be copied: the rasteriser would drop them.
          if ((ub - ua) * (vc - va) - (vb - va) * (uc - ua) <= TURNED_AWAY) this.write(a, b, c);
          continue;
        }
        if (within || !pinhole) {
          this.cut(a, b, c, DEEPEST);
          continue;
        }
      }
      // Parts far outside of the picture, where a lens may bend lines without limit, are clipped first.
      if (pinhole) this.cutToView(indices, triangle, around);
      else this.partlySeen.push({ corners: [a, b, c], color: this.color });
    }
    this.takePartlySeen();
    return {
      positions: this.positions.subarray(0, 3 * this.corners),
      indices: this.indices.subarray(0, 3 * this.triangles),
      colors: this.colors.subarray(0, this.triangles),
    };
  }

  private isShort(du: number, dv: number): boolean {
    return du * du + dv * dv <= this.short;
  }

  private takeCorners(positions: Float32Array, rows: Float64Array): void {
    const count = Math.floor(positions.length / 3);
    this.roomForCorners(count);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] = rows;
    this.corners = 0;
    for (let corner = 0; corner < count; corner++) {
      const x = positions[3 * corner] ?? 0;
      const y = positions[3 * corner + 1] ?? 0;
      const z = positions[3 * corner + 2] ?? 0;
      this.add(a * x + b * y + c * z + d, e * x + f * y + g * z + h, i * x + j * y + k * z + l);
    }
  }

  /** Clips a triangle to a pinhole's view. */
  private cutToView(indices: Uint32Array, triangle: number, around: number): void {
    const { cutter } = this;
    const count = cutter.cut(viewCone(this.view, around), this.near, this.points, indices, 3 * triangle);
    const first = this.corners;
    this.roomForCorners(count);
    for (let at = 0; at < 3 * count; at += 3) this.add(cutter.result[at] ?? 0, cutter.result[at + 1] ?? 0, cutter.result[at + 2] ?? 0);
    for (let at = 2; at < count; at++) this.cut(first, first + at - 1, first + at, DEEPEST);
  }

  /** Clips a triangle to the lens's field. */
  private takePartlySeen(): void {
    const { view, near, points, partlySeen } = this;
    if (partlySeen.length === 0) return;
    const corners = partlySeen.flatMap(({ corners: own }) => own);
    const part: Mesh = {
      positions: new Float32Array(corners.flatMap((corner) => Array.from(points.subarray(3 * corner, 3 * corner + 3)))),
      indices: new Uint32Array(corners.keys()),
      colors: new Uint32Array(partlySeen.map(({ color }) => color)),
    };
    const pinhole = view.lens.model === "pinhole";
    const seen = subdivide(part, (x, y, z) => {
      if (pinhole ? z < near : x * x + y * y + z * z < near * near) return null;
      const place = throughLens(view.lens, { x, y, z });
      return place && { ...place, depth: pinhole ? z : Math.sqrt(x * x + y * y + z * z) };
    });
    this.append(seen);
    this.partlySeen.length = 0;
  }

  /** Adds triangles that are in pixels already. */
  private append({ positions, indices, colors }: Mesh): void {
    const first = this.corners;
    const count = positions.length / 3;
    this.roomForCorners(count);
    this.positions.set(positions, 3 * first);
    this.corners += count;
    for (let triangle = 0; triangle < colors.length; triangle++) {
      this.color = colors[triangle] ?? 0;
      this.write(first + (indices[3 * triangle] ?? 0), first + (indices[3 * triangle + 1] ?? 0), first + (indices[3 * triangle + 2] ?? 0));
    }
  }

  /** Writes a triangle, subdivided if its edges bend. */
  private cut(a: number, b: number, c: number, depth: number): void {
    if (!(this.depthOf(a) > 0 && this.depthOf(b) > 0 && this.depthOf(c) > 0)) {
      this.partlySeen.push({ corners: [a, b, c], color: this.color });
      return;
    }
    if (this.isBeside(a, b, c)) return;
    const ab = depth > 0 && this.bends(a, b);
    const bc = depth > 0 && this.bends(b, c);
    const ca = depth > 0 && this.bends(c, a);
    const next = depth - 1;
    if (ab && bc && ca) {
      const [x, y, z] = [this.middle(a, b), this.middle(b, c), this.middle(c, a)];
      this.cut(a, x, z, next);
      this.cut(x, b, y, next);
      this.cut(z, y, c, next);
      this.cut(x, y, z, next);
    } else if (ab && bc) this.cutTwo(a, b, c, next);
    else if (bc && ca) this.cutTwo(b, c, a, next);
    else if (ca && ab) this.cutTwo(c, a, b, next);
    else if (ab) this.cutOne(a, b, c, next);
    else if (bc) this.cutOne(b, c, a, next);
    else if (ca) this.cutOne(c, a, b, next);
    else this.write(a, b, c);
  }

  /** Whether a triangle is so far outside of the needed area that its edges would have to bend by more than their length to reach it. */
  private isBeside(a: number, b: number, c: number): boolean {
    const [ua, ub, uc] = [this.across(a), this.across(b), this.across(c)];
    const [va, vb, vc] = [this.down(a), this.down(b), this.down(c)];
    const [least, most] = [Math.min(ua, ub, uc), Math.max(ua, ub, uc)];
    const [highest, lowest] = [Math.min(va, vb, vc), Math.max(va, vb, vc)];
    const slack = Math.max(most - least, lowest - highest);
    const { around, view } = this;
    return (
      most < -around - slack || least > view.width + around + slack || lowest < -around - slack || highest > view.height + around + slack
    );
  }

  /** Pieces of a triangle whose first edge bends. */
  private cutOne(a: number, b: number, c: number, depth: number): void {
    const middle = this.middle(a, b);
    this.cut(a, middle, c, depth);
    this.cut(middle, b, c, depth);
  }

  /** Pieces of a triangle whose first and second edges bend. */
  private cutTwo(a: number, b: number, c: number, depth: number): void {
    const [x, y] = [this.middle(a, b), this.middle(b, c)];
    this.cut(x, b, y, depth);
    this.cut(a, x, y, depth);
    this.cut(a, y, c, depth);
  }

  /** Whether the straight edge between two corners differs visibly from the true one. */
  private bends(a: number, b: number): boolean {
    const [ua, va, wa] = [this.across(a), this.down(a), this.depthOf(a)];
    const [ub, vb, wb] = [this.across(b), this.down(b), this.depthOf(b)];
    const [du, dv] = [ub - ua, vb - va];
    const square = du * du + dv * dv;
    if (square <= this.short) return false;
    if (square <= MODEST * MODEST) return this.isOff(a, b, 0.5, 0.5, ua, va, wa, ub, vb, wb, 0.5);
    return (
      this.isOff(a, b, 0.5, 0.5, ua, va, wa, ub, vb, wb, 1) ||
      this.isOff(a, b, 0.75, 0.25, ua, va, wa, ub, vb, wb, 1) ||
      this.isOff(a, b, 0.25, 0.75, ua, va, wa, ub, vb, wb, 1)
    );
  }

  /** Whether the point at given shares of an edge's ends, as it appears in the picture, is off the straight line between them. */
  private isOff(
    a: number,
    b: number,
    ofA: number,
    ofB: number,
    ua: number,
    va: number,
    wa: number,
    ub: number,
    vb: number,
    wb: number,
    tolerance: number,
  ): boolean {
    const { projector, points } = this;
    // Weighted by the other's depth: half-way in the picture, not in space.
    const [fa, fb] = [ofA * wb, ofB * wa];
    const sum = fa + fb;
    const seen = projector.take(
      ((points[3 * a] ?? 0) * fa + (points[3 * b] ?? 0) * fb) / sum,
      ((points[3 * a + 1] ?? 0) * fa + (points[3 * b + 1] ?? 0) * fb) / sum,
      ((points[3 * a + 2] ?? 0) * fa + (points[3 * b + 2] ?? 0) * fb) / sum,
    );
    if (!seen) return true;
    const [du, dv] = [ub - ua, vb - va];
    const length = du * du + dv * dv;
    const along = Math.min(1, Math.max(0, ((projector.u - ua) * du + (projector.v - va) * dv) / length));
    const [offU, offV] = [ua + along * du - projector.u, va + along * dv - projector.v];
    if (offU * offU + offV * offV > PIXELS_OFF * PIXELS_OFF * tolerance * tolerance) return true;
    const inverse = (1 - along) / wa + along / wb;
    return Math.abs(inverse * projector.depth - 1) > DEPTH_OFF * tolerance;
  }

  /** Adds the point that appears half-way along an edge. Symmetric in its ends, so that both triangles of an edge get the same point. */
  private middle(a: number, b: number): number {
    const { points } = this;
    const [wa, wb] = [this.depthOf(a), this.depthOf(b)];
    const sum = wa + wb;
    this.roomForCorners(1);
    return this.add(
      ((points[3 * a] ?? 0) * wb + (points[3 * b] ?? 0) * wa) / sum,
      ((points[3 * a + 1] ?? 0) * wb + (points[3 * b + 1] ?? 0) * wa) / sum,
      ((points[3 * a + 2] ?? 0) * wb + (points[3 * b + 2] ?? 0) * wa) / sum,
    );
  }

  private add(x: number, y: number, z: number): number {
    const { projector, points, positions } = this;
    const at = 3 * this.corners;
    points[at] = x;
    points[at + 1] = y;
    points[at + 2] = z;
    const seen = projector.take(x, y, z);
    positions[at] = seen ? projector.u : 0;
    positions[at + 1] = seen ? projector.v : 0;
    positions[at + 2] = seen ? projector.depth : 0;
    return this.corners++;
  }

  private write(a: number, b: number, c: number): void {
    if (this.triangles === this.colors.length) {
      this.colors = grown(this.colors, new Uint32Array(2 * this.colors.length));
      this.indices = grown(this.indices, new Uint32Array(2 * this.indices.length));
    }
    const at = 3 * this.triangles;
    this.indices[at] = a;
    this.indices[at + 1] = b;
    this.indices[at + 2] = c;
    this.colors[this.triangles++] = this.color;
  }

  private across(corner: number): number {
    return this.positions[3 * corner] ?? 0;
  }

  private down(corner: number): number {
    return this.positions[3 * corner + 1] ?? 0;
  }

  /** 0 if the lens cannot show the corner. */
  private depthOf(corner: number): number {
    return this.positions[3 * corner + 2] ?? 0;
  }

  private roomForCorners(count: number): void {
    const needed = 3 * (this.corners + count);
    if (needed <= this.positions.length) return;
    const size = Math.max(needed, 2 * this.positions.length);
    this.positions = grown(this.positions, new Float32Array(size));
    this.points = grown(this.points, new Float64Array(size));
  }
}

function grown<Numbers extends Float32Array | Float64Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

const benders = new WeakMap<Lens, MeshBender>();

/** Created once for each lens and picture size; lenses are immutable. */
export function benderOf(camera: View, near: number): MeshBender {
  const known = benders.get(camera.lens);
  if (known?.fits(camera)) return known;
  const bender = new MeshBender({ lens: camera.lens, width: camera.width, height: camera.height }, near);
  benders.set(camera.lens, bender);
  return bender;
}

/** Edge lengths in pixels that are tried, and the number of positions across and down the picture. */
const LENGTHS = [64, 48, 36, 28, 20, 14, 10, 7, 5];
const TRIES = [0, 0.25, 0.5, 0.75, 1];
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [0.7, 0.7],
  [0.7, -0.7],
] as const;

/** The longest edge in pixels that bends by at most half of the tolerance anywhere in the picture. */
function shortEdge(view: View): number {
  return LENGTHS.find((length) => bendOf(view, length) <= PIXELS_OFF / 2) ?? 3;
}

/** The largest deviation, in pixels, of the midpoint of an edge of this length from the straight line. */
function bendOf({ lens, width, height }: View, length: number): number {
  let most = 0;
  for (const x of TRIES)
    for (const y of TRIES)
      for (const [right, down] of DIRECTIONS) {
        const from = { u: width * x, v: height * y };
        const to = { u: from.u + right * length, v: from.v + down * length };
        const [a, b] = [fromLens(lens, from), fromLens(lens, to)];
        if (!a || !b) continue;
        const middle = throughLens(lens, { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z });
        if (!middle) continue;
        const [du, dv] = [(to.u - from.u) / length, (to.v - from.v) / length];
        most = Math.max(most, Math.abs((middle.u - from.u) * dv - (middle.v - from.v) * du));
      }
  return most;
}
