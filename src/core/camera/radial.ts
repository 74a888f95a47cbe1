/*
 * Radial distortion: r (1 + k1 r² + k2 r⁴ + …), an odd polynomial. A pinhole's bends the distance from the optical axis so, a
 * fisheye's the angle to it. With some coefficients it grows only up to a radius and folds back beyond it, so that two places
 * would fall on one pixel: there a lens ends.
 */

/** k1, k2, … */
type Coefficients = readonly number[];

/** Halvings that bring an interval of doubles down to neighbours. */
const HALVINGS = 200;
const NEWTON_STEPS = 60;

/** The distorted radius. */
export const distortRadius = (coefficients: Coefficients, radius: number): number => radius * radialFactor(coefficients, radius * radius);

/** 1 + k1 s + k2 s² + …, for the squared radius s. */
export function radialFactor(coefficients: Coefficients, square: number): number {
  let sum = 0;
  for (let index = coefficients.length - 1; index >= 0; index--) sum = (sum + (coefficients[index] ?? 0)) * square;
  return 1 + sum;
}

/** Its derivative by the squared radius: k1 + 2 k2 s + 3 k3 s² + … */
export function radialFactorSlope(coefficients: Coefficients, square: number): number {
  let sum = 0;
  for (let index = coefficients.length - 1; index >= 0; index--) sum = sum * square + (coefficients[index] ?? 0) * (index + 1);
  return sum;
}

/** The radius up to which distorted radii grow; infinite where they always do. */
export function foldRadius(coefficients: Coefficients): number {
  const slope = [1, ...coefficients.map((coefficient, index) => coefficient * (2 * index + 3))];
  const [first] = positiveRoots(slope);
  return first === undefined ? Infinity : Math.sqrt(first);
}

/** The radius below `limit` (at most `foldRadius`) that is distorted to this one; null if there is none. */
export function undistortRadius(coefficients: Coefficients, limit: number, distorted: number): number | null {
  if (!(distorted >= 0)) return null;
  let low = 0;
  let high = Math.min(limit, Math.max(1, distorted));
  while (distortRadius(coefficients, high) < distorted) {
    if (high >= limit || high > 1e9) return null;
    low = high;
    high = Math.min(limit, high * 2);
  }
  let radius = Math.min(high, Math.max(low, distorted));
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const error = distortRadius(coefficients, radius) - distorted;
    if (error === 0) return radius;
    if (error > 0) high = radius;
    else low = radius;
    const square = radius * radius;
    const slope = radialFactor(coefficients, square) + 2 * square * radialFactorSlope(coefficients, square);
    const newton = radius - error / slope;
    // Newton's step where it stays between the bounds, which close in anyhow; else their middle.
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === radius) return radius;
    radius = next;
  }
  return radius;
}

/** Where a polynomial (constant term first, above 0 at 0) crosses zero above 0, in rising order. */
function positiveRoots(polynomial: readonly number[]): number[] {
  const degree = polynomial.findLastIndex((coefficient) => coefficient !== 0);
  if (degree < 1) return [];
  const terms = polynomial.slice(0, degree + 1);
  const leading = Math.abs(terms[degree] ?? 1);
  // Cauchy's bound on the size of every root.
  const bound = 1 + Math.max(...terms.slice(0, degree).map((term) => Math.abs(term) / leading));
  const slope = terms.slice(1).map((term, index) => term * (index + 1));
  // Between the turning points it only rises or only falls.
  const borders = [0, ...positiveRoots(slope).filter((root) => root < bound), bound];
  const roots: number[] = [];
  for (let index = 0; index + 1 < borders.length; index++) {
    const root = crossing(terms, borders[index] ?? 0, borders[index + 1] ?? 0);
    if (root !== null) roots.push(root);
  }
  return roots;
}

function crossing(polynomial: readonly number[], from: number, to: number): number | null {
  const sign = Math.sign(valueAt(polynomial, from));
  if (sign === 0 || sign === Math.sign(valueAt(polynomial, to))) return null;
  let [low, high] = [from, to];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (Math.sign(valueAt(polynomial, middle)) === sign) low = middle;
    else high = middle;
  }
  return low;
}

function valueAt(polynomial: readonly number[], x: number): number {
  let sum = 0;
  for (let index = polynomial.length - 1; index >= 0; index--) sum = sum * x + (polynomial[index] ?? 0);
  return sum;
}
