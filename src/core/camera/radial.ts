/*
 * Radial distortion: r (1 + k1 r² + k2 r⁴ + …), an odd polynomial, of the distance from the optical axis for a pinhole and of the angle to
 * it for a fisheye. With some coefficients it increases only up to a radius and folds back beyond it, so that two directions
 * would share a pixel. That radius is where the lens ends.
 */

/** k1, k2, … */
type Coefficients = readonly number[];

/** Enough bisections to reduce any interval of doubles to neighbouring ones. */
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

/** The radius up to which the distorted radius increases; infinite if it always does. */
export function foldRadius(coefficients: Coefficients): number {
  const slope = [1, ...coefficients.map((coefficient, index) => coefficient * (2 * index + 3))];
  const [first] = positiveRoots(slope);
  return first === undefined ? Infinity : Math.sqrt(first);
}

/** The radius below `limit` (at most `foldRadius`) that the distortion maps to this one; null if there is none. */
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
    // Newton's step if it stays between the bounds; otherwise bisection. The bounds get closer either way.
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === radius) return radius;
    radius = next;
  }
  return radius;
}

/** The positive roots at which a polynomial (constant term first and positive) changes sign, in ascending order. */
function positiveRoots(polynomial: readonly number[]): number[] {
  const degree = polynomial.findLastIndex((coefficient) => coefficient !== 0);
  if (degree < 1) return [];
  const terms = polynomial.slice(0, degree + 1);
  const leading = Math.abs(terms[degree] ?? 1);
  // Cauchy's bound on the magnitude of every root.
  const bound = 1 + Math.max(...terms.slice(0, degree).map((term) => Math.abs(term) / leading));
  const slope = terms.slice(1).map((term, index) => term * (index + 1));
  // The polynomial is monotonic between its turning points.
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
