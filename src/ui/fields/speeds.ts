import type { SpeedUnit } from "@/editor";

/** Metres a second in one of each unit. */
const WORTH: Readonly<Record<SpeedUnit, number>> = { "km/h": 1 / 3.6, "m/s": 1 };

/** A speed in metres a second, as a number in a unit. */
export const speedIn = (unit: SpeedUnit, metresPerSecond: number): number => metresPerSecond / WORTH[unit];

/** The metres a second of a speed in a unit. */
export const speedFromUnit = (unit: SpeedUnit, speed: number): number => speed * WORTH[unit];

/** A field's units where it shows this one; every unit of speed can be typed. */
export const speedUnits = (unit: SpeedUnit): Readonly<Record<string, number>> => ({ "m/s": 1 / WORTH[unit] });

/** A speed in metres a second as it is read: `40 km/h`. */
export const speedText = (metresPerSecond: number, unit: SpeedUnit, digits = 1): string =>
  `${Number(speedIn(unit, metresPerSecond).toFixed(digits))} ${unit}`;
