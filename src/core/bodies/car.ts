import { BodyBuilder, type BodyParts, type Color, type Level, type Panel, type Point } from "./builder";
import { DARK, GLASS, LAMP, PLATE, RIM, shaded, shadedGlass } from "./colors";
import { lampColor } from "./lamps";
import type { BodyLook } from "./look";
import { chosen } from "./wardrobe";
import { SPOKES, addArch, addSteeredWheel } from "./wheels";

/** The shape of a car: where the cabin's lower edge and roof begin and end, and where its bonnet and boot lid end. */
type Shape = {
  readonly cabin: readonly [back: number, front: number];
  readonly roof: readonly [back: number, front: number];
  readonly lid: number;
};

const SHAPES = {
  saloon: { cabin: [-1.86, 1.12], roof: [-1.08, 0.3], lid: -2.3 },
  hatchback: { cabin: [-2.3, 1.12], roof: [-1.7, 0.34], lid: -2.34 },
  estate: { cabin: [-2.34, 1.12], roof: [-2.02, 0.3], lid: -2.34 },
} as const satisfies Record<string, Shape>;
const STYLES = ["saloon", "hatchback", "estate", "hatchback"] as const;
const RIMS: readonly Color[] = [RIM, [196, 200, 206], [92, 96, 102]];

const WHEEL = { radius: 0.33, rear: -1.349, front: 1.36, half: 0.915, width: 0.21 } as const;
/** Openings for the wheels: half their length, and up to where they reach. */
const ARCH = { half: 0.44, bottom: 0.2, top: 0.68, outer: 0.903, inner: 0.66, axle: WHEEL.radius, radius: 0.385 } as const;

const level = (z: number, back: number, front: number, half: number, cut: number): Level => ({ z, back, front, half, cut });

/** A car as a saloon, a hatchback or an estate. */
export function car(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const paint: Color = look.color ?? [62, 112, 168];
  const shape: Shape = SHAPES[chosen(STYLES, look, 60)];
  addLower(builder, paint);
  addBelt(builder, look, paint, shape);
  addCabin(builder, look, paint, shape);
  const rim = chosen(RIMS, look, 61);
  builder.setCycle((2 * Math.PI * WHEEL.radius) / SPOKES);
  const turned = (look.phase ?? 0) / SPOKES;
  for (const side of [-1, 1]) {
    for (const [x, steer] of [[WHEEL.rear, 0] as const, [WHEEL.front, look.steer ?? 0] as const]) {
      const center: Point = [x, side * WHEEL.half, WHEEL.radius];
      addSteeredWheel(builder, { center, radius: WHEEL.radius, width: WHEEL.width, rim: 0.68 }, side, turned, steer, rim);
    }
    if (builder.isPlain) continue;
    builder.hull(
      [
        { z: 0.97, back: 0.88, front: 1.0, half: 0.06, cut: 0.02, y: side * 0.85 },
        { z: 1.09, back: 0.86, front: 0.98, half: 0.06, cut: 0.02, y: side * 0.85 },
      ],
      paint,
    );
  }
  return builder.build();
}

/** Below the bumpers' upper edge: three parts with the wheels between them, and a dark floor behind those. */
function addLower(builder: BodyBuilder, paint: Color): void {
  const [rear, front] = [WHEEL.rear, WHEEL.front];
  const sill = shaded(paint, 0.7);
  builder.box([-2.1, -0.66, 0.2], [2.1, 0.66, ARCH.top], [26, 28, 32]);
  const end = (from: number, to: number, cut: number): Level[] => [
    level(0.2, from, to, 0.885, cut),
    level(0.34, from, to, 0.898, cut),
    level(ARCH.top, from, to, 0.9, cut),
  ];
  const striped: Omit<Panel, "level" | "side"> = {
    along: [0.3, 0.7],
    up: [0.5],
    colorAt: (column, row) => (row === 0 && column === 1 ? DARK : paint),
  };
  builder.hull(end(front + ARCH.half, 2.35, 0.2), paint, [
    { level: 0, side: "front", along: [], up: [], colorAt: () => DARK },
    { level: 1, side: "front", ...striped },
  ]);
  builder.hull(end(-2.36, rear - ARCH.half, 0.2), paint, [{ level: 0, side: "back", along: [], up: [], colorAt: () => DARK }]);
  builder.hull(end(rear + ARCH.half, front - ARCH.half, 0.01), paint, [
    { level: 0, side: "left", along: [], up: [], colorAt: () => sill },
    { level: 0, side: "right", along: [], up: [], colorAt: () => sill },
    { level: 1, side: "left", ...doors(paint, 0.52) },
    { level: 1, side: "right", ...doors(paint, 0.52) },
  ]);
  for (const side of [-1, 1]) for (const x of [rear, front]) addArch(builder, { ...ARCH, x }, side, paint);
}

/** Door gaps in a side. */
function doors(paint: Color, middle: number): Omit<Panel, "level" | "side"> {
  const gap = shaded(paint, 0.6);
  return { along: [middle - 0.004, middle + 0.004], up: [], colorAt: (column) => (column === 1 ? gap : paint) };
}

/** Lamps at both ends of a face, of which the outer part is the indicator, with something between them. */
function face(look: BodyLook, lamp: Color, between: (row: number) => Color, paint: Color): Omit<Panel, "level" | "side"> {
  return {
    along: [0.015, 0.07, 0.24, 0.34, 0.66, 0.76, 0.93, 0.985],
    up: [0.14, 0.5, 0.9],
    colorAt: (column, row) => {
      if (row === 0 || row === 3) return paint;
      if (column === 1) return lampColor(look, "right");
      if (column === 7) return lampColor(look, "left");
      if (column === 2 || column === 6) return lamp;
      return column === 4 ? between(row) : paint;
    },
  };
}

/** From the wheel arches to the windows' lower edge: bonnet and boot lid above. */
function addBelt(builder: BodyBuilder, look: BodyLook, paint: Color, { cabin, lid }: Shape): void {
  const side = { along: [0.27, 0.275, 0.3, 0.34, 0.495, 0.5, 0.53, 0.57, 0.7, 0.705], up: [0.62, 0.74] };
  const flank = (column: number, row: number): Color => {
    if (column === 1 || column === 5 || column === 9) return shaded(paint, 0.6);
    return row === 1 && (column === 3 || column === 7) ? shaded(paint, 0.72) : paint;
  };
  const grille: Color = [34, 36, 40];
  builder.hull(
    [
      level(ARCH.top - 0.14, -2.385, 2.385, 0.905, 0.2),
      level(0.8, -2.385, 2.35, 0.905, 0.24),
      level(0.9, lid, 2.1, 0.88, 0.26),
      level(0.96, Math.max(lid, cabin[0] - 0.36), cabin[1] + 0.1, 0.83, 0.22),
    ],
    paint,
    [
      { level: 0, side: "front", ...face(look, LAMP, () => grille, paint) },
      { level: 0, side: "back", ...face(look, lampColor(look, "brake"), (row) => (row === 1 ? PLATE : paint), paint) },
      { level: 0, side: "left", ...side, colorAt: flank },
      { level: 0, side: "right", ...side, colorAt: flank },
    ],
  );
  if (!builder.isPlain) builder.box([2.34, -0.26, 0.42], [2.362, 0.26, 0.53], PLATE);
}

/** Windows and roof. */
function addCabin(builder: BodyBuilder, look: BodyLook, paint: Color, { cabin, roof }: Shape): void {
  const trim = shaded(paint, 0.55);
  const lower = shadedGlass(0.7);
  // Glass is darker where the seats are behind it.
  const window = (column: number, row: number): Color => {
    if (column % 2 === 0) return row === 3 ? paint : column === 2 || column === 4 ? DARK : paint;
    if (row === 0) return trim;
    return row === 1 ? lower : row === 2 ? GLASS : paint;
  };
  const screen = (column: number, row: number): Color =>
    column !== 1 || row === 0 ? paint : row === 3 ? shadedGlass(1.25) : row === 1 ? lower : GLASS;
  const rear = (column: number, row: number): Color =>
    column === 2 && row === 3 ? lampColor(look, "brake") : column % 4 === 0 ? paint : row === 0 ? trim : row === 3 ? DARK : GLASS;
  const sides = { along: [0.09, 0.36, 0.385, 0.63, 0.655, 0.93], up: [0.05, 0.42, 0.88] };
  builder.hull(
    [
      level(0.94, cabin[0], cabin[1], 0.83, 0.12),
      level(1.41, roof[0], roof[1], 0.62, 0.1),
      level(1.48, roof[0] + 0.16, roof[1] - 0.2, 0.53, 0.1),
    ],
    paint,
    [
      { level: 0, side: "left", ...sides, colorAt: window },
      { level: 0, side: "right", ...sides, colorAt: window },
      { level: 0, side: "front", along: [0.05, 0.95], up: [0.04, 0.4, 0.92], colorAt: screen },
      { level: 0, side: "back", along: [0.08, 0.4, 0.6, 0.92], up: [0.1, 0.8, 0.9], colorAt: rear },
    ],
  );
}
