/** Steps per second: a condition that is true for less than this may be missed. */
const STEPS = 30;
/** The moment at which a condition becomes true is found to within this (seconds). */
export const TOLERANCE = 1e-7;

/** How far a condition is from being true (0 or less: it is), and for how many seconds at least it cannot become so. */
export type Excess = { readonly value: number; readonly safe: number };

/**
 * The first moment from one to another (seconds) at which a condition is true; null if there is none. Steps are as long as nothing can
 * happen in them, so that few moments are looked at.
 */
export function firstMoment(excessAt: (seconds: number) => Excess, from: number, to: number): number | null {
  if (from > to) return null;
  let moment = from;
  let { value, safe } = excessAt(from);
  while (value > 0) {
    if (moment >= to) return null;
    const next = Math.min(to, moment + Math.max(1 / STEPS, safe));
    const there = excessAt(next);
    if (there.value <= 0) return between(excessAt, moment, next);
    moment = next;
    ({ value, safe } = there);
  }
  return moment;
}

function between(excessAt: (seconds: number) => Excess, before: number, after: number): number {
  let [low, high] = [before, after];
  while (high - low > TOLERANCE) {
    const middle = (low + high) / 2;
    if (excessAt(middle).value > 0) low = middle;
    else high = middle;
  }
  return high;
}
