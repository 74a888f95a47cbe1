import { nearestOn, placeAlong } from "../polyline";
import { add, between, distanceBetween, scale, type Vector2 } from "../vector";
import type { Outline, RoadLayout } from "../roads/layout";

/** Where a driver's eyes are behind a stop line, and how far along the other roads they see (metres). */
const BEHIND_LINE = 2.5;
const SEEN = 30;
/** Roads further away than this have nothing to do with each other (metres). */
const NEIGHBOURS = 60;

/**
 * What drivers who wait have to look over to see the traffic on other roads: triangles from their eyes along each road that leads to the
 * same junction.
 */
export function sightTriangles({ stopLines, lanes }: RoadLayout): Outline[] {
  const into = lanes.filter(({ kind, successors }) => kind === "driving" && successors.length > 0);
  const ends = into.map(({ id, centre }) => ({ id, centre, end: placeAlong(centre, centre.length) }));
  return ends.flatMap(({ id, centre, end }) => {
    const line = stopLines.find(({ laneId }) => laneId === id);
    const waits: Vector2 = line ? between(line.from, line.to, 0.5) : end;
    const { direction } = placeAlong(centre, nearestOn(centre, waits).distance);
    const eyes = add(waits, scale(direction, -BEHIND_LINE));
    return ends.flatMap((other) => {
      if (other.id === id || distanceBetween(other.end, end) > NEIGHBOURS) return [];
      const far = placeAlong(other.centre, Math.max(0, other.centre.length - SEEN));
      return [[eyes, other.end, far]];
    });
  });
}
