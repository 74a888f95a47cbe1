import { framesOf } from "@/core/timeline";

/** The value of one of each unit in the field's own: a field of frames at 30 per second has `{ f: 1, s: 30 }`. */
export type Units = Readonly<Record<string, number>>;

/** The units of a field that counts frames. */
export const frameUnits = (fps: number): Units => ({ f: 1, s: framesOf(1, fps), ms: framesOf(0.001, fps) });

/** Units that measure the same quantity, by their value in the first of them. A field that supports one of a family accepts all. */
const FAMILIES: readonly Units[] = [
  { s: 1, ms: 0.001, min: 60, h: 3600 },
  { "m/s": 1, "km/h": 1 / 3.6, mph: 0.44704, "ft/s": 0.3048 },
  { m: 1, cm: 0.01, mm: 0.001, km: 1000, ft: 0.3048, in: 0.0254, yd: 0.9144 },
];

/** Other ways to write a unit. */
const ALIASES: Readonly<Record<string, string>> = {
  sec: "s",
  secs: "s",
  second: "s",
  seconds: "s",
  mins: "min",
  minute: "min",
  minutes: "min",
  hr: "h",
  hour: "h",
  hours: "h",
  frame: "f",
  frames: "f",
  pixel: "px",
  pixels: "px",
  percent: "%",
  kmh: "km/h",
  kph: "km/h",
  mps: "m/s",
  "mi/h": "mph",
  "px/sec": "px/s",
  metre: "m",
  metres: "m",
  meter: "m",
  meters: "m",
  foot: "ft",
  feet: "ft",
  inch: "in",
  inches: "in",
  yard: "yd",
  yards: "yd",
};

/** The family of a unit that a field supports, with the value of each of its units in the field's own. */
function familiesOf(units: Units): Units[] {
  return FAMILIES.flatMap((family) => {
    const known = Object.keys(family).find((unit) => units[unit] !== undefined);
    const base = known === undefined ? undefined : (units[known] ?? 0) / (family[known] ?? 1);
    return base === undefined ? [] : [Object.fromEntries(Object.entries(family).map(([unit, worth]) => [unit, worth * base]))];
  });
}

/** The value of a unit as it was typed; undefined if the field does not accept it. */
export function convertedValue(typed: string, units: Units): number | undefined {
  const lower = typed.toLowerCase();
  const unit = units[lower] === undefined ? (ALIASES[lower] ?? lower) : lower;
  return units[unit] ?? familiesOf(units).find((family) => family[unit] !== undefined)?.[unit];
}

/** Every unit that a field accepts. */
export const unitsTaken = (units: Units): string[] => [
  ...new Set([...Object.keys(units), ...familiesOf(units).flatMap((family) => Object.keys(family))]),
];

/** What else may be typed into a field, with examples; null if it has only one unit. */
export function typingHint(units: Units): string | null {
  if (units["m/s"] !== undefined) return "You can type 30 km/h or 20 mph";
  if (units["s"] !== undefined) return "You can type 2 s, 250 ms or 1:04";
  if (units["m"] !== undefined) return "You can type 1.8 m or 6 ft";
  return null;
}
