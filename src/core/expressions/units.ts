/** Powers of metre, second, degree and pixel; all 0 for a plain number. */
export type Dimension = readonly [metres: number, seconds: number, degrees: number, pixels: number];

/** A unit as a fraction of the base units of its dimension, so that 36 km/h are exactly 10 m/s. */
export type Unit = { readonly dimension: Dimension; readonly numerator: number; readonly denominator: number };

const unit = (dimension: Dimension, numerator = 1, denominator = 1): Unit => ({ dimension, numerator, denominator });

export const PLAIN: Dimension = [0, 0, 0, 0];
const LENGTH: Dimension = [1, 0, 0, 0];
const TIME: Dimension = [0, 1, 0, 0];
const SPEED: Dimension = [1, -1, 0, 0];

/** Units of parameters, and of numbers in expressions. */
export const UNITS = {
  m: unit(LENGTH),
  cm: unit(LENGTH, 1, 100),
  mm: unit(LENGTH, 1, 1000),
  km: unit(LENGTH, 1000),
  ft: unit(LENGTH, 3048, 10_000),
  s: unit(TIME),
  ms: unit(TIME, 1, 1000),
  min: unit(TIME, 60),
  "m/s": unit(SPEED),
  "km/h": unit(SPEED, 10, 36),
  mph: unit(SPEED, 44_704, 100_000),
  "m/s²": unit([1, -2, 0, 0]),
  "°": unit([0, 0, 1, 0]),
  px: unit([0, 0, 0, 1]),
  "px/s": unit([0, -1, 0, 1]),
  "px/m": unit([-1, 0, 0, 1]),
  "%": unit(PLAIN, 1, 100),
} as const satisfies Readonly<Record<string, Unit>>;

export type UnitName = keyof typeof UNITS;

export const UNIT_NAMES = Object.keys(UNITS).filter((name): name is UnitName => Object.hasOwn(UNITS, name));

const ALIASES: Readonly<Record<string, UnitName>> = {
  kmh: "km/h",
  kph: "km/h",
  mps: "m/s",
  "m/s2": "m/s²",
  "m/s^2": "m/s²",
  deg: "°",
  sec: "s",
  metre: "m",
  metres: "m",
  meter: "m",
  meters: "m",
  second: "s",
  seconds: "s",
  percent: "%",
  pixel: "px",
  pixels: "px",
};

/** The unit with a name as people write it; undefined if there is none. */
export function unitNamed(name: string): UnitName | undefined {
  if (isUnitName(name)) return name;
  return Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
}

const isUnitName = (name: string): name is UnitName => Object.hasOwn(UNITS, name);

export const sameDimension = (one: Dimension, other: Dimension): boolean => one.every((power, index) => power === other[index]);

/** What a dimension is called in messages: the name of a unit that has it, or its powers. */
export function dimensionText(dimension: Dimension): string {
  if (sameDimension(dimension, PLAIN)) return "a number without a unit";
  const known = UNIT_NAMES.find((name) => sameDimension(UNITS[name].dimension, dimension) && UNITS[name].numerator === 1);
  if (known !== undefined) return known;
  const names = ["m", "s", "°", "px"];
  return dimension
    .flatMap((power, index) => (power === 0 ? [] : [power === 1 ? (names[index] ?? "") : `${names[index] ?? ""}^${power}`]))
    .join("·");
}
