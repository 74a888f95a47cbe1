import { BodyBuilder, type BodyParts, type Color, type Level } from "./builder";
import { DARK, GLASS, PLATE, shaded } from "./colors";
import { addArches, addWheels, backLamp, frontLamp, level, type Wheels } from "./largeVehicles";
import type { BodyLook } from "./look";
import type { Arch } from "./wheels";

/** A delivery van. */
export function van(look: BodyLook): BodyParts {
  const { color, detail } = look;
  const builder = new BodyBuilder(detail);
  const paint: Color = color ?? [228, 229, 226];
  const line = shaded(paint, 0.9);
  const wheels: Wheels = { rear: -1.67, front: 1.9, radius: 0.35, half: 0.985, width: 0.24, isArched: true };
  const arch: Arch = { x: wheels.front, half: 0.5, bottom: 0.28, top: 0.97, outer: 0.995, inner: 0.62, axle: 0.35, radius: 0.42 };
  const rearArch: Arch = { ...arch, x: wheels.rear };
  const [behind, before] = [arch.x - arch.half, arch.x + arch.half];
  const [hind, ahead] = [rearArch.x - arch.half, rearArch.x + arch.half];
  const rear = (z: number, back: number, half: number, cut: number): Level => ({ ...level(z, back, hind, half, cut), only: "back" });
  const middle = (z: number, half: number): Level => level(z, ahead, behind, half, 0);
  const front = (z: number, end: number, half: number, cut: number): Level => ({ ...level(z, before, end, half, cut), only: "front" });
  builder.hull([rear(0.24, -2.9, 0.92, 0.14), rear(0.42, -2.96, 0.99, 0.18)], DARK);
  builder.hull([front(0.24, 2.8, 0.92, 0.14), front(0.42, 2.96, 0.99, 0.18)], DARK);
  builder.hull([middle(0.24, 0.92), middle(0.42, 0.99)], DARK);
  builder.hull([middle(0.42, 0.99), middle(0.95, 1)], paint);
  addArches(builder, arch, paint);
  addArches(builder, rearArch, paint);
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
