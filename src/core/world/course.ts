import type { GroundPath } from "./groundPath";
import { headingOf, type GroundPose } from "./pose";
import { bezierLine, joinLines, partOfLine, placeAlong, type LinePlace, type Polyline } from "./polyline";
import { add, distanceBetween, dot, scale, subtract, type Vector2 } from "./vector";

/*
 * Where a body is and how it faces, so many metres along its path. Wheels do not slip sideways: a vehicle faces where its rear axle goes,
 * so the rear axle follows the path's line, and the middle of the footprint is ahead of it by a fixed length. On a straight
 * path the middle is on the path itself, where the path's points put it; in a curve it swings out by a few centimetres.
 * (With the middle on the line, heading would be the solution of a differential equation, unstable in reverse.)
 */

/** A stretch that is driven without a change of gear; distances along the path. */
type Leg = { readonly from: number; readonly to: number; readonly reversing: boolean; readonly rear: Polyline };

/** A path as a body follows it. */
export type Course = { readonly length: number; readonly line: Polyline; readonly legs: readonly Leg[]; readonly behind: number };

/** After a change of gear the rear axle comes back to its line within this (metres). */
const JOINING = 4;

/**
 * The course of a body along a path.
 * @param rearAxle metres from the middle of its footprint back to its rear axle; left out for those on foot, who face where they go
 * @param reversing whether a vehicle starts in reverse; where its path turns back on itself it changes gear
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

/** Where a body is after so many metres of its path; before the start and past the end it stands there. */
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
 * The way of the rear axle while the middle goes along a line: the line itself, shifted along it (`shift` below 0: the axle comes after the
 * middle). It begins where the axle is and as it faces, where it comes from another leg.
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
