/*
 * Exponential, logarithm and powers from additions, multiplications and divisions alone: equal in every engine to the last bit, unlike
 * `Math.exp`, `Math.log`, `Math.pow` and `**`.
 */

/** ln 2 in two parts: the first has 33 bits, so that small multiples of it have no rounding error. */
const LN2_HIGH = 0.6931471804855391;
const LN2_LOW = 7.440617110012397e-11;

/** Beyond these the result is above the largest or below half of the smallest double. */
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019412;

/** e to a power; within 2 ulp. */
export function exp(power: number): number {
  if (Number.isNaN(power)) return NaN;
  if (power > OVERFLOW) return Infinity;
  if (power < UNDERFLOW) return 0;
  const twos = Math.round(power / (LN2_HIGH + LN2_LOW));
  const high = power - twos * LN2_HIGH;
  const low = twos * LN2_LOW;
  const rest = high - low;
  const value = 1 + (rest + (series(rest) + (high - rest - low)));
  // In two steps: 2 to the power −1074 or 1024 is not a normal double by itself.
  const half = Math.trunc(twos / 2);
  return value * powerOfTwo(half) * powerOfTwo(twos - half);
}

/** e^x − 1 − x for |x| ≤ ln 2 / 2: x²/2! + x³/3! …, to x¹⁴. */
function series(x: number): number {
  let sum = 0;
  for (let term = 14; term >= 2; term--) sum = (sum * x + x) / term;
  return sum * x;
}

/** Natural logarithm; within 2 ulp. NaN below 0. */
export function log(value: number): number {
  if (Number.isNaN(value) || value < 0) return NaN;
  if (value === 0) return -Infinity;
  if (value === Infinity) return Infinity;
  const { twos, mantissa } = parts(value);
  const above = mantissa - 1;
  const s = above / (2 + above);
  const z = s * s;
  // ln((1 + s) / (1 − s)) = 2s + 2s³/3 + 2s⁵/5 …, with 2s = above − s · above.
  let sum = 0;
  for (let term = 27; term >= 3; term -= 2) sum = sum * z + 2 / term;
  const half = (above * above) / 2;
  return twos * LN2_HIGH + (above - (half - (s * (half + sum * z) + twos * LN2_LOW)));
}

/**
 * A number above 0 to a power, as in gamma curves. Its relative error is about 1e-16 times 1 + |exponent × ln base|. 0 gives 0 for powers
 * above 0; NaN for a base below 0.
 */
export function power(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  return exp(exponent * log(base));
}

/** Length of a vector. For ordinary lengths: squares must neither overflow nor underflow (1e-150 to 1e150). */
export const hypot = (x: number, y: number, z = 0): number => Math.sqrt(x * x + y * y + z * z);

/** 2 to an integer power from −1022 to 1023, without rounding. */
function powerOfTwo(twos: number): number {
  let left = Math.abs(twos);
  let factor = twos < 0 ? 0.5 : 2;
  let product = 1;
  while (left > 0) {
    if (left % 2 === 1) product *= factor;
    left = Math.floor(left / 2);
    if (left > 0) factor *= factor;
  }
  return product;
}

/** value = mantissa × 2^twos with a mantissa from √½ to √2. */
function parts(value: number): { twos: number; mantissa: number } {
  let twos = 0;
  let mantissa = value;
  for (let step = 512; step >= 1; step /= 2) {
    const large = powerOfTwo(step);
    while (mantissa >= large) {
      mantissa /= large;
      twos += step;
    }
    while (mantissa < 1 / large) {
      mantissa *= large;
      twos -= step;
    }
  }
  if (mantissa > Math.SQRT2) return { twos: twos + 1, mantissa: mantissa / 2 };
  if (mantissa < Math.SQRT1_2) return { twos: twos - 1, mantissa: mantissa * 2 };
  return { twos, mantissa };
}
