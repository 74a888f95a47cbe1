import type { Actor, Point, Scenario } from "@/core/document";
import { worldOf } from "@/core/scene";
import { rulesOf } from "./worlds";
import type { Encounter, Outcome } from "./worlds/encounters";

/** The crossing of two actors' paths: when each passes the point where they cross. */
export type Crossing = {
  readonly at: Point;
  /** Frames, not always whole, at which the ground point of each is there. */
  readonly frames: readonly [number, number];
  /** Frames between one having passed with its whole body and the other's arrival; 0 if they meet. */
  readonly gap: number;
};

/** What is to be told about two actors that may meet. */
export type Meeting = Outcome & {
  /** Where their paths cross; null where they do not. */
  readonly crossing: Crossing | null;
};

/** How two actors are related at a frame. */
export const encounterOf = (scenario: Scenario, one: Actor, other: Actor, frame: number): Encounter =>
  rulesOf(scenario).encounters.at(scenario, one, other, frame);

/** Where two paths cross, and whether the actors collide or by how much they miss each other. */
export function meetingOf(scenario: Scenario, one: Actor, other: Actor): Meeting {
  const crossing = crossingOf(scenario, one, other);
  return { crossing, ...rulesOf(scenario).encounters.outcome(scenario, one, other, crossing) };
}

/** Where two paths first cross along the first one, and how close in time both are there; null if they do not cross. */
export function crossingOf(scenario: Scenario, one: Actor, other: Actor): Crossing | null {
  const { pathPolyline } = worldOf(scenario);
  const at = firstCrossing(thinned(pathPolyline(one)), thinned(pathPolyline(other)));
  if (!at) return null;
  const passings = [passing(scenario, one, at), passing(scenario, other, at)] as const;
  const [first, second] = [...passings].sort((a, b) => a.middle - b.middle);
  return { at, frames: [passings[0].middle, passings[1].middle], gap: first && second ? Math.max(0, second.from - first.to) : 0 };
}

/** When an actor's ground point is nearest to a place, and from when until when its body covers it. */
function passing(scenario: Scenario, actor: Actor, at: Point): { from: number; middle: number; to: number } {
  const world = worldOf(scenario);
  const away = (frame: number) => {
    const { x, y } = world.poseAt(actor, frame);
    return Math.hypot(x - at.x, y - at.y);
  };
  let nearest = actor.startFrame;
  let least = Infinity;
  for (let frame = actor.startFrame; frame < actor.endFrame; frame++) {
    const distance = away(frame);
    if (distance < least) [nearest, least] = [frame, distance];
  }
  const { isThere: covers } = rulesOf(scenario).encounters;
  const isThere = (frame: number) => covers(scenario, actor, at, frame);
  let [from, to] = [nearest, nearest];
  while (from > actor.startFrame && isThere(from - 1)) from--;
  while (to + 1 < actor.endFrame && isThere(to + 1)) to++;
  return { from, middle: betweenFrames(away, nearest), to };
}

/** The moment around a frame at which a distance is smallest, estimated from the neighbouring frames. */
function betweenFrames(away: (frame: number) => number, nearest: number): number {
  const [before, after] = [away(nearest - 1), away(nearest + 1)];
  const neighbour = before < after ? -1 : 1;
  const step = Math.min(before, after) + away(nearest);
  return step > 0 && Number.isFinite(step) ? nearest + (neighbour * away(nearest)) / step : nearest;
}

/** Paths of imported tracks have a point for every frame; this many are enough to find where they cross. */
const MOST_POINTS = 1000;

function thinned(coordinates: readonly number[]): readonly number[] {
  const points = coordinates.length / 2;
  const step = Math.ceil(points / MOST_POINTS);
  return step === 1 ? coordinates : coordinates.filter((_, index) => Math.floor(index / 2) % step === 0 || index >= coordinates.length - 2);
}

function firstCrossing(one: readonly number[], other: readonly number[]): Point | null {
  for (let i = 0; i + 3 < one.length; i += 2) {
    for (let j = 0; j + 3 < other.length; j += 2) {
      const found = crossingOfSegments(one, i, other, j);
      if (found) return found;
    }
  }
  return null;
}

/** Called for every pair of segments, so it reads the coordinates in place. */
function crossingOfSegments(one: readonly number[], i: number, other: readonly number[], j: number): Point | null {
  const [ax, ay] = [one[i] ?? 0, one[i + 1] ?? 0];
  const [cx, cy] = [other[j] ?? 0, other[j + 1] ?? 0];
  const [abX, abY] = [(one[i + 2] ?? 0) - ax, (one[i + 3] ?? 0) - ay];
  const [cdX, cdY] = [(other[j + 2] ?? 0) - cx, (other[j + 3] ?? 0) - cy];
  const determinant = abX * cdY - abY * cdX;
  if (determinant === 0) return null;
  const along = ((cx - ax) * cdY - (cy - ay) * cdX) / determinant;
  const across = ((cx - ax) * abY - (cy - ay) * abX) / determinant;
  if (along < 0 || along > 1 || across < 0 || across > 1) return null;
  return { x: ax + abX * along, y: ay + abY * along };
}
