import { cosDegrees, sinDegrees } from "../exact";

/** A point in a body's own frame, in metres: x ahead, y left, z up from the ground. */
export type Point = readonly [x: number, y: number, z: number];

/** Red, green and blue from 0 to 255, under full light; and what it is made of (`SURFACE`), if light treats that differently. */
export type Color = readonly [red: number, green: number, blue: number, surface?: number];

/** Triangles, counter-clockwise seen from outside, each with an unlit colour; and the joints of a person among them. */
export type BodyParts = {
  readonly positions: number[];
  readonly indices: number[];
  readonly colors: Color[];
  joints: readonly Point[] | null;
};

/** A horizontal section of a hull: where it begins and ends, half its width, and how far its corners are cut off. */
export type Level = { z: number; back: number; front: number; half: number; cut: number };

/** Builds a body from closed parts. */
export class BodyBuilder {
  private readonly parts: BodyParts = { positions: [], indices: [], colors: [], joints: null };

  /** @param detail how many of their sides round parts have, as a share: 1 close to the camera, fewer far away */
  constructor(private readonly detail: number) {}

  build(): BodyParts {
    return this.parts;
  }

  /** Records where the joints of the body's person are, in the order of `JOINTS`. */
  setJoints(joints: readonly Point[]): void {
    this.parts.joints = joints;
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
  tube(points: readonly Point[], radii: readonly number[], color: Color, sides = 7): this {
    let across: Point = [0, 0, 0];
    const rings = points.map((point, index) => {
      const [before, after] = [points[Math.max(0, index - 1)] ?? point, points[index + 1] ?? point];
      const along = plus(unit(minus(point, before)), index === 0 ? [0, 0, 0] : unit(minus(after, point)));
      const axis = unit(index === 0 ? minus(after, point) : after === point ? minus(point, before) : along);
      if (index === 0) across = unit(crossed(axis, Math.abs(axis[1]) < 0.8 ? [0, 1, 0] : [1, 0, 0]));
      else across = unit(minus(across, times(axis, dot(axis, across))));
      const other = crossed(axis, across);
      const radius = radii[index] ?? 0;
      return this.turns(sides).map(([c, s]) => plus(point, plus(times(across, c * radius), times(other, s * radius))));
    });
    return this.loft(rings, color);
  }

  /** An ellipsoid. @param colorAt colour by height within it, from 0 at the bottom to 1 at the top */
  ball([x, y, z]: Point, [rx, ry, rz]: Point, color: Color | ((height: number) => Color), sides = 10, levels = 6): this {
    const around = this.sides(sides);
    const along = Math.max(3, Math.round(levels * this.detail));
    const colorAt = typeof color === "function" ? color : () => color;
    const rings = Array.from({ length: along - 1 }, (_, index) => {
      const slope = (180 * (index + 1)) / along;
      const [up, out] = [-cosDegrees(slope), sinDegrees(slope)];
      return turns(around).map(([c, s]): Point => [x + rx * out * c, y + ry * out * s, z + rz * up]);
    });
    return this.closed(() => {
      const corners = rings.map((ring) => ring.map((point) => this.corner(point)));
      const [bottom, top] = [this.corner([x, y, z - rz]), this.corner([x, y, z + rz])];
      corners.forEach((ring, index) =>
        ring.forEach((corner, edge) => {
          const next = ring[(edge + 1) % around] ?? corner;
          const above = corners[index + 1];
          if (index === 0) this.fan([bottom, next, corner], colorAt(0));
          if (above)
            this.fan([corner, next, above[(edge + 1) % around] ?? corner, above[edge] ?? corner], colorAt((index + 1) / (along - 1)));
          else this.fan([corner, next, top], colorAt(1));
        }),
      );
    });
  }

  /** An upright disc parallel to x. @param center of the wheel @param from, to the y of its faces */
  wheel([x, , z]: Point, from: number, to: number, radius: number, tyre: Color, rim: Color, sides = 16): this {
    const ring = (y: number, size: number) => this.turns(sides).map(([c, s]): Point => [x + size * c, y, z + size * s]);
    const hub = radius * 0.62;
    return this.loft([ring(from, hub), ring(from, radius), ring(to, radius), ring(to, hub)], tyre, rim);
  }

  /** An upright ring parallel to x, such as a bicycle's wheel. */
  hoop([x, y, z]: Point, radius: number, thickness: number, color: Color, most = 18): this {
    const sides = this.sides(most);
    const points = turns(sides);
    const corner = (index: number, size: number, side: number): Point => {
      const [c, s] = points[index % sides] ?? [1, 0];
      return [x + size * c, y + side, z + size * s];
    };
    const [inner, half] = [radius - thickness, thickness / 2];
    return this.closed(() => {
      for (let index = 0; index < sides; index++) {
        const at = (size: number, side: number, step: number) => this.corner(corner(index + step, size, side));
        this.fan([at(radius, -half, 0), at(radius, -half, 1), at(radius, half, 1), at(radius, half, 0)], color);
        this.fan([at(inner, half, 0), at(inner, half, 1), at(inner, -half, 1), at(inner, -half, 0)], color);
        this.fan([at(inner, -half, 0), at(inner, -half, 1), at(radius, -half, 1), at(radius, -half, 0)], color);
        this.fan([at(radius, half, 0), at(radius, half, 1), at(inner, half, 1), at(inner, half, 0)], color);
      }
    });
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

  private grid(a: Point, b: Point, c: Point, d: Point, { along, up, colorAt }: Panel): void {
    const [columns, rows] = [
      [0, ...along, 1],
      [0, ...up, 1],
    ];
    const at = (u: number, v: number) => this.corner(between(between(a, b, u), between(d, c, u), v));
    for (let row = 0; row + 1 < rows.length; row++)
      for (let column = 0; column + 1 < columns.length; column++) {
        const [u0 = 0, u1 = 1, v0 = 0, v1 = 1] = [columns[column], columns[column + 1], rows[row], rows[row + 1]];
        this.fan([at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)], colorAt(column, row));
      }
  }

  /** Number of sides of a round part that has `most` close to the camera. */
  private sides(most: number): number {
    return Math.max(4, Math.round(most * this.detail));
  }

  private turns(most: number): [number, number][] {
    return turns(this.sides(most));
  }

  private corner(point: Point): number {
    return this.parts.positions.push(...point) / 3 - 1;
  }

  private fan(corners: readonly number[], color: Color): void {
    for (let index = 2; index < corners.length; index++) {
      this.parts.indices.push(corners[0] ?? 0, corners[index - 1] ?? 0, corners[index] ?? 0);
      this.parts.colors.push(color);
    }
  }

  /** Adds a closed part, with its triangles facing outwards. */
  private closed(add: () => void): this {
    const { positions, indices } = this.parts;
    const from = indices.length;
    add();
    const point = (index: number): Point => [positions[3 * index] ?? 0, positions[3 * index + 1] ?? 0, positions[3 * index + 2] ?? 0];
    let volume = 0;
    for (let at = from; at < indices.length; at += 3) {
      const [a, b, c] = [point(indices[at] ?? 0), point(indices[at + 1] ?? 0), point(indices[at + 2] ?? 0)];
      volume += dot(a, crossed(b, c));
    }
    if (volume < 0)
      for (let at = from; at < indices.length; at += 3) {
        const [b = 0, c = 0] = [indices[at + 1], indices[at + 2]];
        [indices[at + 1], indices[at + 2]] = [c, b];
      }
    return this;
  }
}

/** The sides of a level's ring, in order; cut corners are between them. */
const SIDES = ["right", "corner", "front", "corner", "left", "corner", "back", "corner"] as const;

/** A subdivided side of a hull: shares of its length (from back to front, or from right to left) and of its height. */
export type Panel = {
  level: number;
  side: "right" | "front" | "left" | "back";
  along: readonly number[];
  up: readonly number[];
  colorAt: (column: number, row: number) => Color;
};

/** On the left and at the back, the ring runs in the opposite direction. */
function mirrored({ along, colorAt, ...rest }: Panel): Panel {
  return { ...rest, along: along.map((share) => 1 - share).reverse(), colorAt: (column, row) => colorAt(along.length - column, row) };
}

function ringOf({ z, back, front, half, cut }: Level): Point[] {
  return [
    [back + cut, -half, z],
    [front - cut, -half, z],
    [front, -half + cut, z],
    [front, half - cut, z],
    [front - cut, half, z],
    [back + cut, half, z],
    [back, half - cut, z],
    [back, -half + cut, z],
  ];
}

/** Points around a circle: cosine and sine. */
function turns(count: number): [number, number][] {
  return Array.from({ length: count }, (_, index) => [cosDegrees((360 * index) / count), sinDegrees((360 * index) / count)]);
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
