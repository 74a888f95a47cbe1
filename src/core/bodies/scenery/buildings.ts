import { hashUnit } from "../../random";
import type { SceneryItem } from "../../world/scenery";
import type { BodyBuilder, Color, Panel, Point } from "../builder";
import { WINDOW, shaded } from "../colors";

/*
 * Buildings face x: their front is towards the road. Windows and doors are parts of the wall, not on it, so that nothing flickers however
 * far away they are. Colours are quiet, so that road users stand out against them.
 */

const WALLS: readonly Color[] = [
  [218, 209, 194],
  [201, 186, 166],
  [225, 220, 211],
  [182, 148, 128],
  [160, 112, 96],
  [198, 201, 196],
  [208, 194, 158],
  [172, 176, 178],
  [190, 170, 160],
];
const ROOFS: readonly Color[] = [
  [140, 86, 70],
  [116, 80, 70],
  [88, 92, 98],
  [104, 98, 90],
  [126, 98, 84],
];
const DOORS: readonly Color[] = [
  [96, 62, 52],
  [52, 76, 70],
  [62, 72, 92],
  [124, 56, 52],
  [70, 66, 64],
];
const SIGNS: readonly Color[] = [
  [64, 92, 96],
  [132, 66, 58],
  [74, 82, 110],
  [168, 128, 66],
  [84, 96, 74],
  [96, 72, 88],
];
const GLASS: Color = [92, 108, 120];
const CURTAIN: Color = [196, 198, 194];
const FRAME: Color = [232, 231, 226];
const SHOP_GLASS: Color = [112, 130, 138];
const STOREY = 2.9;
/** Walls stand back from the footprint by this much (metres), for eaves and steps. */
const EAVES = 0.35;

const chosen = <Value>(values: readonly Value[], fallback: Value, seed: number, purpose: number): Value =>
  values[Math.floor(hashUnit(seed, purpose) * values.length)] ?? fallback;

type Walls = { readonly back: number; readonly front: number; readonly half: number; readonly top: number };

/** Shares of a wall's width and height at which its windows begin and end. */
function windowColumns(count: number, width: number, window: number): number[] {
  return Array.from({ length: count }, (_, index) => (index + 0.5) / count).flatMap((centre) => [
    centre - window / 2 / width,
    centre + window / 2 / width,
  ]);
}

const windowRows = (storeys: number, top: number): number[] =>
  Array.from({ length: storeys }, (_, storey) => [storey * STOREY + 0.85, storey * STOREY + 2.25]).flatMap(([from = 0, to = 0]) => [
    from / top,
    Math.min(0.97, to / top),
  ]);

/** Share of a building's windows behind which there is light in the dark. */
const LIT_WINDOWS = 0.36;
/** Share of shops with light in their windows. */
const LIT_SHOPS = 0.6;

/** What gives light in the dark. */
const glowing = ([red, green, blue]: Color): Color => [red, green, blue, WINDOW];

/** A window pane: most are dark, some have curtains, and behind some there is light in the dark. */
function paneOf(seed: number, column: number, row: number): Color {
  const pane = hashUnit(seed, 31, column, row) < 0.22 ? CURTAIN : shaded(GLASS, 0.86 + 0.28 * hashUnit(seed, 32, column, row));
  return hashUnit(seed, 33, column, row) < LIT_WINDOWS ? glowing(pane) : pane;
}

/** A wall with rows of windows. @param door the column in which the ground floor has a door; −1 for none */
function windowedSide(side: Panel["side"], seed: number, across: number[], up: number[], wall: Color, door: number, paint: Color): Panel {
  const colorAt = (column: number, row: number): Color => {
    if (column === door && row <= 1) return paint;
    if (column % 2 === 1 && row % 2 === 1) return paneOf(seed, column, row);
    return row === 0 ? shaded(wall, 0.93) : wall;
  };
  return { level: 0, side, along: across, up, colorAt };
}

/** Where walls stand within an item's footprint, and how high they are. */
function wallsOf({ dimensions: { length, width } }: SceneryItem, top: number, aside: number): Walls {
  return { back: -length / 2 + EAVES, front: length / 2 - EAVES, half: width / 2 - aside, top };
}

function addWalls(builder: BodyBuilder, { back, front, half, top }: Walls, wall: Color, panels: readonly Panel[]): void {
  const level = (z: number) => ({ z, back, front, half, cut: 0 });
  builder.hull([level(0), level(top)], wall, panels);
}

/** A roof over walls: a ridge along or across the road, four slopes, or none. */
function addRoof(
  builder: BodyBuilder,
  kind: "along" | "across" | "hip" | "flat",
  walls: Walls,
  height: number,
  roof: Color,
  wall: Color,
): void {
  const [back, front, half] = [walls.back - 0.3, walls.front + 0.3, walls.half + 0.12];
  const [low, middle] = [walls.top - 0.05, (back + front) / 2];
  if (kind === "flat") {
    builder.box(
      [walls.back - 0.06, -walls.half - 0.06, walls.top - 0.02],
      [walls.front + 0.06, walls.half + 0.06, walls.top + 0.4],
      shaded(wall, 0.86),
    );
    return;
  }
  // Gables continue the wall below them: a narrow edge between the two would flicker from afar.
  if (kind === "along") {
    const ring = (y: number): Point[] => [
      [front, y, low],
      [middle, y, height],
      [back, y, low],
    ];
    builder.loft([ring(-walls.half), ring(walls.half)], (_, edge) => (edge === 2 ? shaded(wall, 0.8) : roof), wall);
    return;
  }
  if (kind === "across") {
    const ring = (x: number): Point[] => [
      [x, half, low],
      [x, 0, height],
      [x, -half, low],
    ];
    builder.loft([ring(walls.back), ring(walls.front)], (_, edge) => (edge === 2 ? shaded(wall, 0.8) : roof), wall);
    return;
  }
  const inset = Math.min(half * 0.98, (front - back) / 2);
  const eaves: Point[] = [
    [back, -half, low],
    [front, -half, low],
    [front, half, low],
    [back, half, low],
  ];
  const ridge: Point[] = [
    [middle - 0.01, -half + inset, height],
    [middle + 0.01, -half + inset, height],
    [middle + 0.01, half - inset, height],
    [middle - 0.01, half - inset, height],
  ];
  builder.loft([eaves, ridge], roof);
}

/** Height of a roof above walls of a depth (metres). */
export const ROOF_HEIGHTS = { detached: 3, terraced: 2.6, flat: 0.4 } as const;

/** A house for a family or two, alone or in a row. Rows are narrower than deep. */
export function house(builder: BodyBuilder, item: SceneryItem, detail: number): void {
  const { seed, dimensions } = item;
  const { width, height, length } = dimensions;
  const inRow = width < length;
  const wall = chosen(WALLS, [210, 200, 186], seed, 1);
  const roof = chosen(ROOFS, [120, 84, 72], seed, 2);
  const pick = hashUnit(seed, 3);
  const kind = inRow ? "along" : pick < 0.45 ? "along" : pick < 0.7 ? "hip" : "across";
  const top = height - (inRow ? ROOF_HEIGHTS.terraced : ROOF_HEIGHTS.detached);
  const storeys = Math.max(1, Math.floor((top + 0.3) / STOREY));
  const walls = wallsOf(item, top, inRow ? 0.01 : 0.25);
  const across = Math.max(2, Math.round(width / 3));
  const columns = windowColumns(across, width, 1.15);
  const door = 2 * Math.floor(hashUnit(seed, 4) * across) + 1;
  const paint = chosen(DOORS, [96, 62, 52], seed, 5);
  const panels = [windowedSide("front", seed, columns, windowRows(storeys, top), wall, door, paint)];
  if (!inRow && detail > 0.5)
    for (const side of ["left", "right"] as const)
      panels.push(windowedSide(side, seed + 1, windowColumns(2, length, 1), windowRows(storeys, top), wall, -1, paint));
  addWalls(builder, walls, wall, panels);
  addRoof(builder, kind, walls, height - 0.02, roof, wall);
  if (hashUnit(seed, 6) < 0.75) {
    const y = (hashUnit(seed, 7) - 0.5) * width * 0.6;
    const [x, z] = [-length * 0.12, height - 1.2];
    builder.box([x - 0.3, y - 0.35, z], [x + 0.3, y + 0.35, height + 0.5], shaded(wall, 0.7));
  }
  if (detail > 0.5) addSteps(builder, walls, across, door, width);
}

/** A step and a small roof at a front door. */
function addSteps(builder: BodyBuilder, { front }: Walls, across: number, door: number, width: number): void {
  // Columns of the front are counted from the right, which is towards −y.
  const y = (((door - 1) / 2 + 0.5) / across - 0.5) * width;
  builder.box([front, y - 0.75, 0], [front + EAVES - 0.02, y + 0.75, 0.14], [150, 146, 140]);
  builder.box([front, y - 0.8, 2.35], [front + EAVES - 0.02, y + 0.8, 2.47], [150, 146, 140]);
}

/** A shop on the ground floor, with a sign and perhaps an awning, and flats above it. */
export function shop(builder: BodyBuilder, item: SceneryItem, detail: number): void {
  const { seed, dimensions } = item;
  const { width, height } = dimensions;
  const wall = chosen(WALLS, [210, 200, 186], seed, 1);
  const sign = chosen(SIGNS, [64, 92, 96], seed, 8);
  const isFlat = hashUnit(seed, 3) < 0.5;
  const top = height - (isFlat ? ROOF_HEIGHTS.flat : ROOF_HEIGHTS.terraced);
  const walls = wallsOf(item, top, 0.01);
  const across = Math.max(2, Math.round(width / 2.6));
  const storeys = Math.max(1, Math.floor((top + 0.3) / STOREY));
  const upper = Array.from({ length: storeys - 1 }, (_, storey) => 3.6 + storey * STOREY).flatMap((z) => [z + 0.5, z + 1.9]);
  const rows = [0.4, 2.5, 3.2, ...upper].filter((z) => z < top - 0.2).map((z) => z / top);
  const columns = windowColumns(across, width, 1.3);
  const last = 2 * across;
  const door = 2 * Math.floor(hashUnit(seed, 4) * across) + 1;
  const pane = hashUnit(seed, 34) < LIT_SHOPS ? glowing(SHOP_GLASS) : SHOP_GLASS;
  const colorAt = (column: number, row: number): Color => {
    if (row === 2) return sign;
    if (row <= 1 && column === door) return shaded(SHOP_GLASS, 0.6);
    if (row === 0) return shaded(wall, 0.7);
    // Panes between posts: the wide columns are windows, the ones between them are narrow frames.
    if (row === 1) return column === 0 || column === last ? shaded(sign, 0.8) : column % 2 === 1 ? pane : shaded(SHOP_GLASS, 0.88);
    return column % 2 === 1 && row % 2 === 0 && row > 2 ? paneOf(seed, column, row) : wall;
  };
  addWalls(builder, walls, wall, [{ level: 0, side: "front", along: columns, up: rows, colorAt }]);
  addRoof(builder, isFlat ? "flat" : "along", walls, height - 0.02, chosen(ROOFS, [120, 84, 72], seed, 2), wall);
  if (detail > 0.5) addAwning(builder, walls, seed, sign);
  if (detail > 0.9) builder.box([walls.front, -width * 0.28, 2.72], [walls.front + 0.05, width * 0.28, 2.98], FRAME);
}

/** A striped awning over a shop window. */
function addAwning(builder: BodyBuilder, { front, half }: Walls, seed: number, sign: Color): void {
  if (hashUnit(seed, 9) > 0.6) return;
  const out = EAVES - 0.02 + 0.75;
  const stripes = 6;
  for (let stripe = 0; stripe < stripes; stripe++) {
    const y = (at: number) => -half * 0.9 + (1.8 * half * at) / stripes;
    const ring = (at: number): Point[] => [
      [front, y(at), 2.75],
      [front, y(at), 2.68],
      [front + out, y(at), 2.3],
      [front + out, y(at), 2.36],
    ];
    builder.loft([ring(stripe), ring(stripe + 1)], stripe % 2 === 0 ? shaded(sign, 1.15) : FRAME);
  }
}

/** A school: a long building with many windows, and an entrance under a gable with a clock. */
export function school(builder: BodyBuilder, item: SceneryItem): void {
  const { seed, dimensions } = item;
  const { width, height, length } = dimensions;
  const wall: Color = [176, 120, 98];
  const top = height - 1.6;
  const storeys = Math.max(1, Math.floor((top + 0.3) / STOREY));
  const walls = { ...wallsOf(item, top, 0.2), front: length / 2 - 1.6 };
  const across = Math.max(6, Math.round(width / 2.6));
  const rows = windowRows(storeys, top);
  addWalls(builder, walls, wall, [windowedSide("front", seed, windowColumns(across, width, 1.7), rows, wall, -1, wall)]);
  addRoof(builder, "hip", walls, height - 0.4, [96, 88, 84], wall);
  // The entrance stands before the rest.
  const [from, to] = [walls.front - 1, length / 2 - 0.2];
  const entrance: Walls = { back: from, front: to, half: 3, top: top + 0.2 };
  const doors = { level: 0, side: "front", along: [0.3, 0.5, 0.7], up: [2.4 / entrance.top, 2.9 / entrance.top] } as const;
  addWalls(builder, entrance, shaded(wall, 1.1), [
    {
      ...doors,
      colorAt: (column, row) => (row === 0 && (column === 1 || column === 2) ? [64, 84, 96] : row === 1 ? FRAME : shaded(wall, 1.1)),
    },
  ]);
  const ring = (x: number): Point[] => [
    [x, 3.2, entrance.top - 0.05],
    [x, 0, height],
    [x, -3.2, entrance.top - 0.05],
  ];
  builder.loft([ring(from), ring(to + 0.15)], [96, 88, 84], shaded(wall, 1.1));
  builder.limb([to + 0.15, 0, entrance.top + 0.35], [to + 0.2, 0, entrance.top + 0.35], 0.42, 0.42, FRAME, 14);
  builder.box([to + 0.2, -0.03, entrance.top + 0.33], [to + 0.22, 0.03, entrance.top + 0.64], [40, 40, 44]);
  builder.box([to + 0.2, -0.2, entrance.top + 0.32], [to + 0.22, 0.03, entrance.top + 0.38], [40, 40, 44]);
  builder.box([to, -1.9, 2.55], [length / 2, 1.9, 2.7], [92, 96, 100]);
}

/** A supermarket: a long flat building, glass along the front, a sign above it. */
export function market(builder: BodyBuilder, item: SceneryItem): void {
  const { seed, dimensions } = item;
  const { width, height } = dimensions;
  const wall: Color = [198, 196, 190];
  const sign = chosen(SIGNS, [64, 92, 96], seed, 8);
  const top = height - 0.4;
  const walls = wallsOf(item, top, 0.2);
  const panes = Math.max(4, Math.round(width / 4));
  const along = Array.from({ length: panes - 1 }, (_, index) => (index + 1) / panes);
  const colorAt = (column: number, row: number): Color => {
    if (row === 2) return sign;
    const isGlass = column > 0 && column < panes - 1;
    return row === 1 && isGlass ? shaded(SHOP_GLASS, 0.9 + 0.14 * (column % 2)) : row === 0 && isGlass ? shaded(wall, 0.75) : wall;
  };
  addWalls(builder, walls, wall, [{ level: 0, side: "front", along, up: [0.35 / top, 2.9 / top, 4.1 / top], colorAt }]);
  addRoof(builder, "flat", walls, height, wall, wall);
  builder.box([walls.front, -width * 0.16, 3.15], [walls.front + 0.08, width * 0.16, 3.85], FRAME);
}

/** Distant houses, without anything that could be seen at their distance. */
export function skyline(builder: BodyBuilder, { seed, dimensions: { length, width, height } }: SceneryItem): void {
  const count = Math.max(2, Math.round(width / 11));
  for (let index = 0; index < count; index++) {
    const random = (purpose: number) => hashUnit(seed, 40 + purpose, index);
    const [step, wall] = [width / count, chosen(WALLS, [210, 200, 186], seed, 60 + index)];
    const half = (step / 2) * (0.7 + 0.25 * random(1));
    const y = -width / 2 + (index + 0.5) * step;
    const [x, deep] = [(random(2) - 0.5) * length * 0.3, length * 0.3];
    const tall = height * (0.62 + 0.38 * random(3));
    const top = tall * 0.66;
    builder.box([x - deep, y - half, 0], [x + deep, y + half, top], shaded(wall, 0.92));
    const roof = chosen(ROOFS, [120, 84, 72], seed, 80 + index);
    const ring = (at: number): Point[] => [
      [x + deep + 0.3, at, top],
      [x, at, tall],
      [x - deep - 0.3, at, top],
    ];
    builder.loft([ring(y - half - 0.1), ring(y + half + 0.1)], roof, shaded(wall, 0.92));
  }
}
