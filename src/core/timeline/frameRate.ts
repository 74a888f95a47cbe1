/**
 * Frame rates. A scenario writes its rate as a whole number of frames per second, or as the usual decimal of a rate of
 * broadcasting (29.97), which stands for a fraction (30000/1001). What turns frames into seconds or back comes here, so
 * that no time is ever computed from the decimal.
 */

/** Frames a second, exactly: `numerator / denominator`. */
export type FrameRate = { readonly numerator: number; readonly denominator: number };

/** The rates of broadcasting: whole rates slowed down by 1000/1001, by their usual decimals. */
export const FRACTIONAL_RATES = [23.976, 29.97, 47.952, 59.94, 119.88] as const;

/** How far a decimal may be from the exact rate: 23.98 is written for 24000/1001, too. */
const TOLERANCE = 0.005;
const DENOMINATOR = 1001;

const numeratorOf = (decimal: number): number => Math.ceil(decimal) * 1000;

/**
 * The exact rate behind a number of frames per second, whether it is a scenario's or the quotient that a file tells.
 * A rate of neither kind, such as another program's 12.5, stands for itself.
 */
export function frameRateOf(fps: number): FrameRate {
  const decimal = Number.isInteger(fps) ? undefined : FRACTIONAL_RATES.find((known) => isNear(fps, known));
  return decimal === undefined ? { numerator: fps, denominator: 1 } : { numerator: numeratorOf(decimal), denominator: DENOMINATOR };
}

const isNear = (fps: number, decimal: number): boolean => Math.abs(fps - numeratorOf(decimal) / DENOMINATOR) <= TOLERANCE;

/** Seconds that a number of frames takes; of a frame's number, when it is shown. */
export function secondsOf(frames: number, fps: number): number {
  const { numerator, denominator } = frameRateOf(fps);
  return (frames * denominator) / numerator;
}

/** Frames that fit into a time; mostly not a whole number. */
export function framesOf(seconds: number, fps: number): number {
  const { numerator, denominator } = frameRateOf(fps);
  return (seconds * numerator) / denominator;
}

/** What happens in one frame of what happens in a second, such as pixels travelled. */
export function perFrame(perSecond: number, fps: number): number {
  return secondsOf(perSecond, fps);
}

/** The other way round. */
export function perSecond(perFrame: number, fps: number): number {
  return framesOf(perFrame, fps);
}

/** Times are doubles: one this close below a frame's, in frames, is the frame's. */
const ROUNDING = 1e-6;

/** The frame on show at a time. */
export function frameShownAt(seconds: number, fps: number): number {
  return Math.floor(framesOf(seconds, fps) + ROUNDING);
}

/** The frame whose time is nearest. */
export function nearestFrame(seconds: number, fps: number): number {
  return Math.round(framesOf(seconds, fps));
}

/** Frames of a video that is to last this long: the nearest number, at least one. */
export function framesLasting(seconds: number, fps: number): number {
  return Math.max(1, nearestFrame(seconds, fps));
}

/** The rate as the number nearest to its exact value: what files tell, so that frame ÷ fps is the frame's time. */
export function framesPerSecond(fps: number): number {
  return framesOf(1, fps);
}

/** Frames that make up a second on a clock: 30 at 29.97. */
export function nominalRate(fps: number): number {
  return Math.round(framesPerSecond(fps));
}

/** `30`, or a fraction as ffmpeg writes it: `30000/1001`. */
export function rateText(fps: number): string {
  const { numerator, denominator } = frameRateOf(fps);
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`;
}

/** The rate a scenario can have for one that was told: itself, or the usual decimal of its fraction; null for any other. */
export function standardRate(told: number): number | null {
  if (Number.isInteger(told)) return told > 0 ? told : null;
  return FRACTIONAL_RATES.find((decimal) => isNear(told, decimal)) ?? null;
}

/** Times in files are whole ticks, so a rate counted from them is off by this share at most; 29.97 and 30 are 0.1 % apart. */
const MEASURING_ERROR = 4e-4;

/** The rate of a video whose frames and seconds were counted; null where it is none that a scenario can have. */
export function measuredRate(frames: number, seconds: number): number | null {
  const mean = frames / seconds;
  const nearest = [Math.max(1, Math.round(mean)), ...FRACTIONAL_RATES]
    .map((rate) => ({ rate, away: Math.abs(framesPerSecond(rate) - mean) }))
    .reduce((best, other) => (other.away < best.away ? other : best));
  return nearest.away <= mean * MEASURING_ERROR ? nearest.rate : null;
}

/** Whether two rates that a file tells, such as the mean and the one it was made at, are the same but for whole ticks. */
export function isSameRate(one: number, other: number): boolean {
  return Math.abs(one - other) <= one * MEASURING_ERROR;
}

/** The rate that a scenario gets for any number: itself where it can be one, else the nearest whole one. */
export function closestRate(told: number): number {
  return standardRate(told) ?? Math.max(1, Math.round(told));
}

/** Reads `30`, `29.97` or `30000/1001`. Null for what is not a rate that a scenario can have. */
export function parseFrameRate(text: string): number | null {
  const [, whole, over] = /^\s*(\d+(?:\.\d+)?)(?:\s*\/\s*(\d+))?\s*$/.exec(text) ?? [];
  if (whole === undefined) return null;
  return standardRate(over === undefined ? Number(whole) : Number(whole) / Number(over));
}
