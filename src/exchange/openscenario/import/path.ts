import { atan2, cos, hypot, sin } from "@/core/exact";
import { withinTurn } from "../../opendrive/read/road";

/** A point of a trajectory: metres, radians, metres from its start, and seconds if it has a time. */
export type PathPoint = {
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly distance: number;
  readonly time: number | null;
};

/** A line that an entity follows. */
export class Path {
  constructor(readonly points: readonly PathPoint[]) {}

  /** A line through points, with the headings that they have or, without them, those of the pieces. */
  static through(
    vertices: readonly { readonly x: number; readonly y: number; readonly heading: number | null; readonly time: number | null }[],
  ): Path {
    let distance = 0;
    const points = vertices.map((vertex, index): PathPoint => {
      const [before, after] = [vertices[index - 1], vertices[index + 1]];
      if (before) distance += hypot(vertex.x - before.x, vertex.y - before.y);
      const [from, to] = after ? [vertex, after] : [before ?? vertex, vertex];
      const along = atan2(to.y - from.y, to.x - from.x);
      return { x: vertex.x, y: vertex.y, heading: vertex.heading ?? along, distance, time: vertex.time };
    });
    return new Path(points);
  }

  get length(): number {
    return this.points.at(-1)?.distance ?? 0;
  }

  get hasTimes(): boolean {
    return this.points.length > 0 && this.points.every(({ time }) => time !== null);
  }

  /** The place at a distance; beyond the ends, the ends. */
  at(distance: number): { x: number; y: number; heading: number } {
    return this.#between((point) => point.distance, distance);
  }

  /** The distance at a time. @returns null without times */
  distanceAt(time: number): number | null {
    if (!this.hasTimes) return null;
    const times = this.points.map((point) => point.time ?? 0);
    const index = Math.min(
      times.length - 2,
      times.findLastIndex((known) => known <= time),
    );
    if (index < 0) return 0;
    const [from, to] = [this.points[index], this.points[index + 1]];
    if (!from || !to) return this.length;
    const [start, end] = [from.time ?? 0, to.time ?? 0];
    const share = end > start ? Math.min(1, Math.max(0, (time - start) / (end - start))) : 1;
    return from.distance + share * (to.distance - from.distance);
  }

  /** The distance along the line at which it is nearest to a point. */
  nearest({ x, y }: { readonly x: number; readonly y: number }): number {
    let [best, least] = [0, Infinity];
    for (let index = 0; index + 1 < this.points.length; index++) {
      const [from, to] = [this.points[index], this.points[index + 1]];
      if (!from || !to) break;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const square = dx * dx + dy * dy;
      const share = square > 0 ? Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / square)) : 0;
      const away = hypot(from.x + share * dx - x, from.y + share * dy - y);
      if (away < least) [best, least] = [from.distance + share * (to.distance - from.distance), away];
    }
    return best;
  }

  /** A place beside the line, in metres to its left. */
  beside(distance: number, t: number): { x: number; y: number; heading: number } {
    // Beside a line, its own direction counts, whichever way who follows it looks.
    const [here, ahead] = [this.at(Math.min(distance, this.length - 1e-3)), this.at(Math.min(distance + 1e-3, this.length))];
    const along = hypot(ahead.x - here.x, ahead.y - here.y) > 1e-9 ? atan2(ahead.y - here.y, ahead.x - here.x) : here.heading;
    const at = this.at(distance);
    return { x: at.x - t * sin(along), y: at.y + t * cos(along), heading: at.heading };
  }

  #between(key: (point: PathPoint) => number, value: number): { x: number; y: number; heading: number } {
    const [first] = this.points;
    if (!first) return { x: 0, y: 0, heading: 0 };
    const index = this.points.findLastIndex((point) => key(point) <= value);
    const [from, to] = [this.points[Math.max(0, index)] ?? first, this.points[Math.max(0, index) + 1]];
    if (index < 0 || !to) return { x: from.x, y: from.y, heading: from.heading };
    const span = key(to) - key(from);
    const share = span > 0 ? (value - key(from)) / span : 0;
    return {
      x: from.x + share * (to.x - from.x),
      y: from.y + share * (to.y - from.y),
      heading: from.heading + share * withinTurn(to.heading - from.heading),
    };
  }
}
