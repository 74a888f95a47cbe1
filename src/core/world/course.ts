import type { GroundPath } from "./groundPath";
import { headingOf, type GroundPose } from "./pose";
import { bezierLine, joinLines, partOfLine, placeAlong, type LinePlace, type Polyline } from "./polyline";
import { add, distanceBetween, dot, scale, subtract, type Vector2 } from "./vector";

/*
 * A body's position and heading at a distance along its path. Wheels do not slip sideways: a vehicle faces the way its rear axle moves,
 * so the rear axle follows the path's line, and the centre of the footprint is a fixed length ahead of it. On a straight path
 * the centre is on the path itself, as drawn; in a curve it swings out by a few centimetres. (If the centre followed the
 * line, the heading would be the solution of a differential equation that is unstable in reverse.)
 */

/** A part of the path driven in one direction, forward or in reverse; distances are along the path. */
type Leg = { readonly from: number; readonly to: number; readonly reversing: boolean; readonly rear: Polyline };

/** A path as a body follows it. */
export type Course = { readonly length: number; readonly line: Polyline; readonly legs: readonly Leg[]; readonly behind: number };

/** After a change between forward and reverse, the rear axle is back on its line within this distance (metres). */
const JOINING = 4;

/**
 * The course of a body along a path.
 * @param rearAxle metres from the centre of its footprint back to its rear axle; omitted for pedestrians, who face the way they walk
 * @param reversing whether a vehicle starts in reverse; it changes direction wherever its path turns back on itself
 */
export function courseOf({ line, stations, reversals }: GroundPath, rearAxle?: number, reversing = false): Course {
  const behind = rearAxle ?? 0;
  if (rearAxle === undefined) return { length: line.length, line, legs: [], behind };
  const borders = [0, ...reversals.map((point) => stations[point] ?? 0), line.length];
  const legs: Leg[] = [];
  let backwards = reversing;
  let entry: LinePlace | null = null;
  for (let index = 0; index + 1 < borders.length; index++) {
    const [from, to] = [borders[index] ?? 0, borders[index + 1] ?? 0];
    const rear = rearLine(partOfLine(line, from, to), backwards ? behind : -behind, entry);
    legs.push({ from, to, reversing: backwards, rear });
    const end: LinePlace = placeAlong(rear, rear.length);
    entry = { ...end, direction: scale(end.direction, -1) };
    backwards = !backwards;
  }
  return { length: line.length, line, legs, behind };
}

/** A body's pose at a distance along its path; before the start and past the end, the pose there. */
export function poseOnCourse(course: Course, distance: number): GroundPose & { readonly reversing: boolean } {
  const within = Math.min(Math.max(distance, 0), course.length);
  const leg = course.legs.findLast(({ from }) => from <= within) ?? course.legs[0];
  if (!leg) {
    const { x, y, direction } = placeAlong(course.line, within);
    return { x, y, heading: headingOf(direction), reversing: false };
  }
  const length = leg.to - leg.from;
  const rear = placeAlong(leg.rear, length > 0 ? ((within - leg.from) / length) * leg.rear.length : 0);
  const ahead = leg.reversing ? scale(rear.direction, -1) : rear.direction;
  const middle = add(rear, scale(ahead, course.behind));
  return { ...middle, heading: headingOf(ahead), reversing: leg.reversing };
}

/**
 * The line of the rear axle while the centre moves along a line: the line itself, shifted along its direction (`shift` below 0: the axle is
 * behind the centre). If there is a leg before, it starts at the axle's position and heading at the end of that leg.
 */
function rearLine(line: Polyline, shift: number, entry: LinePlace | null): Polyline {
  const nominal = partOfLine(line, shift, line.length + shift);
  if (!entry || line.length === 0) return nominal;
  const start = placeAlong(nominal, 0);
  if (distanceBetween(start, entry) < 1e-9 && dot(start.direction, entry.direction) > 1 - 1e-12) return nominal;
  const joining = Math.min(JOINING + Math.abs(shift), line.length / 2);
  const meeting = placeAlong(nominal, joining);
  return joinLines([easedInto(entry, meeting), partOfLine(nominal, joining, nominal.length)]);
}

function easedInto(from: LinePlace, to: LinePlace): Polyline {
  const handle = distanceBetween(from, to) / 3;
  const control = (place: Vector2, direction: Vector2, length: number) => add(place, scale(direction, length));
  return bezierLine(from, control(from, from.direction, handle), subtract(to, scale(to.direction, handle)), to);
}
