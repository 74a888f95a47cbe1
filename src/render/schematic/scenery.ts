import type { Rgb, SceneKind } from "@/core/document";

export type FlatRectangle = { color: Rgb; left: number; top: number; right: number; bottom: number };

const WHITE: Rgb = [255, 255, 255];
const PAVEMENT: Rgb = [200, 200, 200];

const area = (color: Rgb, left: number, top: number, right: number, bottom: number): FlatRectangle => ({
  color,
  left,
  top,
  right,
  bottom,
});

/** OpenCV's filled rectangle: both corners are included. */
const inclusive = (color: Rgb, left: number, top: number, right: number, bottom: number): FlatRectangle =>
  area(color, left, top, right + 1, bottom + 1);

/** OpenCV's vertical line of thickness 2: three columns, and one more pixel at each end. */
function uprightLine(color: Rgb, x: number, top: number, bottom: number): FlatRectangle[] {
  return [inclusive(color, x - 1, top, x + 1, bottom), inclusive(color, x, top - 1, x, bottom + 1)];
}

function highway(width: number, height: number): FlatRectangle[] {
  const roadTop = Math.floor(height / 3);
  const lines: FlatRectangle[] = [];
  for (let lane = 2; lane < width - 20; lane += 40) lines.push(...uprightLine(WHITE, lane, roadTop + 20, height - 20));
  return [area([50, 80, 50], 0, 0, width, height), area([60, 60, 60], 0, roadTop, width, height), ...lines];
}

function urbanIntersection(width: number, height: number): FlatRectangle[] {
  const middle = Math.floor(height / 2);
  const stripes: FlatRectangle[] = [];
  for (let stripe = 0; stripe < width; stripe += 20) stripes.push(inclusive(WHITE, stripe, middle - 30, stripe + 10, middle + 30));
  return [area([100, 100, 100], 0, 0, width, height), ...stripes];
}

function schoolZone(width: number, height: number): FlatRectangle[] {
  return [
    area([120, 150, 80], 0, 0, width, height),
    inclusive(PAVEMENT, 0, 0, width, 50),
    inclusive(PAVEMENT, 0, height - 50, width, height),
    inclusive([255, 255, 0], width - 100, 20, width - 20, 80),
  ];
}

/** Two rows of bays on either side of a lane; the specification names the scene but does not define its picture. */
function parkingLot(width: number, height: number): FlatRectangle[] {
  const bay = Math.max(8, Math.floor(width / 14));
  const depth = Math.floor(height / 4);
  const lines: FlatRectangle[] = [];
  for (let x = bay; x < width; x += bay) {
    lines.push(area(WHITE, x - 1, Math.floor(height / 6), x + 2, Math.floor(height / 6) + depth));
    lines.push(area(WHITE, x - 1, height - depth, x + 2, height));
  }
  return [
    area([84, 84, 88], 0, 0, width, height),
    area([104, 120, 96], 0, 0, width, Math.floor(height / 6)),
    ...lines,
    area(WHITE, 0, Math.floor(height / 6) + depth, width, Math.floor(height / 6) + depth + 3),
  ];
}

/** House fronts, a pavement, a street and a lawn. */
function residential(width: number, height: number): FlatRectangle[] {
  const at = (share: number) => Math.floor(height * share);
  const houses: FlatRectangle[] = [];
  const plot = Math.max(16, Math.floor(width / 6));
  for (let x = 0; x < width; x += plot) {
    houses.push(area([150, 110, 90], x + Math.floor(plot / 8), at(0.08), x + Math.floor((plot * 7) / 8), at(0.3)));
    houses.push(area([90, 70, 60], x + Math.floor(plot * 0.44), at(0.2), x + Math.floor(plot * 0.56), at(0.3)));
  }
  return [
    area([96, 136, 84], 0, 0, width, height),
    ...houses,
    area(PAVEMENT, 0, at(0.38), width, at(0.46)),
    area([76, 76, 80], 0, at(0.46), width, at(0.86)),
    area(PAVEMENT, 0, at(0.86), width, at(0.92)),
  ];
}

/** Two side windows, the seat and its headrest. */
function inCabin(width: number, height: number): FlatRectangle[] {
  const [x, y] = [(share: number) => Math.floor(width * share), (share: number) => Math.floor(height * share)];
  return [
    area([46, 46, 50], 0, 0, width, height),
    area([150, 170, 190], x(0.04), y(0.12), x(0.3), y(0.5)),
    area([150, 170, 190], x(0.7), y(0.12), x(0.96), y(0.5)),
    area([86, 80, 74], x(0.34), y(0.36), x(0.66), height),
    area([100, 92, 84], x(0.42), y(0.16), x(0.58), y(0.36)),
  ];
}

const SCENERY: Record<SceneKind, (width: number, height: number) => FlatRectangle[]> = {
  highway,
  urban_intersection: urbanIntersection,
  school_zone: schoolZone,
  parking_lot: parkingLot,
  residential,
  in_cabin: inCabin,
};

/**
 * The flat background of a scene, from back to front, in whole pixels. The first three match the specification's `generate_background`
 * pixel by pixel.
 */
export function flatScenery(kind: SceneKind, width: number, height: number): FlatRectangle[] {
  return SCENERY[kind](width, height);
}
