import { useEffect, useState } from "react";

/** Long enough to be read. */
const SHOWN_MS = 7000;

type Words = {
  readonly digits: number;
  readonly unit: string | undefined;
  /** Why a value may come out as another, in a sentence. */
  readonly because?: string | undefined;
};
type Limits = { readonly min: number; readonly max: number; readonly digits: number; readonly unit: string | undefined };

const text = (value: number, digits: number, unit: string | undefined): string => {
  const number = String(Number(value.toFixed(digits)));
  return unit === undefined ? number : unit === "%" ? `${number} %` : `${number} ${unit}`;
};

/** The note about a number beyond a field's limits; null within them. */
export function limitNote(asked: number, { min, max, digits, unit }: Limits): string | null {
  if (asked > max) return `At most ${text(max, digits, unit)}.`;
  return asked < min ? `At least ${text(min, digits, unit)}.` : null;
}

/** What is said where a number was asked for and another one came of it; null where it is the one, as far as digits show. */
export function fitNote(
  asked: number,
  before: number | undefined,
  now: number | undefined,
  { digits, unit, because }: Words,
): string | null {
  if (now === undefined) return null;
  // Half of the last digit shown is rounding; a hair more, for sums in binary.
  if (Math.abs(now - asked) <= 0.51 * 10 ** -digits) return null;
  const reason = because === undefined ? "" : `${because} `;
  return now === before
    ? `${reason}${text(asked, digits, unit)} does not fit here; it stays at ${text(now, digits, unit)}.`
    : `${reason}The nearest possible value is ${text(now, digits, unit)}.`;
}

/** A word about a value that could not be taken as it was typed, for a while. */
export function useFitNote(value: number | undefined, { digits, unit, because }: Words) {
  const [note, setNote] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ readonly value: number; readonly before: number | undefined } | null>(null);
  useEffect(() => {
    if (!asked) return undefined;
    // By then the change has been made, or refused.
    const timer = setTimeout(() => {
      setNote(fitNote(asked.value, asked.before, value, { digits, unit, because }));
      setAsked(null);
    }, 0);
    return () => clearTimeout(timer);
  }, [asked, value, digits, unit, because]);
  useEffect(() => {
    if (note === null) return undefined;
    const timer = setTimeout(() => setNote(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [note]);
  return {
    note,
    /** A value is about to be set. */
    ask: (next: number) => {
      setNote(null);
      setAsked({ value: next, before: value });
    },
    say: setNote,
    clear: () => setNote(null),
  };
}
