import { cross, distanceBetween, dot, subtract, type Footprint, type Vector2 } from "../world";
import type { PathVertex, Track } from "./track";

/** Where two actors meet: how far along its path each is then, and the place on the ground. */
export type Meeting = { readonly own: number; readonly other: number; readonly place: Vector2 };

/** Newton steps that find a meeting; straight paths need one, curves three or four. */
const STEPS = 24;
/** A meeting is found to within this (pixels, or metres). */
const EXACT = 1e-9;
/** Paths that pass each other by more than this at the end do not meet. */
const NEARLY = 1e-6;

/**
 * Where the front of another actor reaches this one at a share of its width, beyond a waypoint of this one's path. Where the paths do not
 * cross, at the place that is given. Null if there is none.
 * @param from how far along its path this actor waits
 */
export function meetingOf(own: Track, from: number, other: Track, share: number, place: Vector2 | undefined): Meeting | null {
  const edge = edgeLine(other, share);
  const found = crossingsOf(own.line, from, edge).flatMap(({ one, two }) => {
    const meeting = refined(own, other, share, one, two);
    return meeting && meeting.own >= from - NEARLY && meeting.own <= own.length + NEARLY ? [meeting] : [];
  });
  if (found.length > 0) return place ? nearestTo(found, place) : (found.sort((a, b) => a.own - b.own)[0] ?? null);
  return place ? abreast(own, from, other, share, place) : null;
}

/** Where the middles of two actors' paths meet, beyond a waypoint of the first; at the place that is given, if there is one. */
export function crossingOf(own: Track, from: number, other: Track, place: Vector2 | undefined): Meeting | null {
  if (place) {
    const [mine, theirs] = [nearestOn(own.line, place, from), nearestOn(other.line, place, 0)];
    return { own: mine.distance, other: theirs.distance, place: own.placeAt(mine.distance) };
  }
  const [first] = crossingsOf(own.line, from, other.line).sort((a, b) => a.one - b.one);
  return first ? { own: first.one, other: first.two, place: own.placeAt(first.one) } : null;
}

/** How far along a path it comes nearest to a place, beyond a point of it, and how near. */
export function nearestOn(line: readonly PathVertex[], place: Vector2, from: number): { distance: number; away: number } {
  let best = { distance: from, away: Infinity };
  const consider = (distance: number, point: Vector2) => {
    const away = distanceBetween(point, place);
    if (away < best.away) best = { distance, away };
  };
  line.forEach((start, index) => {
    if (start.distance >= from) consider(start.distance, start);
    const end = line[index + 1];
    if (!end || end.distance <= from) return;
    const along = subtract(end, start);
    const square = dot(along, along);
    const least = end.distance > start.distance ? Math.max(0, (from - start.distance) / (end.distance - start.distance)) : 0;
    const share = square > 0 ? Math.min(1, Math.max(least, dot(subtract(place, start), along) / square)) : least;
    consider(start.distance + (end.distance - start.distance) * share, { x: start.x + along.x * share, y: start.y + along.y * share });
  });
  return best;
}

function nearestTo(meetings: readonly Meeting[], place: Vector2): Meeting | null {
  const [nearest] = [...meetings].sort((a, b) => distanceBetween(a.place, place) - distanceBetween(b.place, place));
  return nearest ?? null;
}

/** The line on which a share of a body's width moves, and as far beyond its path's end as its front reaches. */
function edgeLine(track: Track, share: number): PathVertex[] {
  const point = (distance: number): PathVertex => ({ ...track.contactAt(distance, share, POINT), distance });
  const distances = [0, ...track.line.map(({ distance }) => distance)];
  return distances.map(point);
}

const POINT: Footprint = { x: 0, y: 0, heading: 0, length: 0, width: 0 };

/** Where two lines cross, as distances along each, beyond a point of the first. */
function crossingsOf(one: readonly PathVertex[], from: number, two: readonly PathVertex[]): { one: number; two: number }[] {
  const found: { one: number; two: number }[] = [];
  for (let i = 0; i + 1 < one.length; i++) {
    const [a, b] = [one[i], one[i + 1]];
    if (!a || !b || b.distance < from) continue;
    const ab = subtract(b, a);
    for (let j = 0; j + 1 < two.length; j++) {
      const [c, d] = [two[j], two[j + 1]];
      if (!c || !d || apart(a, b, c, d)) continue;
      const cd = subtract(d, c);
      const determinant = cross(ab, cd);
      if (determinant === 0) continue;
      const ac = subtract(c, a);
      const [along, across] = [cross(ac, cd) / determinant, cross(ac, ab) / determinant];
      if (along < 0 || along > 1 || across < 0 || across > 1) continue;
      const distance = a.distance + (b.distance - a.distance) * along;
      if (distance >= from - NEARLY) found.push({ one: distance, two: c.distance + (d.distance - c.distance) * across });
    }
  }
  return found;
}

const apart = (a: Vector2, b: Vector2, c: Vector2, d: Vector2): boolean =>
  Math.max(a.x, b.x) < Math.min(c.x, d.x) ||
  Math.min(a.x, b.x) > Math.max(c.x, d.x) ||
  Math.max(a.y, b.y) < Math.min(c.y, d.y) ||
  Math.min(a.y, b.y) > Math.max(c.y, d.y);

/** Step with which derivatives along paths are taken. */
const DELTA = 1e-4;

/** The meeting near a crossing: Newton's method on the difference of the two points. */
function refined(own: Track, other: Track, share: number, one: number, two: number): Meeting | null {
  let [mine, theirs] = [one, two];
  const differenceAt = (a: number, b: number): Vector2 => subtract(other.contactAt(b, share, own.footprintAt(a)), own.footprintAt(a));
  for (let step = 0; step < STEPS; step++) {
    const here = differenceAt(mine, theirs);
    if (Math.abs(here.x) + Math.abs(here.y) < EXACT) break;
    const byOwn = subtract(differenceAt(mine + DELTA, theirs), here);
    const byOther = subtract(differenceAt(mine, theirs + DELTA), here);
    const determinant = cross(byOwn, byOther);
    if (Math.abs(determinant) < DELTA * DELTA * 1e-6) return null;
    mine -= (DELTA * cross(here, byOther)) / determinant;
    theirs -= (DELTA * cross(byOwn, here)) / determinant;
  }
  const left = differenceAt(mine, theirs);
  if (!(Math.abs(left.x) + Math.abs(left.y) < NEARLY)) return null;
  const { x, y } = own.footprintAt(mine);
  return { own: mine, other: theirs, place: { x, y } };
}

/** On paths that do not cross, the other's front comes level with this actor where it is nearest to a place. */
function abreast(own: Track, from: number, other: Track, share: number, place: Vector2): Meeting {
  const { distance } = nearestOn(own.line, place, from);
  const body = own.footprintAt(distance);
  let reached = nearestOn(other.line, body, 0).distance;
  for (let step = 0; step < STEPS; step++) {
    const front = other.contactAt(reached, share, body);
    const ahead = subtract(other.contactAt(reached + DELTA, share, body), front);
    const length = Math.sqrt(dot(ahead, ahead));
    const missing = length > 0 ? dot(subtract(body, front), ahead) / length : 0;
    reached += missing;
    if (Math.abs(missing) < EXACT) break;
  }
  return { own: distance, other: reached, place: { x: body.x, y: body.y } };
}
