import { BodyBuilder, type BodyParts, type Color, type Level, type Panel } from "./builder";
import { DARK, GLASS, PLATE, shaded, shadedGlass } from "./colors";
import { addArches, addWheels, backLamp, frontLamp, level, type Wheels } from "./largeVehicles";
import type { BodyLook } from "./look";
import type { Arch } from "./wheels";

const WHEELS: Wheels = { rear: -2.67, front: 3.3, radius: 0.48, half: 1.275, width: 0.3 };
const ARCH: Arch = { x: WHEELS.front, half: 0.6, bottom: 0.34, top: 1.32, outer: 1.258, inner: 0.8, axle: 0.48, radius: 0.56 };
const PILLAR: Color = [44, 48, 56];
/** Letters of the destination. */
const LETTERS: Color = [244, 176, 64];

/** A city bus, with two doors at the kerb. */
export function bus(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const paint: Color = look.color ?? [222, 172, 54];
  const [behind, before] = [ARCH.x - ARCH.half, ARCH.x + ARCH.half];
  const rear = (z: number, end: number, half: number, cut: number): Level => ({ ...level(z, -end, behind, half, cut), only: "back" });
  const front = (z: number, end: number, half: number, cut: number): Level => ({ ...level(z, before, end, half, cut), only: "front" });
  builder.hull([rear(0.28, 5.9, 1.2, 0.16), rear(0.4, 6.04, 1.25, 0.18)], DARK);
  builder.hull([front(0.28, 5.9, 1.2, 0.16), front(0.4, 6.04, 1.25, 0.18)], DARK);
  addArches(builder, ARCH, paint);
  const sides = { kerb: look.kerb ?? "right", road: look.kerb === "left" ? "right" : "left" } as const;
  const skirt = skirtPanel(paint);
  builder.hull([rear(0.4, 6.04, 1.25, 0.18), rear(1.3, 6.07, 1.26, 0.2)], paint, [
    lowerBack(look, paint),
    { ...doorPanel(paint, REAR_DOOR), side: sides.kerb },
    { ...skirt, side: sides.road },
  ]);
  builder.hull([front(0.4, 6.04, 1.25, 0.18), front(1.3, 6.07, 1.26, 0.2)], paint, [
    lowerFront(look, paint),
    { ...doorPanel(paint, FRONT_DOOR), side: sides.kerb },
    { ...skirt, side: sides.road },
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
      { ...windowBand(paint, WINDOWS_WITH_DOORS), side: sides.kerb },
      { ...windowBand(paint, WINDOWS), side: sides.road },
      ...upperEnds(paint),
    ],
  );
  addWheels(builder, look, WHEELS);
  return builder.build();
}

/** Shares of the bus's length at which panes begin and end in turn. */
const WINDOWS = [0.02, 0.15, 0.165, 0.3, 0.315, 0.45, 0.465, 0.6, 0.615, 0.75, 0.765, 0.9, 0.915, 0.985];
const WINDOWS_WITH_DOORS = [
  ...[0.02, 0.13, 0.145, 0.255, 0.27, 0.38, 0.395, 0.445, 0.455, 0.505],
  ...[0.52, 0.68, 0.695, 0.85, 0.865, 0.908, 0.917, 0.96],
];
/** The panes of the doors, as shares of the part of the body that each is in: behind the front wheels, and ahead of them. */
const shareBehind = (share: number) => (share * 12.14) / (6.07 + ARCH.x - ARCH.half);
const shareAhead = (share: number) => (share * 12.14 - 6.07 - ARCH.x - ARCH.half) / (6.07 - ARCH.x - ARCH.half);
const REAR_DOOR = [0.39, 0.395, 0.445, 0.455, 0.505, 0.51].map(shareBehind);
const FRONT_DOOR = [0.86, 0.865, 0.908, 0.917, 0.96, 0.965].map(shareAhead);

/** Below the windows. */
function skirtPanel(paint: Color): Omit<Panel, "side"> {
  return { level: 0, along: [], up: [0.08, 0.3], colorAt: (_, row) => (row === 0 ? DARK : row === 1 ? shaded(paint, 0.78) : paint) };
}

/** The same with a door of two leaves. */
function doorPanel(paint: Color, along: readonly number[]): Omit<Panel, "side"> {
  const skirt = skirtPanel(paint);
  return {
    ...skirt,
    along,
    colorAt: (column, row) => {
      if (column === 0 || column === along.length) return skirt.colorAt(column, row);
      return column % 2 === 0 && row > 0 ? GLASS : PILLAR;
    },
  };
}

/** A dark band of panes with seats behind their lower part. */
function windowBand(paint: Color, along: readonly number[]): Omit<Panel, "side"> {
  const pane = (row: number): Color => (row === 0 ? shadedGlass(0.74) : GLASS);
  return {
    level: 0,
    along,
    up: [0.28, 0.92],
    colorAt: (column, row) => {
      if (row === 2 || column === 0 || column === along.length) return paint;
      return column % 2 === 1 ? pane(row) : PILLAR;
    },
  };
}

function lowerFront(look: BodyLook, paint: Color): Panel {
  return {
    level: 0,
    side: "front",
    along: [0.03, 0.08, 0.22, 0.38, 0.62, 0.78, 0.92, 0.97],
    up: [0.1, 0.22, 0.36, 0.6],
    colorAt: (column, row) => {
      if (row === 0) return DARK;
      if (row === 2 && column === 4) return PLATE;
      if (row < 3) return row === 1 ? shaded(paint, 0.72) : paint;
      return row === 3 ? (frontLamp(look, column) ?? paint) : paint;
    },
  };
}

/** Lamps one above the other, and the engine behind a grille. */
function lowerBack(look: BodyLook, paint: Color): Panel {
  const grille: Color = [66, 64, 58];
  return {
    level: 0,
    side: "back",
    along: [0.03, 0.13, 0.3, 0.7, 0.87, 0.97],
    up: [0.12, 0.24, 0.36, 0.5, 0.64, 0.82],
    colorAt: (column, row) => {
      if (row === 0) return DARK;
      if ((column === 1 || column === 5) && (row === 3 || row === 4)) return backLamp(look, column, row === 4);
      if (column === 3 && row === 2) return PLATE;
      if (column === 3 && (row === 3 || row === 5)) return grille;
      return row === 1 ? shaded(paint, 0.72) : paint;
    },
  };
}

/** Windscreen and rear window, with where the bus goes above them. */
function upperEnds(paint: Color): Panel[] {
  return [
    {
      level: 0,
      side: "front",
      along: [0.03, 0.492, 0.508, 0.97],
      up: [0.2, 0.96],
      colorAt: (column, row) => {
        if (column === 0 || column === 4 || row === 2) return paint;
        return column === 2 ? PILLAR : row === 0 ? shadedGlass(0.74) : GLASS;
      },
    },
    {
      level: 0,
      side: "back",
      along: [0.08, 0.92],
      up: [0.16, 0.36, 0.9],
      colorAt: (column, row) => (column !== 1 || row === 0 || row === 3 ? paint : row === 1 ? shadedGlass(0.74) : GLASS),
    },
    {
      level: 1,
      side: "front",
      along: [0.14, 0.24, 0.3, 0.34, 0.6, 0.64, 0.74, 0.86],
      up: [0.3, 0.7],
      colorAt: (column, row) => {
        if (column === 0 || column === 8) return paint;
        return row === 1 && (column === 2 || column === 4 || column === 6) ? LETTERS : DARK;
      },
    },
    {
      level: 1,
      side: "back",
      along: [0.34, 0.66],
      up: [0.14, 0.84],
      colorAt: (column, row) => (column === 1 && row === 1 ? DARK : paint),
    },
  ];
}
