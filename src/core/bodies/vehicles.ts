import { BodyBuilder, type BodyParts, type Color, type Level, type Panel } from "./builder";
import { DARK, GLASS, LAMP, PLATE, RIM, TYRE, shaded } from "./colors";
import { lampColor } from "./lamps";
import type { BodyLook } from "./look";
import { SPOKES, addArch, addRim, addSteeredWheel, type Arch } from "./wheels";

/** In the shade below a body. */
const HOLLOW: Color = [26, 28, 32];

const level = (z: number, back: number, front: number, half: number, cut = 0.12): Level => ({ z, back, front, half, cut });

type Wheels = { readonly rear: number; readonly front: number; readonly radius: number; readonly half: number; readonly width: number };

/** Wheels on both sides, with their outer faces at the body's full width. @param look by whose phase they have rolled, and its steering */
function addWheels(builder: BodyBuilder, look: BodyLook, { rear, front, radius, half, width }: Wheels): void {
  builder.setCycle((2 * Math.PI * radius) / SPOKES);
  const turned = (look.phase ?? 0) / SPOKES;
  for (const side of [-1, 1]) {
    const [outer, inner] = [side * half, side * (half - width)];
    builder.wheel([rear, 0, radius * 1.02], side * (half - 0.012), inner, radius * 1.16, DARK, DARK, 18);
    builder.wheel([rear, 0, radius], outer, inner, radius, TYRE, TYRE, 18);
    addRim(builder, [rear, side * (half - 0.002), radius], radius * 0.64, turned, side, RIM, DARK);
    addSteeredWheel(builder, { center: [front, outer, radius], radius, width, rim: 0.64 }, side, turned, look.steer ?? 0, RIM);
  }
}

/** What is between the front wheels: a dark core, and on both sides a sheet with an opening. */
function addFrontArches(builder: BodyBuilder, arch: Arch, sheet: Color): void {
  const { x, half, bottom, top, inner } = arch;
  builder.box([x - half, -inner, bottom], [x + half, inner, top], HOLLOW);
  for (const side of [-1, 1]) addArch(builder, arch, side, sheet);
}

/** Lamps at one height of a front, with an indicator at the outer end of each. @param column of the panel, counted from the right */
const frontLamp = (look: BodyLook, column: number): Color | null =>
  column === 1 ? lampColor(look, "right") : column === 7 ? lampColor(look, "left") : column === 2 || column === 6 ? LAMP : null;

/** Of lamps at both ends of a back, in columns 1 and 5: the brake lamp, or the indicator above it. */
const backLamp = (look: BodyLook, column: number, upper: boolean): Color =>
  lampColor(look, upper ? (column === 1 ? "right" : "left") : "brake");

export function van(look: BodyLook): BodyParts {
  const { color, detail } = look;
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [228, 229, 226];
  const line = shaded(paint, 0.9);
  const wheels: Wheels = { rear: -1.67, front: 1.9, radius: 0.35, half: 1.01, width: 0.24 };
  const arch: Arch = { x: wheels.front, half: 0.5, bottom: 0.28, top: 0.95, outer: 0.995, inner: 0.62, axle: 0.35, radius: 0.42 };
  const [behind, before] = [arch.x - arch.half, arch.x + arch.half];
  const rear = (z: number, back: number, half: number, cut: number): Level => ({ ...level(z, back, behind, half, cut), only: "back" });
  const front = (z: number, end: number, half: number, cut: number): Level => ({ ...level(z, before, end, half, cut), only: "front" });
  builder.hull([rear(0.24, -2.9, 0.92, 0.14), rear(0.42, -2.96, 0.99, 0.18)], DARK);
  builder.hull([front(0.24, 2.8, 0.92, 0.14), front(0.42, 2.96, 0.99, 0.18)], DARK);
  addFrontArches(builder, arch, paint);
  const side = (column: number, row: number): Color => {
    if (row === 0 || column === 3 || column === 5) return line;
    return column === 6 && row === 2 ? GLASS : paint;
  };
  const flank = { along: [0.01, 0.34, 0.48, 0.483, 0.66, 0.663, 0.86], up: [0.16, 0.5, 0.98] };
  builder.hull([front(0.42, 2.96, 0.99, 0.18), front(0.95, 2.95, 1, 0.2)], paint, [
    {
      level: 0,
      side: "front",
      along: [0.02, 0.07, 0.22, 0.36, 0.64, 0.78, 0.93, 0.98],
      up: [0.14, 0.4, 0.55, 0.95],
      colorAt: (column, row) => (row === 3 ? (frontLamp(look, column) ?? DARK) : row === 1 && column === 4 ? PLATE : paint),
    },
  ]);
  builder.hull([rear(0.42, -2.96, 0.99, 0.18), rear(0.95, -2.965, 1, 0.2)], paint, [
    {
      level: 0,
      side: "back",
      along: [0.02, 0.12, 0.498, 0.502, 0.88, 0.98],
      up: [0.1, 0.35, 0.4, 0.74, 0.98],
      colorAt: (column, row) => {
        if ((column === 1 || column === 5) && (row === 3 || row === 4)) return backLamp(look, column, row === 4);
        return column === 3 ? line : row === 1 && column === 2 ? PLATE : paint;
      },
    },
  ]);
  builder.hull([level(0.95, -2.965, 2.95, 1, 0.2), level(1.3, -2.95, 2.2, 1, 0.16), level(1.38, -2.95, 2.08, 1, 0.12)], paint);
  builder.hull(
    [
      level(1.38, -2.95, 2.08, 1, 0.12),
      level(2.1, -2.93, 1.42, 0.94, 0.12),
      level(2.5, -2.88, 1.0, 0.88, 0.14),
      level(2.63, -2.76, 0.8, 0.74, 0.14),
    ],
    paint,
    [
      {
        level: 0,
        side: "front",
        along: [0.04, 0.96],
        up: [0.04, 0.94],
        colorAt: (column, row) => (row === 1 && column === 1 ? GLASS : paint),
      },
      { level: 0, side: "left", ...flank, up: [0.02, 0.06, 0.86], colorAt: side },
      { level: 0, side: "right", ...flank, up: [0.02, 0.06, 0.86], colorAt: side },
      {
        level: 0,
        side: "back",
        along: [0.08, 0.46, 0.54, 0.92],
        up: [0.06, 0.8],
        colorAt: (column, row) => (row === 1 && (column === 1 || column === 3) ? GLASS : paint),
      },
    ],
  );
  addWheels(builder, look, wheels);
  return builder.build();
}

export function truck(look: BodyLook): BodyParts {
  const { color, detail } = look;
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [190, 62, 52];
  const box: Color = [232, 233, 230];
  builder.box([-3.9, -0.5, 0.6], [3.4, 0.5, 0.95], DARK);
  for (const side of [-1, 1]) builder.box([-0.9, side * 0.7, 0.45], [1.3, side * 1.16, 0.9], shaded(DARK, 1.25));
  builder.box([-4.1, -1.15, 0.5], [-4.02, 1.15, 0.66], DARK);
  builder.hull([level(1.0, -4.1, 1.95, 1.22, 0.03), level(3.45, -4.1, 1.95, 1.22, 0.03)], box, [
    { level: 0, side: "left", along: [], up: [0.03, 0.97], colorAt: (_, row) => (row === 1 ? box : shaded(box, 0.82)) },
    { level: 0, side: "right", along: [], up: [0.03, 0.97], colorAt: (_, row) => (row === 1 ? box : shaded(box, 0.82)) },
    {
      level: 0,
      side: "back",
      along: [0.02, 0.06, 0.12, 0.495, 0.505, 0.88, 0.94, 0.98],
      up: [0.02, 0.06, 0.97],
      colorAt: (column, row) => {
        if (row === 1 && (column === 1 || column === 7)) return lampColor(look, column === 1 ? "right" : "left");
        if (row === 1 && (column === 2 || column === 6)) return lampColor(look, "brake");
        return column === 4 ? shaded(box, 0.75) : box;
      },
    },
  ]);
  const wheels: Wheels = { rear: -2, front: 2.75, radius: 0.48, half: 1.24, width: 0.32 };
  const arch: Arch = { x: wheels.front, half: 0.65, bottom: 0.5, top: 1.12, outer: 1.215, inner: 0.74, axle: 0.48, radius: 0.57 };
  addFrontArches(builder, arch, paint);
  const before = arch.x + arch.half;
  const bumper = (z: number, end: number, half: number, cut: number): Level => ({ ...level(z, before, end, half, cut), only: "front" });
  builder.hull([bumper(0.45, 4.06, 1.2, 0.12), bumper(1.12, 4.1, 1.22, 0.14)], paint, [
    {
      level: 0,
      side: "front",
      along: [0.02, 0.07, 0.22, 0.38, 0.62, 0.78, 0.93, 0.98],
      up: [0.1, 0.32, 0.46, 0.84],
      colorAt: (column, row) =>
        row === 3 ? (frontLamp(look, column) ?? paint) : row === 1 && column === 4 ? PLATE : row < 3 ? DARK : paint,
    },
  ]);
  builder.hull(
    [
      level(1.12, 2.1, 4.1, 1.22, 0.14),
      level(1.75, 2.1, 4.08, 1.22, 0.14),
      level(2.75, 2.1, 3.92, 1.16, 0.14),
      level(2.9, 2.14, 3.7, 1.08, 0.14),
    ],
    paint,
    [
      {
        level: 0,
        side: "front",
        along: [0.12, 0.88],
        up: [0.15, 0.4, 0.55, 0.8],
        colorAt: (column, row) => (column === 1 && (row === 1 || row === 3) ? DARK : paint),
      },
      {
        level: 1,
        side: "front",
        along: [0.04, 0.96],
        up: [0.04, 0.86],
        colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint),
      },
      {
        level: 1,
        side: "left",
        along: [0.42, 0.92],
        up: [0.06, 0.84],
        colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint),
      },
      {
        level: 1,
        side: "right",
        along: [0.42, 0.92],
        up: [0.06, 0.84],
        colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint),
      },
    ],
  );
  addWheels(builder, look, wheels);
  return builder.build();
}

export function bus(look: BodyLook): BodyParts {
  const { color, detail } = look;
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [214, 164, 52];
  const roof: Color = shaded(paint, 0.92);
  const windows = { along: [0.02, 0.15, 0.165, 0.3, 0.315, 0.45, 0.465, 0.6, 0.615, 0.75, 0.765, 0.9, 0.915, 0.985], up: [0.06, 0.92] };
  const flank = (column: number, row: number): Color => (row === 1 && column % 2 === 1 ? GLASS : paint);
  const door = (column: number, row: number): Color => (column === 1 ? (row === 1 ? GLASS : shaded(paint, 0.8)) : row === 0 ? DARK : paint);
  const wheels: Wheels = { rear: -2.67, front: 3.3, radius: 0.48, half: 1.275, width: 0.3 };
  const arch: Arch = { x: wheels.front, half: 0.6, bottom: 0.34, top: 1.3, outer: 1.258, inner: 0.8, axle: 0.48, radius: 0.56 };
  const [behind, before] = [arch.x - arch.half, arch.x + arch.half];
  const rear = (z: number, end: number, half: number, cut: number): Level => ({ ...level(z, -end, behind, half, cut), only: "back" });
  const front = (z: number, end: number, half: number, cut: number): Level => ({ ...level(z, before, end, half, cut), only: "front" });
  builder.hull([rear(0.28, 5.9, 1.2, 0.16), rear(0.4, 6.04, 1.25, 0.18)], DARK);
  builder.hull([front(0.28, 5.9, 1.2, 0.16), front(0.4, 6.04, 1.25, 0.18)], DARK);
  addFrontArches(builder, arch, paint);
  // Passengers get in at the kerb.
  const [kerb, road] = look.kerb === "left" ? (["left", "right"] as const) : (["right", "left"] as const);
  const skirt: Omit<Panel, "side"> = { level: 0, along: [], up: [0.08], colorAt: (_, row) => (row === 0 ? DARK : paint) };
  builder.hull([rear(0.4, 6.04, 1.25, 0.18), rear(1.3, 6.07, 1.26, 0.2)], paint, [
    {
      level: 0,
      side: "back",
      along: [0.03, 0.14, 0.38, 0.62, 0.86, 0.97],
      up: [0.12, 0.3, 0.4, 0.62, 0.8],
      colorAt: (column, row) => {
        if ((column === 1 || column === 5) && (row === 3 || row === 4)) return backLamp(look, column, row === 4);
        return row === 1 && column === 3 ? PLATE : paint;
      },
    },
    { ...skirt, side: kerb, along: [0.555, 0.692], colorAt: door },
    { ...skirt, side: road },
  ]);
  builder.hull([front(0.4, 6.04, 1.25, 0.18), front(1.3, 6.07, 1.26, 0.2)], paint, [
    {
      level: 0,
      side: "front",
      along: [0.03, 0.08, 0.2, 0.38, 0.62, 0.8, 0.92, 0.97],
      up: [0.12, 0.3, 0.4, 0.6],
      colorAt: (column, row) => (row === 3 ? (frontLamp(look, column) ?? paint) : row === 1 && column === 4 ? PLATE : paint),
    },
    { ...skirt, side: kerb, along: [0.217, 0.747], colorAt: door },
    { ...skirt, side: road },
  ]);
  builder.hull(
    [
      level(1.3, -6.07, 6.07, 1.26, 0.2),
      level(2.62, -6.03, 6.0, 1.25, 0.2),
      level(2.95, -5.98, 5.92, 1.2, 0.22),
      level(3.12, -5.8, 5.7, 1.02, 0.22),
    ],
    paint,
    [
      { level: 0, side: "left", ...windows, colorAt: flank },
      { level: 0, side: "right", ...windows, colorAt: flank },
      {
        level: 0,
        side: "front",
        along: [0.03, 0.97],
        up: [0.02, 0.94],
        colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint),
      },
      { level: 0, side: "back", along: [0.1, 0.9], up: [0.3, 0.86], colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint) },
      {
        level: 1,
        side: "front",
        along: [0.18, 0.82],
        up: [0.1, 0.86],
        colorAt: (column, row) => (column === 1 && row === 1 ? DARK : roof),
      },
    ],
  );
  addWheels(builder, look, wheels);
  return builder.build();
}
