/** Of an ordered axis, so many values stand for all: the ends and the middle. */
const CHOSEN = 3;

/**
 * Points in which every pair of values of any two axes occurs at least once. An ordered axis takes part with its ends and its middle, any
 * other with all its values. Built greedily, one point after the other: each begins with a pair that is still missing and takes on the
 * other axes the values that add most missing pairs (after D. Cohen and others, "The AETG system", 1997, without its random choices).
 */
export function pairwisePoints(
  axes: readonly { readonly levels: readonly unknown[]; readonly isOrdered: boolean }[],
): (readonly number[])[] {
  const choices = axes.map(({ levels, isOrdered }) => {
    const last = levels.length - 1;
    return isOrdered && levels.length > CHOSEN ? [0, Math.round(last / 2), last] : levels.map((_, index) => index);
  });
  const [only] = choices;
  if (!only) return [];
  if (choices.length === 1) return only.map((index) => [index]);
  const missing = allPairs(choices);
  const points: (readonly number[])[] = [];
  for (const [key, pair] of missing.pairs) {
    if (!missing.pairs.has(key)) continue;
    const point = completed(pair, choices, missing);
    missing.cover(point);
    points.push(point.map((level) => level ?? 0));
  }
  return points;
}

/** A value of two axes each. */
type Pair = { readonly one: number; readonly other: number; readonly levels: readonly [number, number] };
type PartOfPoint = (number | undefined)[];

/** The pairs that no point has yet. */
class MissingPairs {
  readonly pairs = new Map<string, Pair>();

  add(pair: Pair): void {
    this.pairs.set(keyOf(pair), pair);
  }

  /** How many missing pairs a value would add to a point. */
  gain(point: PartOfPoint, axis: number, level: number): number {
    return point.reduce<number>((sum, other, at) => {
      if (other === undefined || at === axis) return sum;
      const pair =
        at < axis ? { one: at, other: axis, levels: [other, level] as const } : { one: axis, other: at, levels: [level, other] as const };
      return sum + (this.pairs.has(keyOf(pair)) ? 1 : 0);
    }, 0);
  }

  cover(point: PartOfPoint): void {
    point.forEach((level, one) => {
      for (let other = one + 1; other < point.length; other++)
        this.pairs.delete(keyOf({ one, other, levels: [level ?? 0, point[other] ?? 0] }));
    });
  }
}

const keyOf = ({ one, other, levels }: Pair): string => `${one}:${levels[0]} ${other}:${levels[1]}`;

function allPairs(choices: readonly (readonly number[])[]): MissingPairs {
  const missing = new MissingPairs();
  choices.forEach((levels, one) => {
    for (let other = one + 1; other < choices.length; other++)
      for (const level of levels) for (const second of choices[other] ?? []) missing.add({ one, other, levels: [level, second] });
  });
  return missing;
}

function completed({ one, other, levels }: Pair, choices: readonly (readonly number[])[], missing: MissingPairs): PartOfPoint {
  const point: PartOfPoint = choices.map((_, axis) => (axis === one ? levels[0] : axis === other ? levels[1] : undefined));
  choices.forEach((candidates, axis) => {
    if (point[axis] !== undefined) return;
    let best = { level: candidates[0] ?? 0, gain: -1 };
    for (const level of candidates) {
      const gain = missing.gain(point, axis, level);
      if (gain > best.gain) best = { level, gain };
    }
    point[axis] = best.level;
  });
  return point;
}
