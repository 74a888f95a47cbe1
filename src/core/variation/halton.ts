import { PURPOSE, hashUnit } from "../random";

/** One base for each dimension: pairwise prime, as Halton's sequence needs them. */
const BASES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37] as const;

/** Most dimensions there are bases for. */
export const MOST_DIMENSIONS = BASES.length;

/**
 * The n-th point (from 0) of a Halton sequence in the unit cube: every part of the cube gets its share of the points, however many are
 * taken. Each dimension is shifted by a hash of the seed (Cranley and Patterson), so that other seeds give other points.
 * @throws RangeError beyond `MOST_DIMENSIONS`
 */
export function haltonPoint(index: number, dimensions: number, seed: number): number[] {
  if (dimensions > MOST_DIMENSIONS) throw new RangeError(`there are Halton points of up to ${MOST_DIMENSIONS} dimensions`);
  return BASES.slice(0, dimensions).map((base, dimension) => {
    const shifted = radicalInverse(index + 1, base) + hashUnit(seed, PURPOSE.search, dimension);
    return shifted >= 1 ? shifted - 1 : shifted;
  });
}

/** The digits of a number in a base, mirrored at the point: 6 = 110 in base 2 becomes 0.011. */
function radicalInverse(number: number, base: number): number {
  let [inverse, share] = [0, 1 / base];
  for (let rest = number; rest > 0; rest = Math.floor(rest / base)) {
    inverse += (rest % base) * share;
    share /= base;
  }
  return inverse;
}
