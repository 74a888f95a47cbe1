/*
 * Sine, cosine, tangent and arctangent from additions, multiplications, divisions and square roots alone. ECMAScript defines those to the
 * last bit (IEEE 754), whereas it leaves `Math.sin` and similar functions to each engine; browsers differ in the last digit. The
 * polynomials are Taylor's: in the small ranges that remain after reduction they are as good as any other.
 */

/** A full turn in radians. */
export const TAU = 2 * Math.PI;

/** π/2 in three parts of 33 bits (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980) and the rest. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487111665e-21;
const HALF_PI_REST = 8.4784276603689e-32;

/** Arctangents of 0, 1/8, 2/8 … 1. */
const ARCTANGENTS: readonly Angle[] = [
  { high: 0, low: 0 },
  { high: 0.12435499454676144, low: -3.1253241424539383e-18 },
  { high: 0.24497866312686414, low: 1.0698755618734451e-17 },
  { high: 0.35877067027057225, low: -2.4623815582638635e-17 },
  { high: 0.4636476090008061, low: 2.2698777452961687e-17 },
  { high: 0.5585993153435624, low: -5.4556305485916264e-18 },
  { high: 0.6435011087932844, low: 1.5834785051444286e-17 },
  { high: 0.7188299996216245, low: -2.1478388444456983e-17 },
  { high: 0.7853981633974483, low: 3.061616997868383e-17 },
];

/** What π/2 and π exceed their nearest doubles by. */
const HALF_PI_LOW = 6.123233995736766e-17;
const PI_LOW = 1.2246467991473532e-16;

/** Up to this angle (radians), a multiple of π/2 times its first part has no rounding error. */
const LARGEST_REDUCED = 1_000_000;

/**
 * Sine of an angle in radians. Within 1 ulp of the exact value up to a million radians, and within an absolute 2e-16 near distant zeros;
 * beyond that, the angle is first taken modulo the double nearest to 2π.
 */
export function sin(angle: number): number {
  // Keeps the sign of zero.
  if (angle === 0) return angle;
  const { quadrant, high, low } = reduce(angle);
  switch (quadrant) {
    case 0:
      return sineOf(high, low);
    case 1:
      return cosineOf(high, low);
    case 2:
      return -sineOf(high, low);
    default:
      return -cosineOf(high, low);
  }
}

/** Cosine of an angle in radians; as accurate as `sin`. */
export function cos(angle: number): number {
  const { quadrant, high, low } = reduce(angle);
  switch (quadrant) {
    case 0:
      return cosineOf(high, low);
    case 1:
      return -sineOf(high, low);
    case 2:
      return -cosineOf(high, low);
    default:
      return sineOf(high, low);
  }
}

/** Tangent of an angle in radians, within 3 ulp. */
export function tan(angle: number): number {
  if (angle === 0) return angle;
  const { quadrant, high, low } = reduce(angle);
  const sine = sineOf(high, low);
  const cosine = cosineOf(high, low);
  return quadrant % 2 === 0 ? sine / cosine : -cosine / sine;
}

/** Sine of an angle in degrees; exact at multiples of 90°, where radians cannot be. */
export const sinDegrees = (degrees: number): number => ofDegrees(degrees, 0);

/** Cosine of an angle in degrees; exact at multiples of 90°. */
export const cosDegrees = (degrees: number): number => ofDegrees(degrees, 1);

/** Arctangent of `y / x` in radians, −π..π, in the quadrant of (x, y), within 2 ulp. Signs of zeros count as in `Math.atan2`. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const behind = x < 0 || Object.is(x, -0);
  const [rise, run] = [Math.abs(y), Math.abs(x)];
  // An angle in the first quadrant, as the nearest double and the remainder.
  const { high, low } = rise > run ? minus(Math.PI / 2, HALF_PI_LOW, acute(run, rise)) : acute(rise, run);
  const angle = behind ? Math.PI - high + (PI_LOW - low) : high + low;
  return y < 0 || Object.is(y, -0) ? -angle : angle;
}

/** Arctangent in radians, −π/2..π/2; within 2 ulp. */
export const atan = (slope: number): number => (Object.is(slope, -0) ? slope : atan2(slope, 1));

/** Arcsine in radians, −π/2..π/2; within 4 ulp. NaN outside −1..1. */
export const asin = (sine: number): number => atan2(sine, Math.sqrt((1 - sine) * (1 + sine)));

/** Arccosine in radians, 0..π; within 4 ulp. NaN outside −1..1. */
export const acos = (cosine: number): number => atan2(Math.sqrt((1 - cosine) * (1 + cosine)), cosine);

/** Degrees of radians. */
export const toDegrees = (radians: number): number => (radians * 180) / Math.PI;

/** Radians of degrees. */
export const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** An angle as the nearest double `high` and the remainder `low` of the exact value. */
type Angle = { readonly high: number; readonly low: number };

/** The angle minus the nearest multiple of π/2, and that multiple modulo 4. */
function reduce(angle: number): Angle & { readonly quadrant: number } {
  if (Math.abs(angle) <= Math.PI / 4) return { quadrant: 0, high: angle, low: 0 };
  const within = Math.abs(angle) <= LARGEST_REDUCED ? angle : angle % TAU;
  const turns = Math.round(within / (Math.PI / 2));
  const first = within - turns * HALF_PI_1;
  const second = sumOf(first, -turns * HALF_PI_2);
  const third = sumOf(second.high, -turns * HALF_PI_3);
  const high = third.high + (second.low + third.low - turns * HALF_PI_REST);
  const low = third.high - high + (second.low + third.low - turns * HALF_PI_REST);
  return { quadrant: ((turns % 4) + 4) % 4, high, low };
}

/** A sum and its rounding error (Knuth, The Art of Computer Programming, volume 2, 4.2.2). */
function sumOf(a: number, b: number): Angle {
  const high = a + b;
  const ofB = high - a;
  return { high, low: a - (high - ofB) + (b - ofB) };
}

/** Sine of −π/4..π/4: x − x³/3! + x⁵/5! …, to x¹⁷, and the angle's low part times the cosine. */
function sineOf(x: number, low: number): number {
  const z = x * x;
  const rest =
    -1 / 6 +
    z *
      (1 / 120 +
        z *
          (-1 / 5040 +
            z * (1 / 362_880 + z * (-1 / 39_916_800 + z * (1 / 6_227_020_800 + z * (-1 / 1_307_674_368_000 + z / 355_687_428_096_000))))));
  return x + (x * z * rest + low * (1 - z / 2));
}

/** Cosine of −π/4..π/4: 1 − x²/2! + x⁴/4! …, to x¹⁸. */
function cosineOf(x: number, low: number): number {
  const z = x * x;
  const rest =
    1 / 24 +
    z *
      (-1 / 720 +
        z *
          (1 / 40_320 +
            z *
              (-1 / 3_628_800 +
                z * (1 / 479_001_600 + z * (-1 / 87_178_291_200 + z * (1 / 20_922_789_888_000 - z / 6_402_373_705_728_000))))));
  // 1 − z/2 in two parts, since its rounding error would be half of the result's.
  const half = z / 2;
  const head = 1 - half;
  return head + (1 - head - half + (z * z * rest - x * low));
}

/** Arctangent of rise/run for 0 ≤ rise ≤ run: that of the nearest eighth from a table, and of the small angle between. */
function acute(rise: number, run: number): Angle {
  if (rise === 0) return { high: 0, low: 0 };
  const slope = rise === run ? 1 : rise / run;
  const eighths = Math.round(slope * 8);
  const known = ARCTANGENTS[eighths];
  if (eighths === 0 || !known) return { high: slope, low: smallArctangent(slope) - slope };
  const share = eighths / 8;
  const between = rise === run ? 0 : (slope - share) / (1 + slope * share);
  return sumOf(known.high, smallArctangent(between) + known.low);
}

/** Arctangent of −1/16..1/16: x − x³/3 + x⁵/5 …, to x¹⁵. */
function smallArctangent(x: number): number {
  const z = x * x;
  return x - x * z * (1 / 3 - z * (1 / 5 - z * (1 / 7 - z * (1 / 9 - z * (1 / 11 - z * (1 / 13 - z / 15))))));
}

const minus = (high: number, low: number, angle: Angle): Angle => {
  const difference = sumOf(high, -angle.high);
  return { high: difference.high, low: difference.low + (low - angle.low) };
};

/** Sine of an angle in degrees plus the given number of quarter turns. */
function ofDegrees(degrees: number, quarters: number): number {
  const within = degrees % 360;
  const turns = Math.round(within / 90);
  const rest = toRadians(within - turns * 90);
  switch ((((turns + quarters) % 4) + 4) % 4) {
    case 0:
      return sineOf(rest, 0);
    case 1:
      return cosineOf(rest, 0);
    case 2:
      return -sineOf(rest, 0);
    default:
      return -cosineOf(rest, 0);
  }
}
