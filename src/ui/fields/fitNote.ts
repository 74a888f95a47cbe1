import { useEffect, useState } from "react";

/** Long enough to be read. */
const SHOWN_MS = 7000;
/** Less than this share off is rounding, not another value: speeds follow from whole frames. */
const ROUNDING = 0.02;

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

/** The note if a different number resulted from the one that was entered; null if it is the same except for rounding. */
export function fitNote(asked: number, before: number | undefined, now: number | undefined, digits: number, unit?: string): string | null {
  if (now === undefined) return null;
  const slack = digits === 0 ? 0.5 : Math.max(10 ** -digits, Math.abs(asked) * ROUNDING);
  if (Math.abs(now - asked) <= slack) return null;
  return now === before
    ? `${text(asked, digits, unit)} does not fit here; it stays at ${text(now, digits, unit)}.`
    : `The nearest possible value is ${text(now, digits, unit)}.`;
}

/** A temporary note about a value that could not be used as it was typed. */
export function useFitNote(value: number | undefined, digits: number, unit: string | undefined) {
  const [note, setNote] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ readonly value: number; readonly before: number | undefined } | null>(null);
  useEffect(() => {
    if (!asked) return undefined;
    // By then the change has been made, or refused.
    const timer = setTimeout(() => {
      setNote(fitNote(asked.value, asked.before, value, digits, unit));
      setAsked(null);
    }, 0);
    return () => clearTimeout(timer);
  }, [asked, value, digits, unit]);
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
