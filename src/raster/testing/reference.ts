import type { DrawSettings, Mesh } from "../types";

export type ReferenceBatch = { mesh: Mesh; settings: DrawSettings };

type Point = readonly [x: number, y: number];

type Plane = { columns: number; rows: number; depths: Float32Array; colors: Uint32Array; ids: Uint16Array };

/** 1/256 pixel. */
const UNIT = 256;

/**
 * The expected output of the rasteriser, computed by testing every sample against every triangle. Positions are pixels and depth, as for
 * `drawProjected`; no triangle may need clipping.
 */
export class Reference {
  readonly picture: Uint32Array;
  readonly plain: Uint32Array;
  readonly ids: Uint16Array;
  readonly depths: Float32Array;

  constructor(width: number, height: number, batches: readonly ReferenceBatch[], background: number) {
    const samples = fillPlane(width * 2, height * 2, UNIT / 2, batches, background);
    const middles = fillPlane(width, height, UNIT, batches, background);
    [this.plain, this.ids] = [middles.colors, middles.ids];
    this.depths = middles.depths.map((inverse) => 1 / inverse);
    this.picture = new Uint32Array(width * height);
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const at = (x: number, y: number) => samples.colors[(2 * row + y) * samples.columns + 2 * column + x] ?? 0;
        this.picture[row * width + column] = meanOfFour(at(0, 0), at(0, 1), at(1, 0), at(1, 1));
      }
  }
}

/** For each byte: pairs first, with each mean rounded up. */
function meanOfFour(leftUpper: number, leftLower: number, rightUpper: number, rightLower: number): number {
  let mean = 0;
  for (const shift of [0, 8, 16, 24]) {
    const byte = (word: number) => (word >>> shift) & 255;
    const left = (byte(leftUpper) + byte(leftLower) + 1) >> 1;
    const right = (byte(rightUpper) + byte(rightLower) + 1) >> 1;
    mean |= ((left + right + 1) >> 1) << shift;
  }
  return mean >>> 0;
}

/** @param spacing of samples in 1/256 pixel; the first is half of it from the edge */
function fillPlane(columns: number, rows: number, spacing: number, batches: readonly ReferenceBatch[], background: number): Plane {
  const plane: Plane = {
    columns,
    rows,
    depths: new Float32Array(columns * rows),
    colors: new Uint32Array(columns * rows).fill(background),
    ids: new Uint16Array(columns * rows),
  };
  for (const { mesh, settings } of batches)
    for (let triangle = 0; triangle < mesh.colors.length; triangle++) fillTriangle(plane, spacing, mesh, triangle, settings);
  return plane;
}

function fillTriangle(plane: Plane, spacing: number, mesh: Mesh, triangle: number, settings: DrawSettings): void {
  const corners = [0, 1, 2].map((corner) => {
    const at = 3 * (mesh.indices[3 * triangle + corner] ?? 0);
    const [x = 0, y = 0, depth = 0] = mesh.positions.subarray(at, at + 3);
    return { x: Math.floor(x * UNIT + 0.5), y: Math.floor(y * UNIT + 0.5), z: 1 / depth };
  });
  const [a, b, c] = corners;
  if (!a || !b || !c) return;
  const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  if (area === 0 || (area > 0 && !settings.twoSided)) return;
  const clockwise: Point[] = (area > 0 ? [a, b, c] : [a, c, b]).map(({ x, y }) => [x, y]);

  const inverse = 1 / area;
  const zx = ((b.z - a.z) * (c.y - a.y) - (c.z - a.z) * (b.y - a.y)) * inverse;
  const zy = ((c.z - a.z) * (b.x - a.x) - (b.z - a.z) * (c.x - a.x)) * inverse;
  const base = a.z - zx * a.x - zy * a.y;
  const [least, most] = [Math.fround(Math.min(a.z, b.z, c.z)), Math.fround(Math.max(a.z, b.z, c.z))];
  const leftmost = Math.ceil((Math.min(a.x, b.x, c.x) - spacing / 2) / spacing);
  const start = base + zx * (leftmost * spacing + spacing / 2) + zy * (spacing / 2);
  const step = Math.fround(zx * spacing);

  for (let row = 0; row < plane.rows; row++)
    for (let column = 0; column < plane.columns; column++) {
      if (!isInside(clockwise, [column * spacing + spacing / 2, row * spacing + spacing / 2])) continue;
      const onRow = Math.fround(start + zy * spacing * row);
      const z = Math.min(most, Math.max(least, Math.fround(onRow + Math.fround(step * (column - leftmost)))));
      const at = row * plane.columns + column;
      if (!settings.painted && !(z > (plane.depths[at] ?? 0))) continue;
      plane.depths[at] = z;
      plane.colors[at] = mesh.colors[triangle] ?? 0;
      plane.ids[at] = settings.id ?? 0;
    }
}

/** The top-left rule: a sample on an edge belongs to the triangle below it or to its right. */
function isInside(clockwise: readonly Point[], [x, y]: Point): boolean {
  return clockwise.every(([ax, ay], index) => {
    const [bx, by] = clockwise[(index + 1) % 3] ?? [0, 0];
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const isTop = ay === by && bx > ax;
    const isLeft = by < ay;
    return side > 0 || (side === 0 && (isTop || isLeft));
  });
}
