import earcut from "earcut";
import { rgb, type Mesh } from "@/raster";
import type { PictureStyle, Rgb } from "../../document/constants";
import { placeAlong, type Vector2 } from "../../world";
import { roadLayout, type MarkingKind, type Outline, type RoadPlan, type SurfaceKind } from "../../world/roads";

/** What a piece of ground is made of, as far as weather treats it differently. */
export type GroundKind = "grass" | "marking" | "kerb" | SurfaceKind;

/** The ground of a road: flat areas, drawn in order regardless of depth, and the upright faces of kerbs. */
export type GroundMesh = { readonly painted: Mesh; readonly kerbs: Mesh; readonly kinds: readonly GroundKind[] };

const GRASS: Rgb = [124, 150, 98];
const KERB: Rgb = [176, 174, 168];
const SURFACES: Readonly<Record<SurfaceKind, Rgb>> = {
  carriageway: [92, 94, 98],
  parking: [102, 103, 106],
  shoulder: [100, 101, 104],
  pavement: [164, 160, 152],
  island: [150, 150, 146],
  verge: [116, 144, 92],
};
const PAINT: Rgb = [232, 232, 228];
const MARKINGS: Partial<Record<MarkingKind, Rgb>> = { bay_line: [214, 214, 210] };

/** The specification's grey road on lighter ground, in flat colours. */
const FLAT_GROUND: Rgb = [150, 150, 150];
const FLAT_SURFACES: Readonly<Record<SurfaceKind, Rgb>> = {
  carriageway: [100, 100, 100],
  parking: [110, 110, 110],
  shoulder: [108, 108, 108],
  pavement: [170, 170, 170],
  island: [160, 160, 160],
  verge: [150, 150, 150],
};

/** How far the ground extends beyond the road, in metres: up to the horizon. */
const BEYOND = 3000;

// Documents are immutable, so the ground can be cached per plan object.
const known = new WeakMap<RoadPlan, Partial<Record<PictureStyle, GroundMesh>>>();

/** The ground of a plan as triangles in the ground frame; made once for each plan and style. */
export function groundMesh(plan: RoadPlan, style: PictureStyle): GroundMesh {
  const meshes = known.get(plan) ?? {};
  const mesh = meshes[style] ?? build(plan, style);
  known.set(plan, { ...meshes, [style]: mesh });
  return mesh;
}

function build(plan: RoadPlan, style: PictureStyle): GroundMesh {
  const { surfaces, markings, kerbs, extent } = roadLayout(plan);
  const flat = style === "schematic";
  const painted = new MeshParts();
  const far = (from: number, sign: number) => from + sign * BEYOND;
  const [x0, x1, y0, y1] = [far(extent.from.x, -1), far(extent.to.x, 1), far(extent.from.y, -1), far(extent.to.y, 1)];
  painted.polygon(
    [
      { x: x0, y: y0 },
      { x: x1, y: y0 },
      { x: x1, y: y1 },
      { x: x0, y: y1 },
    ],
    0,
    flat ? FLAT_GROUND : GRASS,
    "grass",
  );
  for (const { kind, outline, height } of surfaces) painted.polygon(outline, height, flat ? FLAT_SURFACES[kind] : SURFACES[kind], kind);
  for (const { kind, outline } of markings) painted.polygon(outline, 0, MARKINGS[kind] ?? PAINT, "marking");

  const standing = new MeshParts();
  for (const { line, height } of kerbs) {
    const points = line.distances.map((distance) => placeAlong(line, distance));
    points.slice(1).forEach((to, index) => {
      const from = points[index];
      if (from) standing.wall(to, from, height, flat ? FLAT_SURFACES.pavement : KERB);
    });
  }
  return { painted: painted.mesh(), kerbs: standing.mesh(), kinds: painted.kinds };
}

/** Triangles under construction. */
export class MeshParts {
  /** Of each triangle. */
  readonly kinds: GroundKind[] = [];
  private readonly positions: number[] = [];
  private readonly indices: number[] = [];
  private readonly colors: number[] = [];

  polygon(outline: Outline, z: number, color: Rgb, kind: GroundKind): void {
    const first = this.positions.length / 3;
    for (const { x, y } of outline) this.positions.push(x, y, z);
    const corners = earcut(outline.flatMap(({ x, y }) => [x, y]));
    for (let at = 0; at + 2 < corners.length; at += 3) {
      const [a, b, c] = [corners[at] ?? 0, corners[at + 1] ?? 0, corners[at + 2] ?? 0];
      // Its front is the upper side, whatever the orientation of the triangles.
      const upright = turn(outline[a], outline[b], outline[c]) > 0;
      this.triangle(first + a, first + (upright ? b : c), first + (upright ? c : b), color, kind);
    }
  }

  /** An upright face; its front is on the right when looking from one point to the other. */
  wall(from: Vector2, to: Vector2, height: number, color: Rgb): void {
    const first = this.positions.length / 3;
    this.positions.push(from.x, from.y, 0, to.x, to.y, 0, to.x, to.y, height, from.x, from.y, height);
    this.triangle(first, first + 1, first + 2, color, "kerb");
    this.triangle(first, first + 2, first + 3, color, "kerb");
  }

  mesh(): Mesh {
    return {
      positions: new Float32Array(this.positions),
      indices: new Uint32Array(this.indices),
      colors: new Uint32Array(this.colors),
    };
  }

  private triangle(a: number, b: number, c: number, [red, green, blue]: Rgb, kind: GroundKind): void {
    this.indices.push(a, b, c);
    this.kinds.push(kind);
    this.colors.push(rgb(red, green, blue));
  }
}

function turn(a: Vector2 | undefined, b: Vector2 | undefined, c: Vector2 | undefined): number {
  return a && b && c ? (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) : 0;
}
