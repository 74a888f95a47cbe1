import { haltonPoint, pairwisePoints } from "@/core/variation";
import { nextDirections } from "./explore/direct";
import { evaluatorOf, type Evaluated, type PointEvaluator, type SearchProblem } from "./evaluation";
import { EvaluationPool, type PoolOptions } from "./pool";
import { minimalPair, type PointPair } from "./shrink/minimalPair";
import { pointKey, type Axis, type SearchPoint } from "./variables";

/** Part `index` (from 1) of `count` of a search's exploration. */
export type SearchShard = { readonly index: number; readonly count: number };

export type SearchOptions = Omit<PoolOptions, "timePassed"> & {
  readonly seed: number;
  /** Where points are evaluated; left out, in this thread. */
  readonly evaluator?: PointEvaluator;
  /** Most minimal pairs to look for. */
  readonly pairs: number;
  /** Only a part of the exploration, and nothing that depends on its outcome. */
  readonly shard?: SearchShard | null;
  /**
   * The share of the allowed time that has passed: 0 at first, 1 when it is over; left out, there is no limit. A search that ends by time
   * can be resumed, but is not reproducible.
   */
  readonly timePassed?: () => number;
};

export type SearchPhase = "exploring" | "climbing" | "shrinking";

export type SearchResult = {
  /** In the order in which the search asked. */
  readonly evaluated: readonly Evaluated[];
  readonly pairs: readonly PointPair[];
  /** Fewer pairs were found than asked for, since budget or time ran out; or it was only a shard. */
  readonly isCutShort: boolean;
};

/** Exploring and climbing end when these shares of the allowed time have passed; the rest is for shrinking. */
const EXPLORING_ENDS = 0.5;
const CLIMBING_ENDS = 0.7;

/**
 * Looks for the smallest changes that make a detector fail: explores the variables' space (corners, pairs of values, then Halton
 * points), climbs by DIRECT towards failure (or, if everything fails, away from it), and shrinks what separates points that fail from
 * points that do not. The same problem, seed and budget give the same result, however many points are evaluated at a time, and whether
 * or not the search was interrupted in between.
 * @throws the signal's reason if it is aborted
 */
export async function search(
  problem: SearchProblem,
  options: SearchOptions,
  onPhase?: (phase: SearchPhase) => void,
): Promise<SearchResult> {
  const { axes } = problem;
  const pool = new EvaluationPool(options.evaluator ?? evaluatorOf(problem), { ...options, timePassed: options.timePassed ?? (() => 0) });
  const half = Math.floor(options.budget / 2);
  const reserve = Math.min(half, options.pairs * evaluationsOfPair(axes));
  onPhase?.("exploring");
  const exploration = explorationOf(axes, options.seed, Math.max(1, Math.ceil((options.budget - reserve) * 0.7)));
  const { shard } = options;
  if (shard) {
    await pool.evaluate(exploration.filter((_, index) => index % shard.count === shard.index - 1));
    return { evaluated: pool.evaluated, pairs: [], isCutShort: true };
  }
  pool.endAt(EXPLORING_ENDS);
  await pool.evaluate(exploration);
  const isUnexplored = exploration.some((point) => pool.at(point) === null);
  onPhase?.("climbing");
  pool.endAt(CLIMBING_ENDS);
  const isClimbed = await climb(pool, axes, Math.min(half, evaluationsOfPair(axes)));
  onPhase?.("shrinking");
  pool.endAt(1);
  const pairs = await shrink(pool, axes, options.pairs);
  const isUsedUp = isUnexplored || !isClimbed || pool.left <= 0;
  return { evaluated: pool.evaluated, pairs, isCutShort: isUsedUp && pairs.length < options.pairs };
}

/** What a minimal pair costs at most: every change dropped twice, and a bisection of the longest axis. */
const evaluationsOfPair = (axes: readonly Axis[]): number =>
  2 * axes.length + Math.ceil(Math.log2(Math.max(2, ...axes.map(({ levels }) => levels.length))));

/** The first points of a search, the most telling first; the same for the same axes and seed. At most `most`, each once. */
export function explorationOf(axes: readonly Axis[], seed: number, most: number): SearchPoint[] {
  const points = new Map<string, SearchPoint>();
  const add = (point: SearchPoint) => {
    if (points.size < most) points.set(pointKey(point), point);
  };
  add(axes.map(() => 0));
  add(axes.map(({ levels }) => levels.length - 1));
  add(axes.map(({ levels }) => Math.floor((levels.length - 1) / 2)));
  for (const point of pairwisePoints(axes)) add(point);
  const all = axes.reduce((product, { levels }) => product * levels.length, 1);
  // Late Halton points often fall on values that had their turn; of a small space, all are taken.
  for (let index = 0; points.size < Math.min(most, all) && index < 50 * most; index++)
    add(atShares(axes, haltonPoint(index, axes.length, seed)));
  return [...points.values()];
}

/** The point of the grid at a place of the unit cube. */
const atShares = (axes: readonly Axis[], shares: readonly number[]): SearchPoint =>
  axes.map(({ levels }, index) => Math.min(levels.length - 1, Math.max(0, Math.floor((shares[index] ?? 0) * levels.length))));

const verdictAt = (evaluated: Evaluated | null) => (evaluated && "verdict" in evaluated ? evaluated.verdict : null);

/** Worse than any grade: DIRECT leaves points that are impossible. */
const IMPOSSIBLE_GRADE = 100;

/**
 * Follows the grade to the first failure; or to the first success, if everything failed so far. Leaves `reserve` of the budget.
 * @returns false if budget or time ended it
 */
async function climb(pool: EvaluationPool, axes: readonly Axis[], reserve: number): Promise<boolean> {
  let division = { iterations: 0 };
  for (;;) {
    const verdicts = pool.evaluated.flatMap((evaluated) => verdictAt(evaluated) ?? []);
    const failures = verdicts.filter(({ failed }) => failed).length;
    if (verdicts.length === 0 || (failures > 0 && failures < verdicts.length)) return verdicts.length > 0;
    const sign = failures === 0 ? 1 : -1;
    const next = nextDirections(
      axes.length,
      (shares) => {
        const evaluated = pool.at(atShares(axes, shares));
        if (!evaluated) return undefined;
        const verdict = verdictAt(evaluated);
        return verdict ? sign * verdict.grade : IMPOSSIBLE_GRADE;
      },
      division,
    );
    if (next === null) return true;
    const room = pool.left - reserve;
    if (room <= 0) return false;
    await pool.evaluate(next.wanted.map((shares) => atShares(axes, shares)).slice(0, room));
    division = next;
  }
}

/** Minimal pairs from the failures nearest to a success; first those that differ in an axis of which there is no pair yet. */
async function shrink(pool: EvaluationPool, axes: readonly Axis[], most: number): Promise<PointPair[]> {
  const known = pool.evaluated.flatMap((evaluated) =>
    "verdict" in evaluated ? [{ point: evaluated.point, failed: evaluated.verdict.failed }] : [],
  );
  const successes = known.filter(({ failed }) => !failed).map(({ point }) => point);
  const candidates = known
    .filter(({ failed }) => failed)
    .flatMap(({ point }) => {
      const nearest = nearestTo(point, successes, axes);
      return nearest ? [{ missed: point, ...nearest }] : [];
    })
    .sort((a, b) => a.distance - b.distance);
  const pairs = new Map<string, PointPair>();
  const others = new Map<string, PointPair>();
  const axesShown = new Set<number>();
  for (const { found, missed } of candidates) {
    if (pairs.size >= most || pool.left <= 0) break;
    const pair = await minimalPair(found, missed, axes, (point) => pool.fails(point));
    if (!pair) continue;
    const key = `${pointKey(pair.found)}>${pointKey(pair.missed)}`;
    if (axesShown.has(pair.axis)) others.set(key, pair);
    else pairs.set(key, pair);
    axesShown.add(pair.axis);
    if (others.size >= most && axesShown.size === axes.length) break;
  }
  for (const [key, pair] of others) if (pairs.size < most && !pairs.has(key)) pairs.set(key, pair);
  return [...pairs.values()];
}

function nearestTo(
  point: SearchPoint,
  others: readonly SearchPoint[],
  axes: readonly Axis[],
): { found: SearchPoint; distance: number } | null {
  let best: { found: SearchPoint; distance: number } | null = null;
  for (const found of others) {
    const distance = distanceBetween(point, found, axes);
    if (best === null || distance < best.distance) best = { found, distance };
  }
  return best;
}

/** The sum over axes of how far apart two points are, as a share of the axis; another name is as far as the whole axis. */
function distanceBetween(one: SearchPoint, other: SearchPoint, axes: readonly Axis[]): number {
  return axes.reduce((sum, { levels, isOrdered }, axis) => {
    const apart = Math.abs((one[axis] ?? 0) - (other[axis] ?? 0));
    return sum + (isOrdered ? apart / (levels.length - 1) : Math.sign(apart));
  }, 0);
}
