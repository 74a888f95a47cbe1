/**
 * Frame rates. A scenario writes its rate as a whole number of frames per second, or as the usual decimal of a broadcast rate (29.97),
 * which stands for a fraction (30000/1001). Everything that converts frames to seconds or back uses this file, so that no time is ever
 * computed from the decimal.
 */

/** Frames per second, exactly: `numerator / denominator`. */
export type FrameRate = { readonly numerator: number; readonly denominator: number };

/** The broadcast rates: whole rates slowed down by 1000/1001, by their usual decimals. */
export const FRACTIONAL_RATES = [23.976, 29.97, 47.952, 59.94, 119.88] as const;

/** How far a decimal may be from the exact rate: 23.98 is sometimes written for 24000/1001, too. */
const TOLERANCE = 0.005;
const DENOMINATOR = 1001;

const numeratorOf = (decimal: number): number => Math.ceil(decimal) * 1000;

/**
 * The exact rate behind a number of frames per second, whether it is a scenario's or the quotient that a file states. A rate of neither
 * kind, such as another program's 12.5, stands for itself.
 */
export function frameRateOf(fps: number): FrameRate {
  const decimal = Number.isInteger(fps) ? undefined : FRACTIONAL_RATES.find((known) => isNear(fps, known));
  return decimal === undefined ? { numerator: fps, denominator: 1 } : { numerator: numeratorOf(decimal), denominator: DENOMINATOR };
}

const isNear = (fps: number, decimal: number): boolean => Math.abs(fps - numeratorOf(decimal) / DENOMINATOR) <= TOLERANCE;

/** The seconds that a number of frames takes; for a frame number, the time at which it is shown. */
export function secondsOf(frames: number, fps: number): number {
  const { numerator, denominator } = frameRateOf(fps);
  return (frames * denominator) / numerator;
}

/** Frames that fit into a time; usually not a whole number. */
export function framesOf(seconds: number, fps: number): number {
  const { numerator, denominator } = frameRateOf(fps);
  return (seconds * numerator) / denominator;
}

/** The amount per frame of something measured per second, such as pixels travelled. */
export function perFrame(perSecond: number, fps: number): number {
  return secondsOf(perSecond, fps);
}

/** The inverse: the amount per second. */
export function perSecond(perFrame: number, fps: number): number {
  return framesOf(perFrame, fps);
}

/** Times are doubles: a time this little before a frame's, in frames, counts as the frame's. */
const ROUNDING = 1e-6;

/** The frame displayed at a time. */
export function frameShownAt(seconds: number, fps: number): number {
  return Math.floor(framesOf(seconds, fps) + ROUNDING);
}

/** The frame whose time is nearest. */
export function nearestFrame(seconds: number, fps: number): number {
  return Math.round(framesOf(seconds, fps));
}

/** Frames of a video of the given duration: the nearest number, at least one. */
export function framesLasting(seconds: number, fps: number): number {
  return Math.max(1, nearestFrame(seconds, fps));
}

/** The rate as the number nearest to its exact value, as written to files, so that frame ÷ fps is the frame's time. */
export function framesPerSecond(fps: number): number {
  return framesOf(1, fps);
}

/** Frames counted per second of clock time: 30 at 29.97. */
export function nominalRate(fps: number): number {
  return Math.round(framesPerSecond(fps));
}

/** `30`, or a fraction as ffmpeg writes it: `30000/1001`. */
export function rateText(fps: number): string {
  const { numerator, denominator } = frameRateOf(fps);
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
}

/** The scenario rate for a given one: itself, or the usual decimal of its fraction; null for any other. */
export function standardRate(told: number): number | null {
  if (Number.isInteger(told)) return told > 0 ? told : null;
  return FRACTIONAL_RATES.find((decimal) => isNear(told, decimal)) ?? null;
}

/** Times in files are whole ticks, so a rate computed from them is off by at most this share; 29.97 and 30 are 0.1 % apart. */
const MEASURING_ERROR = 4e-4;

/** The rate of a video from its counted frames and seconds; null if it is not one that a scenario can have. */
export function measuredRate(frames: number, seconds: number): number | null {
  const mean = frames / seconds;
  const nearest = [Math.max(1, Math.round(mean)), ...FRACTIONAL_RATES]
    .map((rate) => ({ rate, away: Math.abs(framesPerSecond(rate) - mean) }))
    .reduce((best, other) => (other.away < best.away ? other : best));
  return nearest.away <= mean * MEASURING_ERROR ? nearest.rate : null;
}

/** Whether two rates that a file states, such as the average and the nominal one, are the same except for rounding to ticks. */
export function isSameRate(one: number, other: number): boolean {
  return Math.abs(one - other) <= one * MEASURING_ERROR;
}

/** The rate that a scenario gets for any number: itself if it is supported, otherwise the nearest whole one. */
export function closestRate(told: number): number {
  return standardRate(told) ?? Math.max(1, Math.round(told));
}

/** Reads `30`, `29.97` or `30000/1001`. Null for anything that is not a rate that a scenario can have. */
export function parseFrameRate(text: string): number | null {
  const [, whole, over] = /^\s*(\d+(?:\.\d+)?)(?:\s*\/\s*(\d+))?\s*$/.exec(text) ?? [];
  if (whole === undefined) return null;
  return standardRate(over === undefined ? Number(whole) : Number(whole) / Number(over));
}
