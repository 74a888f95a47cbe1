import { frameRateOf, nominalRate } from "./frameRate";

/**
 * Timecode as SMPTE ST 12-1 has it: hours, minutes, seconds and frames. At a rate of broadcasting it counts a whole rate's
 * frames to a second, and so falls behind the clock by 3.6 s an hour. Drop-frame timecode makes up for that: it leaves out
 * numbers (no frames) at the start of every minute but each tenth.
 */

const DIGITS = 2;
const MINUTES_WITHOUT_DROP = 10;

/** Numbers that drop-frame timecode leaves out of a minute: 2 at 29.97, 4 at 59.94; 0 where the standard knows no drop frames. */
export function droppedNumbers(fps: number): number {
  const nominal = nominalRate(fps);
  return frameRateOf(fps).denominator === 1 || nominal % 30 !== 0 ? 0 : nominal / 15;
}

/** `01:00:00:00`, or with drop frames `01:00:00;00`: their sign is the semicolon. Hours go on counting after a day. */
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
 * The frame of a timecode, which a semicolon before the frames (or a dot, as some write it) makes one with drop frames. Null
 * for what is none: too many frames for a second, or a number that drop frames leave out.
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
