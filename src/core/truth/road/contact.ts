import { hypot } from "../../exact";
import { approachOf, contactAfter, cornersOf, covers, seenFrom, subtract, type Footprint, type Vector2 } from "../../world";
import type { Passage } from "./passage";

/** Steps per second in which passages are sampled. No body is so short and fast that it could pass another between two of them. */
const STEPS = 60;
/** Number of bisections to find a moment between two steps. */
const HALVINGS = 40;

/** The moments of both passages, in steps. */
function* moments(one: Passage, two: Passage): Generator<number> {
  const [from, to] = [Math.max(one.from, two.from), Math.min(one.to, two.to)];
  if (from > to) return;
  const steps = Math.ceil((to - from) * STEPS);
  for (let step = 0; step <= steps; step++) yield Math.min(to, from + step / STEPS);
}

/** Whether two footprints overlap. */
export const meet = (first: Footprint, second: Footprint): boolean =>
  apartBy(first, second) <= 0 && contactAfter(first, second, { x: 0, y: 0 }) !== null;

/** Metres by which two cannot touch yet, however they are turned; at most 0 where they may. */
export const apartBy = (a: Footprint, b: Footprint): number => hypot(a.x - b.x, a.y - b.y) - halfDiagonal(a) - halfDiagonal(b);

const halfDiagonal = ({ length, width }: Footprint): number => Math.sqrt(length * length + width * width) / 2;

/** When two bodies first overlap, where across the width of the first one, and how fast; null if they never do. */
export function firstContact(one: Passage, two: Passage): { seconds: number; share: number; speed: number } | null {
  const touching = (seconds: number) => meet(one.at(seconds).footprint, two.at(seconds).footprint);
  let before: number | null = null;
  for (const moment of moments(one, two)) {
    if (!touching(moment)) {
      before = moment;
      continue;
    }
    let [apart, together] = [before ?? moment, moment];
    for (let halving = 0; halving < HALVINGS && apart < together; halving++) {
      const middle = (apart + together) / 2;
      if (touching(middle)) together = middle;
      else apart = middle;
    }
    const [first, second] = [one.at(together), two.at(together)];
    const velocity = subtract(second.velocity, first.velocity);
    return { seconds: together, share: shareOf(first.footprint, second.footprint), speed: hypot(velocity.x, velocity.y) };
  }
  return null;
}

/** The middle of the overlap of two touching footprints, across the width of the first one, from its left. */
function shareOf(first: Footprint, second: Footprint): number {
  const grown = (footprint: Footprint): Footprint => ({ ...footprint, length: footprint.length + 0.002, width: footprint.width + 0.002 });
  const shared: Vector2[] = [
    ...cornersOf(second).filter((corner) => covers(grown(first), corner)),
    ...cornersOf(first).filter((corner) => covers(grown(second), corner)),
  ];
  const places = shared.map((point) => 0.5 - seenFrom(first, point).y / first.width);
  if (places.length === 0) return 0.5;
  return Math.min(1, Math.max(0, (Math.min(...places) + Math.max(...places)) / 2));
}

/** The smallest gap between two bodies while both are present; null if they never are at the same time. */
export function leastGap(one: Passage, two: Passage): number | null {
  const gapAt = (seconds: number, below = Infinity) => {
    const [first, second] = [one.at(seconds).footprint, two.at(seconds).footprint];
    return apartBy(first, second) >= below ? below : (approachOf(first, second)?.gap ?? 0);
  };
  let best: { moment: number; gap: number } | null = null;
  for (const moment of moments(one, two)) {
    const gap = gapAt(moment, best?.gap);
    if (!best || gap < best.gap) best = { moment, gap };
    if (gap === 0) return 0;
  }
  if (!best) return null;
  // The gap decreases and increases once between the steps around the smallest one.
  let [from, to] = [Math.max(one.from, two.from, best.moment - 1 / STEPS), Math.min(one.to, two.to, best.moment + 1 / STEPS)];
  for (let step = 0; step < HALVINGS; step++) {
    const [first, second] = [from + (to - from) / 3, to - (to - from) / 3];
    if (gapAt(first) <= gapAt(second)) to = second;
    else from = first;
  }
  return Math.min(best.gap, gapAt((from + to) / 2));
}
