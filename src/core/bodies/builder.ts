import { SURFACE } from "@/raster";
import { cosDegrees, sinDegrees } from "../exact";
import { coarse, mirrored, type Color, type Panel } from "./panel";

export type { Color, Panel } from "./panel";

/** A point in a body's own frame, in metres: x ahead, y left, z up from the ground. */
export type Point = readonly [x: number, y: number, z: number];

/** Triangles, counter-clockwise seen from outside, and what else is known about them. */
export type BodyParts = {
  readonly positions: number[];
  readonly indices: number[];
  /** Unlit, one for each triangle, as made by `rgb`. */
  readonly colors: number[];
  /** The joints of a person, in the order of `JOINTS`; null without one. */
  joints: readonly Point[] | null;
  /** Metres travelled in one cycle of movement, as built; null if nothing moves. */
  cycle: number | null;
};

/** A horizontal section of a hull: where it begins and ends, half its width, and how far its corners are cut off. */
export type Level = {
  z: number;
  back: number;
  front: number;
  half: number;
  cut: number;
  /** The end whose corners are cut off; both if omitted. */
  only?: "back" | "front";
  /** The middle; 0 if omitted. */
  y?: number;
};

/** Below this detail, small parts and thin ones of panels are left out. */
const PLAIN_BELOW = 0.5;

/** Builds a body from closed parts. */
export class BodyBuilder {
  private readonly parts: BodyParts = { positions: [], indices: [], colors: [], joints: null, cycle: null };

  /** @param detail how many of their sides round parts have, as a share: 1 close to the camera, fewer far away */
  constructor(private readonly detail: number) {}

  /** Whether the body is so far away that small parts are left out. */
  get isPlain(): boolean {
    return this.detail < PLAIN_BELOW;
  }

  build(): BodyParts {
    return this.parts;
  }

  /** Records where the joints of the body's person are, in the order of `JOINTS`. */
  setJoints(joints: readonly Point[]): void {
    this.parts.joints = joints;
  }

  /** Records how far the body travels in one cycle of its movement. */
  setCycle(metres: number): void {
    this.parts.cycle = metres;
  }

  box([x0, y0, z0]: Point, [x1, y1, z1]: Point, color: Color): this {
    const ring = (z: number): Point[] => [
      [x0, y0, z],
      [x1, y0, z],
      [x1, y1, z],
      [x0, y1, z],
    ];
    return this.loft([ring(z0), ring(z1)], color);
  }

  /** A hull through rings with the same number of points, closed at both ends. @param colorAt colour of the side between two rings */
  loft(rings: readonly (readonly Point[])[], color: Color | ((ring: number, edge: number) => Color), ends: Color | null = null): this {
    const colorAt = typeof color === "function" ? color : () => color;
    return this.closed(() => {
      const corners = rings.map((ring) => ring.map((point) => this.corner(point)));
      for (let ring = 0; ring + 1 < corners.length; ring++) {
        const [lower, upper] = [corners[ring] ?? [], corners[ring + 1] ?? []];
        lower.forEach((corner, edge) => {
          const next = (edge + 1) % lower.length;
          this.fan([corner, lower[next] ?? corner, upper[next] ?? corner, upper[edge] ?? corner], colorAt(ring, edge));
        });
      }
      const [first, last] = [corners[0] ?? [], corners.at(-1) ?? []];
      this.fan([...first].reverse(), ends ?? colorAt(0, 0));
      this.fan(last, ends ?? colorAt(rings.length - 1, 0));
    });
  }

  /** A round bar from one point to another, which may taper. */
  limb(from: Point, to: Point, radius: number, endRadius: number, color: Color, sides = 7): this {
    return this.tube([from, to], [radius, endRadius], color, sides);
  }

  /** A round bar through points, with a radius at each. */
  tube(points: readonly Point[], radii: readonly number[], color: Color | ((part: number) => Color), most = 7): this {
    const count = this.sides(most);
    const circle = turns(count);
    const from = this.mark();
    let across: Point = [0, 0, 0];
    points.forEach((point, index) => {
      const [before, after] = [points[Math.max(0, index - 1)] ?? point, points[index + 1] ?? point];
      const along = plus(unit(minus(point, before)), index === 0 ? [0, 0, 0] : unit(minus(after, point)));
      const axis = unit(index === 0 ? minus(after, point) : after === point ? minus(point, before) : along);
      if (index === 0) across = unit(crossed(axis, Math.abs(axis[1]) < 0.8 ? [0, 1, 0] : [1, 0, 0]));
      else across = unit(minus(across, times(axis, dot(axis, across))));
      const [ox, oy, oz] = crossed(axis, across);
      const radius = radii[index] ?? 0;
      for (let side = 0; side < count; side++) {
        const [c, s] = [(circle[2 * side] ?? 0) * radius, (circle[2 * side + 1] ?? 0) * radius];
        this.parts.positions.push(point[0] + across[0] * c + ox * s, point[1] + across[1] * c + oy * s, point[2] + across[2] * c + oz * s);
      }
    });
    this.joinRings(from.corner, points.length, count, color);
    return this.turnOutwards(from.index);
  }

  /** An ellipsoid. @param color by height within it, from 0 at the bottom to 1 at the top, and by the side around it */
  ball([x, y, z]: Point, [rx, ry, rz]: Point, color: Color | ((height: number, side: number) => Color), sides = 10, levels = 6): this {
    const count = this.sides(sides);
    const along = Math.max(3, Math.round(levels * this.detail));
    const colorAt = typeof color === "function" ? color : () => color;
    const [circle, slopes] = [turns(count), turns(2 * along)];
    const from = this.mark();
    const { positions } = this.parts;
    for (let level = 1; level < along; level++) {
      const [up, out] = [-(slopes[2 * level] ?? 0), slopes[2 * level + 1] ?? 0];
      for (let side = 0; side < count; side++)
        positions.push(x + rx * out * (circle[2 * side] ?? 0), y + ry * out * (circle[2 * side + 1] ?? 0), z + rz * up);
    }
    const [bottom, top] = [this.corner([x, y, z - rz]), this.corner([x, y, z + rz])];
    for (let level = 0; level + 1 < along; level++) {
      const ring = from.corner + level * count;
      for (let side = 0; side < count; side++) {
        const next = (side + 1) % count;
        if (level === 0) this.triangle(bottom, ring + next, ring + side, wordOf(colorAt(0, side)));
        if (level + 2 === along) this.triangle(ring + side, ring + next, top, wordOf(colorAt(1, side)));
        else
          this.quad(ring + side, ring + next, ring + count + next, ring + count + side, wordOf(colorAt((level + 1) / (along - 1), side)));
      }
    }
    return this.turnOutwards(from.index);
  }

  /** An upright disc parallel to x. @param center of the wheel @param from, to the y of its faces */
  wheel([x, , z]: Point, from: number, to: number, radius: number, tyre: Color, rim: Color, most = 16): this {
    const count = this.sides(most);
    const circle = turns(count);
    const start = this.mark();
    const hub = radius * 0.62;
    for (const [y, size] of [
      [from, hub],
      [from, radius],
      [to, radius],
      [to, hub],
    ] as const)
      for (let side = 0; side < count; side++)
        this.parts.positions.push(x + size * (circle[2 * side] ?? 0), y, z + size * (circle[2 * side + 1] ?? 0));
    this.joinRings(start.corner, 4, count, tyre, rim);
    return this.turnOutwards(start.index);
  }

  /** An upright ring parallel to x, such as a bicycle's wheel. */
  hoop([x, y, z]: Point, radius: number, thickness: number, color: Color, most = 18, half = thickness / 2): this {
    const count = this.sides(most);
    const circle = turns(count);
    const from = this.mark();
    const inner = radius - thickness;
    for (const [size, side] of [
      [radius, -half],
      [radius, half],
      [inner, half],
      [inner, -half],
    ] as const)
      for (let step = 0; step < count; step++)
        this.parts.positions.push(x + size * (circle[2 * step] ?? 0), y + side, z + size * (circle[2 * step + 1] ?? 0));
    const word = wordOf(color);
    for (let ring = 0; ring < 4; ring++)
      for (let step = 0; step < count; step++) {
        const [own, other] = [from.corner + ring * count, from.corner + ((ring + 1) % 4) * count];
        const next = (step + 1) % count;
        this.quad(own + step, own + next, other + next, other + step, word);
      }
    return this.turnOutwards(from.index);
  }

  /**
   * A flat disc parallel to x, divided into sectors: a rim with spokes and gaps between them.
   * @param angle of the first spoke, in degrees @param thick how far its hidden back is behind it; its sign is the side it faces
   */
  star([x, y, z]: Point, radius: number, spokes: number, angle: number, thick: number, color: Color, gap: Color): this {
    const from = this.mark();
    const { positions } = this.parts;
    const count = 2 * spokes;
    const [own, between] = [wordOf(color), wordOf(gap)];
    for (const side of [y, y - 2 * thick])
      for (let index = 0; index < count; index++) {
        const at = angle + (360 * (index + (index % 2 === 0 ? -0.22 : 0.22) * 0.5)) / count;
        positions.push(x + radius * cosDegrees(at), side, z + radius * sinDegrees(at));
      }
    const center = this.corner([x, y, z]);
    for (let index = 0; index < count; index++) {
      const next = (index + 1) % count;
      this.triangle(center, from.corner + index, from.corner + next, index % 2 === 0 ? own : between);
      this.quad(from.corner + next, from.corner + index, from.corner + count + index, from.corner + count + next, own);
    }
    for (let index = 2; index < count; index++)
      this.triangle(from.corner + count, from.corner + count + index, from.corner + count + index - 1, own);
    return this.turnOutwards(from.index);
  }

  /** Moves what `add` adds. @param move a rigid motion */
  moved(move: (point: Point) => Point, add: () => void): this {
    const from = 3 * this.mark().corner;
    add();
    const { positions } = this.parts;
    for (let at = from; at < positions.length; at += 3) {
      const [x, y, z] = move([positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0]);
      positions[at] = x;
      positions[at + 1] = y;
      positions[at + 2] = z;
    }
    return this;
  }

  /** A hull of stacked levels. @param panels what the sides between two levels are divided into; plain if omitted */
  hull(levels: readonly Level[], color: Color, panels: readonly Panel[] = []): this {
    return this.closed(() => {
      const rings = levels.map(ringOf);
      const corners = rings.map((ring) => ring.map((point) => this.corner(point)));
      for (let level = 0; level + 1 < rings.length; level++)
        for (let edge = 0; edge < SIDES.length; edge++) {
          const next = (edge + 1) % SIDES.length;
          const panel = panels.find((candidate) => candidate.level === level && SIDES[edge] === candidate.side);
          const [lower, upper] = [rings[level] ?? [], rings[level + 1] ?? []];
          const [a, b, c, d] = [lower[edge], lower[next], upper[next], upper[edge]];
          if (panel && a && b && c && d) this.grid(a, b, c, d, panel.side === "left" || panel.side === "back" ? mirrored(panel) : panel);
          else {
            const [low, high] = [corners[level] ?? [], corners[level + 1] ?? []];
            this.fan([low[edge] ?? 0, low[next] ?? 0, high[next] ?? 0, high[edge] ?? 0], color);
          }
        }
      this.fan([...(corners[0] ?? [])].reverse(), color);
      this.fan(corners.at(-1) ?? [], color);
    });
  }

  private grid(a: Point, b: Point, c: Point, d: Point, panel: Panel): void {
    const { along, up, colorAt } = this.isPlain ? coarse(panel) : panel;
    const [columns, rows] = [
      [0, ...along, 1],
      [0, ...up, 1],
    ];
    const corners = rows.map((v) => columns.map((u) => this.corner(between(between(a, b, u), between(d, c, u), v))));
    for (let row = 0; row + 1 < rows.length; row++)
      for (let column = 0, next = 1; column + 1 < columns.length; column = next++) {
        const color = colorAt(column, row);
        while (this.isPlain && next + 1 < columns.length && wordOf(colorAt(next, row)) === wordOf(color)) next++;
        const at = (end: number, above: number) => corners[row + above]?.[end] ?? 0;
        this.fan([at(column, 0), at(next, 0), at(next, 1), at(column, 1)], color);
      }
  }

  /** Number of sides of a round part that has `most` close to the camera. */
  sides(most: number): number {
    return Math.max(4, Math.round(most * this.detail));
  }

  private mark(): { corner: number; index: number } {
    return { corner: this.parts.positions.length / 3, index: this.parts.indices.length };
  }

  private corner([x, y, z]: Point): number {
    return this.parts.positions.push(x, y, z) / 3 - 1;
  }

  /** Joins rings of corners that were added one after another, and closes both ends. */
  private joinRings(first: number, rings: number, count: number, color: Color | ((part: number) => Color), ends?: Color): void {
    const colorAt = typeof color === "function" ? color : () => color;
    for (let ring = 0; ring + 1 < rings; ring++) {
      const [own, word] = [first + ring * count, wordOf(colorAt(ring))];
      for (let side = 0; side < count; side++) {
        const next = (side + 1) % count;
        this.quad(own + side, own + next, own + count + next, own + count + side, word);
      }
    }
    const last = first + (rings - 1) * count;
    const [start, end] = [wordOf(ends ?? colorAt(0)), wordOf(ends ?? colorAt(rings - 2))];
    for (let side = 2; side < count; side++) {
      this.triangle(first, first + side, first + side - 1, start);
      this.triangle(last, last + side - 1, last + side, end);
    }
  }

  private quad(a: number, b: number, c: number, d: number, word: number): void {
    this.parts.indices.push(a, b, c, a, c, d);
    this.parts.colors.push(word, word);
  }

  private triangle(a: number, b: number, c: number, word: number): void {
    this.parts.indices.push(a, b, c);
    this.parts.colors.push(word);
  }

  private fan(corners: readonly number[], color: Color): void {
    const word = wordOf(color);
    for (let index = 2; index < corners.length; index++) this.triangle(corners[0] ?? 0, corners[index - 1] ?? 0, corners[index] ?? 0, word);
  }

  /** Adds a closed part, with its triangles facing outwards. */
  private closed(add: () => void): this {
    const { index } = this.mark();
    add();
    return this.turnOutwards(index);
  }

  /** Turns the triangles of a closed part so that they face outwards. @param from index of the first */
  private turnOutwards(from: number): this {
    const { positions, indices } = this.parts;
    let volume = 0;
    for (let at = from; at < indices.length; at += 3) {
      const [a, b, c] = [3 * (indices[at] ?? 0), 3 * (indices[at + 1] ?? 0), 3 * (indices[at + 2] ?? 0)];
      const [bx, by, bz] = [positions[b] ?? 0, positions[b + 1] ?? 0, positions[b + 2] ?? 0];
      const [cx, cy, cz] = [positions[c] ?? 0, positions[c + 1] ?? 0, positions[c + 2] ?? 0];
      volume += (positions[a] ?? 0) * (by * cz - bz * cy);
      volume += (positions[a + 1] ?? 0) * (bz * cx - bx * cz);
      volume += (positions[a + 2] ?? 0) * (bx * cy - by * cx);
    }
    if (volume < 0)
      for (let at = from; at < indices.length; at += 3) {
        const [b = 0, c = 0] = [indices[at + 1], indices[at + 2]];
        [indices[at + 1], indices[at + 2]] = [c, b];
      }
    return this;
  }
}

function wordOf([red, green, blue, surface = SURFACE.plain]: Color): number {
  return ((surface << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

/** The sides of a level's ring, in order; cut corners are between them. */
const SIDES = ["right", "corner", "front", "corner", "left", "corner", "back", "corner"] as const;

function ringOf({ z, back, front, half, cut, only, y = 0 }: Level): Point[] {
  const [rear, ahead] = [only === "front" ? 0 : cut, only === "back" ? 0 : cut];
  return [
    [back + rear, y - half, z],
    [front - ahead, y - half, z],
    [front, y - half + ahead, z],
    [front, y + half - ahead, z],
    [front - ahead, y + half, z],
    [back + rear, y + half, z],
    [back, y + half - rear, z],
    [back, y - half + rear, z],
  ];
}

const circles = new Map<number, Float64Array>();

/** Points around a circle: cosine and sine of each. */
function turns(count: number): Float64Array {
  const known = circles.get(count);
  if (known) return known;
  const points = new Float64Array(2 * count);
  for (let index = 0; index < count; index++) {
    points[2 * index] = cosDegrees((360 * index) / count);
    points[2 * index + 1] = sinDegrees((360 * index) / count);
  }
  circles.set(count, points);
  return points;
}

export const plus = ([a, b, c]: Point, [x, y, z]: Point): Point => [a + x, b + y, c + z];
export const minus = ([a, b, c]: Point, [x, y, z]: Point): Point => [a - x, b - y, c - z];
export const times = ([x, y, z]: Point, factor: number): Point => [x * factor, y * factor, z * factor];
export const between = (from: Point, to: Point, share: number): Point => plus(from, times(minus(to, from), share));
const dot = ([a, b, c]: Point, [x, y, z]: Point) => a * x + b * y + c * z;
export const crossed = ([a, b, c]: Point, [x, y, z]: Point): Point => [b * z - c * y, c * x - a * z, a * y - b * x];
export const lengthOf = (point: Point): number => Math.sqrt(dot(point, point));

export function unit(point: Point): Point {
  const length = lengthOf(point);
  return length > 0 ? times(point, 1 / length) : [1, 0, 0];
}
