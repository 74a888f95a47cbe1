import { sharedDuring, type Footprint, type Mover } from "../../world";
import { meet } from "./contact";
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
export function pathsCross(one: Passage, two: Passage): number | null {
  const ours = sampled(one);
  const theirs = sampled(two);
  const reachable = within(ours, theirs);
  const pairsWith = (lag: number): Pair[] =>
    reachable.flatMap(([first, mine]) =>
      (lag === 0 ? [first] : [first - lag, first + lag]).flatMap((second) => {
        const other = theirs.get(second);
        return other && near(mine, other) && meet(mine, other) ? [{ first: first / STEPS, second: second / STEPS }] : [];
      }),
    );
  for (let lag = 0; lag <= LONGEST * STEPS; lag++) {
    const pairs = pairsWith(lag);
    if (pairs.length === 0) continue;
    // What is least in whole steps need not be least between them.
    return lag === 0 ? 0 : refined(one, two, [...thinned(pairs), ...thinned(pairsWith(lag + 1)), ...thinned(pairsWith(lag + 2))]);
  }
  return null;
}

/** A passage's footprints by step, counted alike in every passage. */
function sampled({ from, to, at }: Passage): Map<number, Footprint> {
  const footprints = new Map<number, Footprint>();
  for (let step = Math.ceil(from * STEPS - 1e-9); step <= to * STEPS + 1e-9; step++) footprints.set(step, at(step / STEPS).footprint);
  return footprints;
}

/** Those of one passage that come near the other's ground. */
function within(ours: ReadonlyMap<number, Footprint>, theirs: ReadonlyMap<number, Footprint>): [number, Footprint][] {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, length, width } of theirs.values()) {
    const reach = (length + width) / 2;
    [left, bottom, right, top] = [
      Math.min(left, x - reach),
      Math.min(bottom, y - reach),
      Math.max(right, x + reach),
      Math.max(top, y + reach),
    ];
  }
  return [...ours].filter(([, { x, y, length, width }]) => {
    const reach = (length + width) / 2;
    return x + reach >= left && x - reach <= right && y + reach >= bottom && y - reach <= top;
  });
}

/** Whether two may share ground at all: a quick test. */
function near(a: Footprint, b: Footprint): boolean {
  const reach = (a.length + a.width + b.length + b.width) / 2;
  return Math.abs(a.x - b.x) <= reach && Math.abs(a.y - b.y) <= reach;
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
