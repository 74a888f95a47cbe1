import { frameRateOf, nominalRate } from "./frameRate";

/**
 * Timecode according to SMPTE ST 12-1: hours, minutes, seconds and frames. At a broadcast rate it counts a whole rate's frames per
 * second, and so falls behind the clock by 3.6 s per hour. Drop-frame timecode compensates for that: it skips numbers (not frames) at the
 * start of every minute except each tenth.
 */

const DIGITS = 2;
const MINUTES_WITHOUT_DROP = 10;

/** Numbers that drop-frame timecode skips per minute: 2 at 29.97, 4 at 59.94; 0 if the standard has no drop frames. */
export function droppedNumbers(fps: number): number {
  const nominal = nominalRate(fps);
  return frameRateOf(fps).denominator === 1 || nominal % 30 !== 0 ? 0 : nominal / 15;
}

/** `01:00:00:00`, or with drop frames `01:00:00;00`, marked by the semicolon. Hours continue beyond a day. */
export function smpteTimecode(frame: number, fps: number, dropFrames = false): string {
  const nominal = nominalRate(fps);
  const dropped = dropFrames ? droppedNumbers(fps) : 0;
  const number = frame + leftOutBefore(frame, nominal, dropped);
  const part = (value: number) => String(value).padStart(DIGITS, "0");
  const seconds = Math.floor(number / nominal);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(part).join(":");
  return `${clock}${dropped > 0 ? ";" : ":"}${String(number % nominal).padStart(String(nominal - 1).length, "0")}`;
}

function leftOutBefore(frame: number, nominal: number, dropped: number): number {
  const minute = nominal * 60 - dropped;
  const tenMinutes = minute * MINUTES_WITHOUT_DROP + dropped;
  const tens = Math.floor(frame / tenMinutes);
  const rest = frame % tenMinutes;
  // The first minute of ten is longer by the numbers that it keeps.
  const minutes = rest < dropped ? 0 : Math.floor((rest - dropped) / minute);
  return dropped * ((MINUTES_WITHOUT_DROP - 1) * tens + minutes);
}

/**
 * The frame of a timecode; a semicolon (or a dot, as some write it) before the frames means drop frames. Null for an invalid one: too
 * many frames in a second, or a dropped number.
 */
export function frameOfTimecode(text: string, fps: number): number | null {
  const [, hours, minutes, seconds, sign, frames] = /^\s*(\d{1,3}):(\d{1,2}):(\d{1,2})([:;.])(\d{1,3})\s*$/.exec(text) ?? [];
  if (frames === undefined) return null;
  const nominal = nominalRate(fps);
  const dropped = sign === ":" ? 0 : droppedNumbers(fps);
  if (sign !== ":" && dropped === 0) return null;
  const [h = 0, m = 0, s = 0, f = 0] = [hours, minutes, seconds, frames].map(Number);
  if (m > 59 || s > 59 || f >= nominal) return null;
  const wholeMinutes = h * 60 + m;
  if (s === 0 && f < dropped && m % MINUTES_WITHOUT_DROP !== 0) return null;
  return (wholeMinutes * 60 + s) * nominal + f - dropped * (wholeMinutes - Math.floor(wholeMinutes / MINUTES_WITHOUT_DROP));
}
