import type { SearchPoint } from "../variables";

/** Two neighbouring points: at the one, everything was found; at the other, which differs in one axis by one step, it was not. */
export type PointPair = { readonly found: SearchPoint; readonly missed: SearchPoint; readonly axis: number };

/** Whether a point fails; null if it cannot be evaluated: it is impossible, or the budget is used up. */
export type Fails = (point: SearchPoint) => Promise<boolean | null>;

type Shape = readonly { readonly isOrdered: boolean }[];

/**
 * The smallest change that turns a point at which all is well into one that fails, in three steps:
 *
 * 1. Changes that are not needed for the failure are dropped as a whole, one after the other (as delta debugging does: A. Zeller and
 *    R. Hildebrandt, 2002).
 * 2. Bisection along the line between what is left, until the two ends are neighbours: no axis differs by more than one step.
 * 3. The remaining differences are dropped one at a time. Where dropping one makes the failure go away, the pair is found.
 *
 * Values without order, such as kinds of weather, change halfway along the line.
 * @returns null if a point that is needed cannot be evaluated
 */
export async function minimalPair(found: SearchPoint, missed: SearchPoint, axes: Shape, fails: Fails): Promise<PointPair | null> {
  const needed = await withoutNeedlessChanges(found, missed, fails);
  if (needed === null) return null;
  const neighbours = await bisected(found, needed, axes, fails);
  return neighbours && (await dropped(neighbours.found, neighbours.missed, fails));
}

const differing = (one: SearchPoint, other: SearchPoint): number[] => one.flatMap((level, axis) => (level === other[axis] ? [] : [axis]));

const withLevel = (point: SearchPoint, axis: number, from: SearchPoint): SearchPoint => point.with(axis, from[axis] ?? 0);

async function withoutNeedlessChanges(found: SearchPoint, missed: SearchPoint, fails: Fails): Promise<SearchPoint | null> {
  let point = missed;
  for (const axis of differing(found, missed)) {
    const without = withLevel(point, axis, found);
    // Nothing would be left to differ: the point without any change is the one at which all is well.
    if (differing(found, without).length === 0) continue;
    const failed = await fails(without);
    // An impossible combination says nothing about the change.
    if (failed === true) point = without;
  }
  return point;
}

async function bisected(
  found: SearchPoint,
  missed: SearchPoint,
  axes: Shape,
  fails: Fails,
): Promise<{ found: SearchPoint; missed: SearchPoint } | null> {
  const steps = Math.max(1, ...axes.map(({ isOrdered }, axis) => (isOrdered ? Math.abs((missed[axis] ?? 0) - (found[axis] ?? 0)) : 0)));
  const at = (step: number): SearchPoint =>
    axes.map(({ isOrdered }, axis) => {
      const [from, to] = [found[axis] ?? 0, missed[axis] ?? 0];
      if (!isOrdered) return 2 * step < steps ? from : to;
      return from + Math.round(((to - from) * step) / steps);
    });
  let [low, high] = [0, steps];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const failed = await fails(at(middle));
    if (failed === null) return null;
    if (failed) high = middle;
    else low = middle;
  }
  return { found: at(low), missed: at(high) };
}

async function dropped(found: SearchPoint, missed: SearchPoint, fails: Fails): Promise<PointPair | null> {
  let point = missed;
  const axes = differing(found, missed);
  for (const [index, axis] of axes.entries()) {
    const without = withLevel(point, axis, found);
    // The last change left is what matters: without it, all is well.
    const failed = index === axes.length - 1 ? false : await fails(without);
    if (failed === null) return null;
    if (!failed) return { found: without, missed: point, axis };
    point = without;
  }
  return null;
}
