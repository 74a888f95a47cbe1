import { hypot } from "../../exact";
import { sharedDuring, type Footprint, type Mover } from "../../world";
import { apartBy, meet } from "./contact";
import type { Passage } from "./passage";

/** Beyond this many seconds, two bodies at one point have nothing to do with each other. */
const LONGEST = 10;
/** Steps per second. */
const STEPS = 60;
/** Moments of the first passage around a found pair. */
const AROUND = 16;
/** Seconds around a found pair in which the second passage is searched. */
const REACH = 3 / STEPS;
/** Number of pairs tried for each lag, and number of pairs in total around which the smallest lag is searched. */
const MOST_PAIRS = 200;
const LOOKED_INTO = 4;

/** A moment of each passage at which their footprints overlap. */
type Pair = { readonly first: number; readonly second: number };

/**
 * The shortest time between two passages over a point on the ground (seconds), over all pairs of moments at which the footprints overlap.
 * Null if none are within ten seconds of each other.
 */
export function postEncroachment(one: Passage, two: Passage): number | null {
  const [ours, theirs] = [sampled(one), sampled(two)];
  const lag = leastLag(ours, theirs);
  if (lag === null) return null;
  // The pair with the smallest lag in whole steps need not be near the smallest lag overall.
  return lag === 0
    ? 0
    : refined(
        one,
        two,
        [0, 1, 2].flatMap((more) => thinned(pairsWith(ours, theirs, lag + more))),
      );
}

/** A passage's footprints by step: `footprints[0]` is at step `first`; steps have a common origin in all passages. */
type Samples = { readonly first: number; readonly footprints: readonly Footprint[] };

// Each is compared with many others.
const known = new WeakMap<Passage, Samples>();

function sampled(passage: Passage): Samples {
  const samples = known.get(passage) ?? sample(passage);
  known.set(passage, samples);
  return samples;
}

function sample({ from, to, at }: Passage): Samples {
  const first = Math.ceil(from * STEPS - 1e-9);
  const count = Math.max(0, Math.floor(to * STEPS + 1e-9) - first + 1);
  return { first, footprints: Array.from({ length: count }, (_, index) => at((first + index) / STEPS).footprint) };
}

/** The smallest number of steps between moments at which the footprints overlap; null if it is more than ten seconds. */
function leastLag(ours: Samples, theirs: Samples): number | null {
  const fastest = longestStep(theirs);
  let best = LONGEST * STEPS + 1;
  ours.footprints.forEach((mine, index) => {
    const own = ours.first + index;
    for (const direction of [-1, 1])
      for (let lag = 0; lag < best;) {
        const other = theirs.footprints[own + direction * lag - theirs.first];
        const apart = other ? apartBy(mine, other) : 0;
        if (other && meet(mine, other)) best = lag;
        if (other && fastest === 0) break;
        // At this distance, it takes several steps before they can overlap.
        lag += other && apart > 0 ? Math.max(1, Math.floor(apart / fastest)) : 1;
      }
  });
  return best > LONGEST * STEPS ? null : best;
}

/** The pairs of moments, a number of steps apart, at which the footprints overlap. */
function pairsWith(ours: Samples, theirs: Samples, lag: number): Pair[] {
  return ours.footprints.flatMap((mine, index) => {
    const own = ours.first + index;
    return [own - lag, own + lag].flatMap((second) => {
      const other = theirs.footprints[second - theirs.first];
      return other && meet(mine, other) ? [{ first: own / STEPS, second: second / STEPS }] : [];
    });
  });
}

/** The longest way of a body in one step (metres). */
function longestStep({ footprints }: Samples): number {
  let longest = 0;
  footprints.forEach(({ x, y }, index) => {
    const before = footprints[index - 1];
    if (before) longest = Math.max(longest, hypot(x - before.x, y - before.y));
  });
  return longest;
}

/** Refines the smallest lag around the pairs found in whole steps: for moments of the first passage, over moments of the second. */
function refined(one: Passage, two: Passage, pairs: readonly Pair[]): number {
  const lagAt = (moment: number, second: number) => shortestLag(one.at(moment), two, moment, second) ?? Infinity;
  const tried = pairs.map((pair) => ({ ...pair, lag: lagAt(pair.first, pair.second) })).sort((a, b) => a.lag - b.lag);
  let least = Infinity;
  for (const { first, second, lag } of tried.slice(0, LOOKED_INTO)) {
    let best = { moment: first, lag };
    for (let zoom = 0, reach = 1 / STEPS; zoom < 3; zoom++, reach *= 2 / AROUND) {
      const centre = best.moment;
      for (let step = -AROUND; step <= AROUND; step++) {
        const moment = Math.min(one.to, Math.max(one.from, centre + (reach * step) / AROUND));
        const lagThere = lagAt(moment, second);
        if (lagThere < best.lag) best = { moment, lag: lagThere };
      }
    }
    least = Math.min(least, best.lag);
  }
  return least;
}

/** Some of many pairs: consecutive ones are on the same part of the path, where the lag changes little. */
function thinned(pairs: readonly Pair[]): Pair[] {
  const stride = Math.ceil(pairs.length / MOST_PAIRS);
  return pairs.filter((_, index) => index % stride === 0 || index === pairs.length - 1);
}

/** The smallest lag for a moment of the first passage, around one of the second; null if they do not overlap then. */
function shortestLag({ footprint }: Mover, { at, from, to }: Passage, moment: number, second: number): number | null {
  const there = at(second);
  // Changes of heading and speed within a few steps are negligible.
  const [start, end] = sharedDuring(footprint, there.footprint, there.velocity);
  const [earliest, latest] = [Math.max(from, second - REACH, second + start), Math.min(to, second + REACH, second + end)];
  if (earliest > latest) return null;
  return Math.abs(Math.min(latest, Math.max(earliest, moment)) - moment);
}
