import { BodyBuilder, type BodyParts, type Color, type Level } from "./builder";
import { DARK, GLASS, LAMP, PLATE, RIM, TYRE, shaded } from "./colors";
import { lampColor } from "./lamps";
import type { BodyLook } from "./look";
import { SPOKES, addRim } from "./wheels";

const level = (z: number, back: number, front: number, half: number, cut = 0.12): Level => ({ z, back, front, half, cut });

/** Wheels on both sides, with their outer faces at the body's full width. @param look whose wheels have rolled by its phase */
function addWheels(builder: BodyBuilder, look: BodyLook, axles: readonly number[], radius: number, half: number, width: number): void {
  builder.setCycle((2 * Math.PI * radius) / SPOKES);
  for (const x of axles)
    for (const side of [-1, 1]) {
      const [outer, inner] = [side * half, side * (half - width)];
      builder.wheel([x, 0, radius * 1.02], side * (half - 0.012), inner, radius * 1.16, DARK, DARK, 18);
      builder.wheel([x, 0, radius], outer, inner, radius, TYRE, TYRE, 18);
      addRim(builder, [x, side * (half - 0.002), radius], radius * 0.64, (look.phase ?? 0) / SPOKES, side, RIM, DARK);
    }
}

export function van(look: BodyLook): BodyParts {
  const { color, detail } = look;
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [228, 229, 226];
  const line = shaded(paint, 0.9);
  builder.hull([level(0.24, -2.9, 2.8, 0.92, 0.14), level(0.42, -2.96, 2.96, 0.99, 0.18)], DARK);
  const side = (column: number, row: number): Color => {
    if (row === 0 || column === 3 || column === 5) return line;
    return column === 6 && row === 2 ? GLASS : paint;
  };
  const flank = { along: [0.01, 0.34, 0.48, 0.483, 0.66, 0.663, 0.86], up: [0.16, 0.5, 0.98] };
  builder.hull(
    [
      level(0.42, -2.96, 2.96, 0.99, 0.18),
      level(0.95, -2.965, 2.95, 1, 0.2),
      level(1.3, -2.95, 2.2, 1, 0.16),
      level(1.38, -2.95, 2.08, 1, 0.12),
    ],
    paint,
    [
      {
        level: 0,
        side: "front",
        along: [0.02, 0.22, 0.36, 0.64, 0.78, 0.98],
        up: [0.14, 0.4, 0.55, 0.95],
        colorAt: (column, row) =>
          row === 3 && (column === 1 || column === 5) ? LAMP : row === 1 && column === 3 ? PLATE : row === 3 ? DARK : paint,
      },
      {
        level: 0,
        side: "back",
        along: [0.02, 0.12, 0.498, 0.502, 0.88, 0.98],
        up: [0.1, 0.35, 0.4, 0.98],
        colorAt: (column, row) =>
          (column === 1 || column === 5) && row === 3
            ? lampColor(look, "brake")
            : column === 3
              ? line
              : row === 1 && column === 2
                ? PLATE
                : paint,
      },
    ],
  );
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
  addWheels(builder, look, [-1.67, 1.9], 0.35, 1.01, 0.24);
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
      along: [0.02, 0.1, 0.495, 0.505, 0.9, 0.98],
      up: [0.02, 0.06, 0.97],
      colorAt: (column, row) =>
        (column === 1 || column === 5) && row === 1 ? lampColor(look, "brake") : column === 3 ? shaded(box, 0.75) : box,
    },
  ]);
  builder.hull(
    [
      level(0.45, 2.1, 4.06, 1.2, 0.12),
      level(1.0, 2.1, 4.1, 1.22, 0.14),
      level(1.75, 2.1, 4.08, 1.22, 0.14),
      level(2.75, 2.1, 3.92, 1.16, 0.14),
      level(2.9, 2.14, 3.7, 1.08, 0.14),
    ],
    paint,
    [
      {
        level: 0,
        side: "front",
        along: [0.02, 0.22, 0.38, 0.62, 0.78, 0.98],
        up: [0.1, 0.35, 0.5, 0.9],
        colorAt: (column, row) =>
          row === 3 && (column === 1 || column === 5) ? LAMP : row === 1 && column === 3 ? PLATE : row < 3 ? DARK : paint,
      },
      {
        level: 1,
        side: "front",
        along: [0.12, 0.88],
        up: [0.15, 0.4, 0.55, 0.8],
        colorAt: (column, row) => (column === 1 && (row === 1 || row === 3) ? DARK : paint),
      },
      {
        level: 2,
        side: "front",
        along: [0.04, 0.96],
        up: [0.04, 0.86],
        colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint),
      },
      {
        level: 2,
        side: "left",
        along: [0.42, 0.92],
        up: [0.06, 0.84],
        colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint),
      },
      {
        level: 2,
        side: "right",
        along: [0.42, 0.92],
        up: [0.06, 0.84],
        colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint),
      },
    ],
  );
  addWheels(builder, look, [-2, 2.75], 0.48, 1.24, 0.32);
  return builder.build();
}

export function bus(look: BodyLook): BodyParts {
  const { color, detail } = look;
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [214, 164, 52];
  const roof: Color = shaded(paint, 0.92);
  const windows = { along: [0.02, 0.15, 0.165, 0.3, 0.315, 0.45, 0.465, 0.6, 0.615, 0.75, 0.765, 0.9, 0.915, 0.985], up: [0.06, 0.92] };
  const flank = (column: number, row: number): Color => (row === 1 && column % 2 === 1 ? GLASS : paint);
  const doors = (column: number, row: number): Color => {
    if (column === 1 || column === 4) return row === 1 ? GLASS : shaded(paint, 0.8);
    return row === 0 ? DARK : paint;
  };
  builder.hull([level(0.28, -5.9, 5.9, 1.2, 0.16), level(0.4, -6.04, 6.04, 1.25, 0.18)], DARK);
  builder.hull(
    [
      level(0.4, -6.04, 6.04, 1.25, 0.18),
      level(1.3, -6.07, 6.07, 1.26, 0.2),
      level(2.62, -6.03, 6.0, 1.25, 0.2),
      level(2.95, -5.98, 5.92, 1.2, 0.22),
      level(3.12, -5.8, 5.7, 1.02, 0.22),
    ],
    paint,
    [
      {
        level: 0,
        side: "front",
        along: [0.03, 0.2, 0.38, 0.62, 0.8, 0.97],
        up: [0.12, 0.3, 0.4, 0.6],
        colorAt: (column, row) => (row === 3 && (column === 1 || column === 5) ? LAMP : row === 1 && column === 3 ? PLATE : paint),
      },
      {
        level: 0,
        side: "back",
        along: [0.03, 0.14, 0.38, 0.62, 0.86, 0.97],
        up: [0.12, 0.3, 0.4, 0.8],
        colorAt: (column, row) =>
          row === 3 && (column === 1 || column === 5) ? lampColor(look, "brake") : row === 1 && column === 3 ? PLATE : paint,
      },
      { level: 0, side: "right", along: [0.4, 0.5, 0.505, 0.86, 0.955], up: [0.08], colorAt: doors },
      { level: 0, side: "left", along: [], up: [0.08], colorAt: (_, row) => (row === 0 ? DARK : paint) },
      { level: 1, side: "left", ...windows, colorAt: flank },
      { level: 1, side: "right", ...windows, colorAt: flank },
      {
        level: 1,
        side: "front",
        along: [0.03, 0.97],
        up: [0.02, 0.94],
        colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint),
      },
      { level: 1, side: "back", along: [0.1, 0.9], up: [0.3, 0.86], colorAt: (column, row) => (column === 1 && row === 1 ? GLASS : paint) },
      {
        level: 2,
        side: "front",
        along: [0.18, 0.82],
        up: [0.1, 0.86],
        colorAt: (column, row) => (column === 1 && row === 1 ? DARK : roof),
      },
    ],
  );
  addWheels(builder, look, [-2.67, 3.3], 0.48, 1.275, 0.3);
  return builder.build();
}
