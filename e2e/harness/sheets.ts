import { OCCLUDER_BODIES, bodyOf, litColors, type BodyKind } from "@/core/bodies";
import { withLight, withWeather, type LightCondition, type WeatherCondition } from "@/core/document";
import { placedFrame } from "@/core/scene";
import { usualScenery } from "@/core/world/scenery";
import { PRESETS } from "@/presets";
import { RoadPicture } from "@/render";
import { ROAD_USERS, ROAD_USER_KINDS, type RoadUserKind } from "@/core/world";
import { Raster, pinholeMatrix, rgb, type Mesh } from "@/raster";
import { drawStreet } from "@/raster/testing/street";

/** A picture's pixels, four bytes each. */
export type Picture = { width: number; height: number; data: Uint8Array };

const BACKGROUND = rgb(204, 208, 212);
const FLOOR = rgb(176, 180, 184);
const OCCLUDERS = {
  hedge: { length: 5, width: 1, height: 1.6 },
  bus_shelter: { length: 4.2, width: 1.6, height: 2.5 },
  container: { length: 6.06, width: 2.44, height: 2.59 },
  wall: { length: 5, width: 0.4, height: 1.8 },
  tree: { length: 4, width: 4, height: 6 },
  bin: { length: 0.5, width: 0.5, height: 1 },
  sign: { length: 0.1, width: 0.6, height: 2.6 },
};
const WALKERS: readonly RoadUserKind[] = ["adult", "child", "white_cane", "pram", "wheelchair", "dog", "cyclist"];

/** A street seen through a pinhole camera, as the rasteriser's tests draw it. */
export function street(): Picture {
  const raster = new Raster({ width: 1280, height: 720 });
  drawStreet(raster);
  raster.renderPicture({ background: rgb(176, 208, 232) });
  return { width: 1280, height: 720, data: new Uint8Array(raster.pixels().slice()) };
}

/** Conditions of the sheet of weathers: those of the sky, by day or at night, and those of the light under a clear sky. */
const SKIES: readonly (readonly [weather: WeatherCondition, light: LightCondition])[] = [
  ["sunny", "day"],
  ["cloudy", "day"],
  ["rainy", "day"],
  ["fog", "day"],
  ["snow", "day"],
  ["sunny", "low_sun"],
  ["sunny", "dusk"],
  ["sunny", "night"],
  ["rainy", "night"],
  ["fog", "night"],
];
const INTENSITIES = [0.3, 0.6, 1];

/** A road preset in all weathers and lights: one in each row, more intense from left to right. */
export function weathers(width = 320, preset = "road_dart_out", share = 0.4): Picture {
  const found = PRESETS.find(({ scenario }) => scenario.id === preset)?.scenario;
  if (!found?.road) throw new RangeError(`there is no road preset "${preset}"`);
  const base = { ...found, road: { ...found.road, scenery: found.road.scenery ?? usualScenery(found.seed) } };
  const step = found.video.width / width;
  const height = Math.floor(found.video.height / step);
  const whole = { width: width * INTENSITIES.length, height: height * SKIES.length };
  const data = new Uint8Array(whole.width * whole.height * 4);
  const picture = new RoadPicture(found.video.width, found.video.height);
  SKIES.forEach(([weather, light], row) =>
    INTENSITIES.forEach((intensity, column) => {
      const sky = withWeather(base, weather, weather === "sunny" ? 0 : intensity);
      const state = placedFrame(withLight(sky, light, weather === "sunny" ? intensity : 1), Math.floor(found.video.durationFrames * share));
      if (!state.road) throw new RangeError(`"${preset}" has no road`);
      picture.draw(state, state.road);
      const pixels = picture.raster.pixels();
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const to = ((row * height + y) * whole.width + column * width + x) * 4;
          for (let part = 0; part < 4; part++) data[to + part] = meanOf(pixels, found.video.width, x * step, y * step, step, part);
        }
    }),
  );
  return { ...whole, data };
}

/** The mean of a component over a square of pixels. */
function meanOf(pixels: Uint8ClampedArray, width: number, left: number, top: number, side: number, part: number): number {
  let [sum, count] = [0, 0];
  for (let y = Math.floor(top); y < Math.floor(top + side); y++)
    for (let x = Math.floor(left); x < Math.floor(left + side); x++, count++) sum += pixels[(y * width + x) * 4 + part] ?? 0;
  return Math.round(sum / Math.max(1, count));
}

/** Every body from eight sides. */
export function sides(cell = 200): Picture {
  const views = Array.from({ length: 8 }, (_, index) => ({ heading: 45 * index + 10, phase: 0 }));
  return sheet([...ROAD_USER_KINDS, ...OCCLUDER_BODIES], views, cell);
}

/** Pedestrians and cyclists in eight phases. */
export function phases(cell = 200): Picture {
  return sheet(
    WALKERS,
    Array.from({ length: 8 }, (_, index) => ({ heading: 290, phase: index / 8 })),
    cell,
  );
}

/** The bodies of the road that have a sheet of their own. */
export const SHEET_BODIES: readonly BodyKind[] = [...ROAD_USER_KINDS, ...OCCLUDER_BODIES];

/** One body from eight sides, counter-clockwise from its front: two rows of four. @param variant whose clothes, build or style it has */
export function bodySheet(kind: BodyKind, variant = 3, cell = 240): Picture {
  const [columns, rows] = [4, 2];
  const raster = new Raster({ width: columns * cell, height: rows * cell });
  const size = dimensionsOf(kind);
  const body = bodyOf(kind, size, { phase: 0.1, color: null, detail: 1, variant });
  for (let side = 0; side < columns * rows; side++) {
    const heading = 180 + 45 * side;
    const [x, y] = [(side % columns) + 0.5, Math.floor(side / columns) + 0.5];
    const matrix = cameraOn(size, heading, x * cell, y * cell, cell);
    raster.draw(floorOf(size.length / 2 + 0.1, size.width / 2 + 0.1), matrix, { painted: true });
    raster.draw({ ...body, colors: litColors(body, heading) }, matrix);
  }
  raster.renderPicture({ background: BACKGROUND });
  return { width: columns * cell, height: rows * cell, data: new Uint8Array(raster.pixels().slice()) };
}

function sheet(kinds: readonly BodyKind[], views: readonly { heading: number; phase: number }[], cell: number): Picture {
  const [width, height] = [views.length * cell, kinds.length * cell];
  const raster = new Raster({ width, height });
  kinds.forEach((kind, row) =>
    views.forEach(({ heading, phase }, column) => {
      const size = dimensionsOf(kind);
      const body = bodyOf(kind, size, { phase, color: null, detail: 1 });
      const matrix = cameraOn(size, heading, (column + 0.5) * cell, (row + 0.5) * cell, cell);
      raster.draw(floorOf(size.length / 2 + 0.1, size.width / 2 + 0.1), matrix, { painted: true });
      raster.draw({ ...body, colors: litColors(body, heading) }, matrix);
    }),
  );
  raster.renderPicture({ background: BACKGROUND });
  return { width, height, data: new Uint8Array(raster.pixels().slice()) };
}

function dimensionsOf(kind: BodyKind) {
  return kind in OCCLUDERS ? OCCLUDERS[kind as keyof typeof OCCLUDERS] : ROAD_USERS[kind as RoadUserKind].dimensions;
}

/** Sees a rotated body, from slightly above, filling a cell of the sheet. */
function cameraOn(
  { length, width, height }: { length: number; width: number; height: number },
  heading: number,
  cx: number,
  cy: number,
  cell: number,
) {
  const size = Math.hypot(length, width, height);
  const [turn, pitch] = [(heading * Math.PI) / 180, 0.21];
  const [c, s, cp, sp] = [Math.cos(turn), Math.sin(turn), Math.cos(pitch), Math.sin(pitch)];
  const rows = [
    [-s, -c, 0, 0],
    [-sp * c, sp * s, -cp, (cp * height) / 2],
    [cp * c, -cp * s, -sp, size * 3 + (sp * height) / 2],
  ];
  return pinholeMatrix({ fx: cell * 2.7, fy: cell * 2.7, cx, cy }, rows.flat());
}

function floorOf(x: number, y: number): Mesh {
  return {
    positions: new Float32Array([-x, -y, 0, x, -y, 0, x, y, 0, -x, y, 0]),
    indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
    colors: new Uint32Array(2).fill(FLOOR),
  };
}
