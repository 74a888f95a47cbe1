// Projects points of the camera's frame through a lens that bends straight lines: a pinhole with Brown–Conrady distortion, or a fisheye
// (Kannala–Brandt). The results are, to the last bit, those of the host's projectors.

// Settings, each f64: 0 whether it is a fisheye, 8 fx, fy, cx, cy, 40 distortion (five), 80 the largest squared slope that a pinhole shows,
// or the largest angle of a fisheye, 88 the nearest distance.
let settings: usize = 0;

/** The last point in pixels, and its depth: along the axis for a pinhole, from the camera for a fisheye. */
export let u: f64 = 0;
export let v: f64 = 0;
export let depth: f64 = 0;

export function setLens(at: usize): void {
  settings = at;
}

export function isFisheye(): bool {
  return load<f64>(settings) != 0;
}

export function nearest(): f64 {
  return load<f64>(settings, 88);
}

/** Projects a point. @returns whether the lens can show it */
export function take(x: f64, y: f64, z: f64): bool {
  return isFisheye() ? takeFisheye(x, y, z) : takePinhole(x, y, z);
}

function takePinhole(x: f64, y: f64, z: f64): bool {
  if (!(z >= nearest())) return false;
  const a = x / z;
  const b = y / z;
  const square = a * a + b * b;
  if (!(square < load<f64>(settings, 80))) return false;
  const p1 = load<f64>(settings, 56);
  const p2 = load<f64>(settings, 64);
  const factor = 1.0 + ((load<f64>(settings, 72) * square + load<f64>(settings, 48)) * square + load<f64>(settings, 40)) * square;
  u = load<f64>(settings, 8) * (a * factor + 2.0 * p1 * a * b + p2 * (square + 2.0 * a * a)) + load<f64>(settings, 24);
  v = load<f64>(settings, 16) * (b * factor + p1 * (square + 2.0 * b * b) + 2.0 * p2 * a * b) + load<f64>(settings, 32);
  depth = z;
  return true;
}

function takeFisheye(x: f64, y: f64, z: f64): bool {
  const across = sqrt(x * x + y * y);
  const distance = sqrt(across * across + z * z);
  if (!(distance >= nearest())) return false;
  const angle = angleTo(across, z);
  if (!(angle < load<f64>(settings, 80))) return false;
  const square = angle * angle;
  const sum =
    (((load<f64>(settings, 64) * square + load<f64>(settings, 56)) * square + load<f64>(settings, 48)) * square + load<f64>(settings, 40)) *
    square;
  const factor = across > 0 ? (angle * (1.0 + sum)) / across : 1.0 / z;
  u = load<f64>(settings, 8) * x * factor + load<f64>(settings, 24);
  v = load<f64>(settings, 16) * y * factor + load<f64>(settings, 32);
  depth = distance;
  return true;
}

// Arctangents as in core/exact/trigonometry.ts: nearest doubles and what is missing to the exact values.
const HIGHS = memory.data<f64>([
  0, 0.12435499454676144, 0.24497866312686414, 0.35877067027057225, 0.4636476090008061, 0.5585993153435624, 0.6435011087932844,
  0.7188299996216245, 0.7853981633974483,
]);
const LOWS = memory.data<f64>([
  0, -3.1253241424539383e-18, 1.0698755618734451e-17, -2.4623815582638635e-17, 2.2698777452961687e-17, -5.4556305485916264e-18,
  1.5834785051444286e-17, -2.1478388444456983e-17, 3.061616997868383e-17,
]);
const PI: f64 = 3.141592653589793;
const HALF_PI: f64 = 1.5707963267948966;
const HALF_PI_LOW: f64 = 6.123233995736766e-17;
const PI_LOW: f64 = 1.2246467991473532e-16;

let high: f64 = 0;
let low: f64 = 0;

/** The angle to the axis of a point so far across from it, and so far ahead. */
function angleTo(across: f64, ahead: f64): f64 {
  if (across != across || ahead != ahead) return NaN;
  const run = abs(ahead);
  if (across > run) {
    acute(run, across);
    const beside = low;
    sum(HALF_PI, -high);
    low += HALF_PI_LOW - beside;
  } else acute(across, run);
  return ahead < 0 || (ahead == 0 && 1.0 / ahead < 0) ? PI - high + (PI_LOW - low) : high + low;
}

function acute(rise: f64, run: f64): void {
  high = 0;
  low = 0;
  if (rise == 0) return;
  const slope = rise == run ? 1.0 : rise / run;
  const scaled = slope * 8.0;
  const whole = floor(scaled);
  const eighths = scaled - whole >= 0.5 ? whole + 1.0 : whole;
  if (eighths == 0) {
    high = slope;
    low = smallArctangent(slope) - slope;
    return;
  }
  const share = eighths / 8.0;
  const between = rise == run ? 0.0 : (slope - share) / (1.0 + slope * share);
  const at = usize(eighths) << 3;
  sum(load<f64>(HIGHS + at), smallArctangent(between) + load<f64>(LOWS + at));
}

function sum(a: f64, b: f64): void {
  high = a + b;
  const ofB = high - a;
  low = a - (high - ofB) + (b - ofB);
}

function smallArctangent(x: f64): f64 {
  const z = x * x;
  return x - x * z * (1.0 / 3.0 - z * (1.0 / 5.0 - z * (1.0 / 7.0 - z * (1.0 / 9.0 - z * (1.0 / 11.0 - z * (1.0 / 13.0 - z / 15.0))))));
}
