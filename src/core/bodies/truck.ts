import { SURFACE } from "@/raster";
import { BodyBuilder, type BodyParts, type Color, type Level } from "./builder";
import { DARK, GLASS, METAL, PLATE, shaded } from "./colors";
import { lampColor } from "./lamps";
import { addArches, addWheels, frontLamp, level, type Wheels } from "./largeVehicles";
import type { BodyLook } from "./look";
import { chosen } from "./wardrobe";
import type { Arch } from "./wheels";

const PAINTS: readonly Color[] = [
  [190, 62, 52],
  [44, 92, 152],
  [58, 116, 92],
  [206, 160, 58],
];
const BOX: Color = [232, 233, 230];
const WHEELS: Wheels = { rear: -2, front: 2.75, radius: 0.48, half: 1.24, frontHalf: 1.15, width: 0.32 };
/** What lorries carry along their edges, so that headlamps show their outline. */
const CONTOUR: Color = [206, 44, 40, SURFACE.reflector];

/** A lorry with two axles and a box body. */
export function truck(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const paint: Color = look.color ?? chosen(PAINTS, look, 62);
  builder.box([-3.9, -0.5, 0.6], [3.4, 0.5, 0.95], DARK);
  for (const side of [-1, 1]) {
    builder.box([-0.9, side * 0.7, 0.45], [1.3, side * 1.16, 0.9], shaded(DARK, 1.25));
    // A guard between the wheels, and a mirror.
    for (const z of builder.isPlain ? [0.62] : [0.5, 0.74])
      builder.box([-1.3, side * 1.17, z], [1.9, side * 1.2, z + 0.13], shaded(METAL, 1.1));
    if (!builder.isPlain) builder.box([3.78, side * 1.13, 1.72], [3.9, side * 1.24, 2.3], DARK);
  }
  addRear(builder, look);
  addBox(builder, paint);
  addCab(builder, look, paint);
  addWheels(builder, look, WHEELS);
  return builder.build();
}

/** The bumper with lamps and number plate, and flaps behind the wheels. */
function addRear(builder: BodyBuilder, look: BodyLook): void {
  builder.box([-4.1, -1.15, 0.5], [-4.02, 1.15, 0.66], shaded(METAL, 0.8));
  builder.box([-4.07, -1.2, 0.76], [-3.98, 1.2, 0.98], DARK);
  builder.box([-4.09, -0.28, 0.79], [-4.07, 0.28, 0.92], PLATE);
  for (const side of [-1, 1]) {
    const across = (from: number, to: number, color: Color) => {
      const [right, left] = side < 0 ? [-to, -from] : [from, to];
      builder.box([-4.1, right, 0.79], [-4.06, left, 0.95], color);
    };
    across(0.78, 1.06, lampColor(look, "brake"));
    across(1.06, 1.18, lampColor(look, side > 0 ? "left" : "right"));
    builder.box([-2.66, side * 0.8 - 0.16, 0.26], [-2.63, side * 0.8 + 0.16, 0.9], DARK);
  }
}

/** The box body: rails along its edges, the owner's colour on both sides, and two doors at its back with bars that lock them. */
function addBox(builder: BodyBuilder, paint: Color): void {
  const rail = shaded(BOX, 0.74);
  const flank = (_: number, row: number): Color => {
    if (row === 0 || row === 4) return rail;
    return row === 2 ? paint : BOX;
  };
  const door = (column: number, row: number): Color => {
    if (column === 0 || column === 12) return row === 1 ? CONTOUR : rail;
    if (row === 0 || row === 2) return rail;
    if (column === 6) return shaded(BOX, 0.5);
    return column % 2 === 0 ? shaded(METAL, 0.85) : BOX;
  };
  builder.hull([level(1.0, -4.1, 1.95, 1.22, 0.03), level(3.45, -4.1, 1.95, 1.22, 0.03)], BOX, [
    { level: 0, side: "left", along: [], up: [0.04, 0.3, 0.46, 0.97], colorAt: flank },
    { level: 0, side: "right", along: [], up: [0.04, 0.3, 0.46, 0.97], colorAt: flank },
    {
      level: 0,
      side: "back",
      along: [0.03, 0.17, 0.19, 0.36, 0.38, 0.494, 0.506, 0.62, 0.64, 0.81, 0.83, 0.97],
      up: [0.04, 0.965],
      colorAt: door,
    },
  ]);
}

function addCab(builder: BodyBuilder, look: BodyLook, paint: Color): void {
  const arch: Arch = { x: WHEELS.front, half: 0.65, bottom: 0.5, top: 1.14, outer: 1.155, inner: 0.74, axle: 0.48, radius: 0.57 };
  addArches(builder, arch, paint);
  const before = arch.x + arch.half;
  const bumper = (z: number, end: number, half: number, cut: number): Level => ({ ...level(z, before, end, half, cut), only: "front" });
  builder.hull([bumper(0.45, 4.06, 1.15, 0.12), bumper(1.12, 4.1, 1.16, 0.14)], paint, [
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
      level(1.12, 2.1, 4.1, 1.16, 0.14),
      level(1.75, 2.1, 4.08, 1.16, 0.14),
      level(2.75, 2.1, 3.92, 1.1, 0.14),
      level(2.9, 2.14, 3.7, 1.02, 0.14),
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
}
