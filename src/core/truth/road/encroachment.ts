import { hypot } from "../../exact";
import { sharedDuring, type Footprint, type Mover } from "../../world";
import { apartBy, meet } from "./contact";
import type { Passage } from "./passage";

/** Beyond so many seconds, one at a place has nothing to do with the other. */
const LONGEST = 10;
/** Steps of a second. */
const STEPS = 60;
/** Moments of the first passage around a found pair. */
const AROUND = 16;
/** Seconds around a found pair in which the second passage is looked at. */
const REACH = 3 / STEPS;
/** Pairs of one lag that are tried, and of all of them those around which the least lag is looked for. */
const MOST_PAIRS = 200;
const LOOKED_INTO = 4;

/** A moment of each passage at which their footprints share ground. */
type Pair = { readonly first: number; readonly second: number };

/**
 * The least time between two passages over a point of ground (seconds): over all pairs of moments at which the footprints share ground.
 * Null where none of them are within ten seconds of each other.
 */
export function postEncroachment(one: Passage, two: Passage): number | null {
  const [ours, theirs] = [sampled(one), sampled(two)];
  const lag = leastLag(ours, theirs);
  if (lag === null) return null;
  // What is least in whole steps need not be least between them.
  return lag === 0
    ? 0
    : refined(
        one,
        two,
        [0, 1, 2].flatMap((more) => thinned(pairsWith(ours, theirs, lag + more))),
      );
}

/** A passage's footprints by step: `footprints[0]` is at `first`, steps being counted alike in every passage. */
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

/** The least number of steps between moments at which the footprints share ground; null where it would be more than ten seconds. */
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
        // Something so far away needs some steps to come near.
        lag += other && apart > 0 ? Math.max(1, Math.floor(apart / fastest)) : 1;
      }
  });
  return best > LONGEST * STEPS ? null : best;
}

/** The pairs of moments so many steps apart at which the footprints share ground. */
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

/** The least lag around the pairs that have it in steps: for moments of the first passage, the second comes as much nearer as it can. */
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

/** Some of many pairs: those one after another are on the same way, where the lag changes little from one to the next. */
function thinned(pairs: readonly Pair[]): Pair[] {
  const stride = Math.ceil(pairs.length / MOST_PAIRS);
  return pairs.filter((_, index) => index % stride === 0 || index === pairs.length - 1);
}

/** The least lag for a moment of the first passage, around one of the second; null where they share no ground then. */
function shortestLag({ footprint }: Mover, { at, from, to }: Passage, moment: number, second: number): number | null {
  const there = at(second);
  // Within a few steps nobody turns or changes speed so much as to matter.
  const [start, end] = sharedDuring(footprint, there.footprint, there.velocity);
  const [earliest, latest] = [Math.max(from, second - REACH, second + start), Math.min(to, second + REACH, second + end)];
  if (earliest > latest) return null;
  return Math.abs(Math.min(latest, Math.max(earliest, moment)) - moment);
}
