import { power } from "@/core/exact";
import type { Rgb } from "@/core/document";
import type { Box, FrameState } from "@/core/scene";
import { DROP_FIELD, DROP_PICTURE, NOISE_SHEET, grain, lensDropsOf, lightTowardsCorner, noisePlace, type LensDrop } from "../sensor";
import { blendPixel, type Pixels } from "./blend";

/*
 * Effects of the camera itself, on pixels in memory: the same as on a canvas in the picture world, in integer arithmetic.
 */

let gains: { key: string; table: Uint16Array } | null = null;

/** Whether exposure or vignetting change anything. */
export const isDeveloped = ({ sensor }: FrameState): boolean => sensor !== undefined && (sensor.exposure !== 0 || sensor.vignetting !== 0);

/** Exposure and vignetting in a region: they depend on a pixel's colour and position, not on the frame. */
export function develop({ data, width, height }: Pixels, { sensor }: FrameState, region: Box): void {
  if (!sensor) return;
  const table = gainsOf(sensor, width, height);
  for (let row = region.y; row < region.y + region.height; row++)
    for (let column = region.x; column < region.x + region.width; column++) {
      const gain = table[row * width + column] ?? 256;
      const at = (row * width + column) * 4;
      // The array clamps values to 255.
      data[at] = ((data[at] ?? 0) * gain + 128) >> 8;
      data[at + 1] = ((data[at + 1] ?? 0) * gain + 128) >> 8;
      data[at + 2] = ((data[at + 2] ?? 0) * gain + 128) >> 8;
    }
}

/** The factor for each pixel, in 256ths. */
function gainsOf({ exposure, vignetting }: NonNullable<FrameState["sensor"]>, width: number, height: number): Uint16Array {
  const key = `${exposure} ${vignetting} ${width}x${height}`;
  if (gains?.key === key) return gains.table;
  const table = new Uint16Array(width * height);
  const gain = 256 * power(2, exposure);
  const half = (width * width + height * height) / 4;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const [x, y] = [column + 0.5 - width / 2, row + 0.5 - height / 2];
      table[row * width + column] = Math.round(gain * lightTowardsCorner((x * x + y * y) / half, vignetting));
    }
  gains = { key, table };
  return table;
}

let sheet: { key: string; data: Uint8ClampedArray } | null = null;

/** Sensor noise, different in every frame. */
export function addNoise({ data, width, height }: Pixels, { sensor, seed, frame }: FrameState): void {
  if (!sensor || sensor.noise === 0) return;
  const key = `${seed} ${sensor.noise}`;
  if (sheet?.key !== key) {
    const made = new Uint8ClampedArray(NOISE_SHEET * NOISE_SHEET * 4);
    grain(made, seed, sensor);
    sheet = { key, data: made };
  }
  const grains = sheet.data;
  const { left, top } = noisePlace(seed, frame);
  for (let row = 0; row < height; row++) {
    const sheetRow = ((row - top) % NOISE_SHEET) * NOISE_SHEET;
    for (let column = 0; column < width; column++) {
      const from = (sheetRow + ((column - left) % NOISE_SHEET)) * 4;
      const at = (row * width + column) * 4;
      const opacity = grains[from + 3] ?? 0;
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      data[at] = r + ((((grains[from] ?? 0) - r) * opacity) >> 8);
      data[at + 1] = g + ((((grains[from + 1] ?? 0) - g) * opacity) >> 8);
      data[at + 2] = b + ((((grains[from + 2] ?? 0) - b) * opacity) >> 8);
    }
  }
}

/** Raindrops on the lens, each with a small, blurred, upside-down picture of its surroundings. */
export function addLensDrops(pixels: Pixels, state: FrameState): void {
  const drops = lensDropsOf(state);
  if (drops.length === 0) return;
  // Drops refract the scene, not other drops.
  const scene = { ...pixels, data: pixels.data.slice() };
  for (const drop of drops) drawDrop(pixels, drop, fieldOf(scene, drop));
}

/** Mean colours of a grid over the area that a drop shows, from its top left. */
function fieldOf({ data, width, height }: Pixels, { box }: LensDrop): Rgb[] {
  const [wide, high] = [Math.min(width, box.width * DROP_FIELD), Math.min(height, box.height * DROP_FIELD)];
  const left = Math.floor(Math.min(width - wide, Math.max(0, box.x + box.width / 2 - wide / 2)));
  const top = Math.floor(Math.min(height - high, Math.max(0, box.y + box.height / 2 - high / 2)));
  return Array.from({ length: DROP_PICTURE * DROP_PICTURE }, (_, cell) => {
    const [row, column] = [Math.floor(cell / DROP_PICTURE), cell % DROP_PICTURE];
    const edge = (start: number, length: number, index: number) => start + Math.floor((length * index) / DROP_PICTURE);
    const [x0, x1] = [edge(left, wide, column), Math.max(edge(left, wide, column) + 1, edge(left, wide, column + 1))];
    const [y0, y1] = [edge(top, high, row), Math.max(edge(top, high, row) + 1, edge(top, high, row + 1))];
    const sum = [0, 0, 0];
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++)
        for (let part = 0; part < 3; part++) sum[part] = (sum[part] ?? 0) + (data[(y * width + x) * 4 + part] ?? 0);
    const count = (x1 - x0) * (y1 - y0);
    return [(sum[0] ?? 0) / count, (sum[1] ?? 0) / count, (sum[2] ?? 0) / count];
  });
}

function drawDrop({ data, width, height }: Pixels, { box, alpha }: LensDrop, field: readonly Rgb[]): void {
  for (let row = Math.max(0, box.y); row < Math.min(height, box.y + box.height); row++)
    for (let column = Math.max(0, box.x); column < Math.min(width, box.x + box.width); column++) {
      const [across, down] = [(column + 0.5 - box.x) / box.width, (row + 0.5 - box.y) / box.height];
      const [x, y] = [2 * across - 1, 2 * down - 1];
      const out = Math.sqrt(x * x + y * y);
      if (out >= 1) continue;
      const edge = out < 0.78 ? 0.95 : (0.95 * (1 - out)) / 0.22;
      // Darker towards the rim, a little lighter above the middle.
      const shade = out < 0.6 ? 1 + 0.1 * (0.6 - out) : 1 - (out - 0.6);
      const color = fieldAt(field, 1 - across, 1 - down);
      const lit: Rgb = [Math.min(255, color[0] * shade), Math.min(255, color[1] * shade), Math.min(255, color[2] * shade)];
      blendPixel(data, (row * width + column) * 4, lit, Math.round(256 * alpha * edge));
    }
}

/** The field at shares of its width and height, interpolated between its cells' centres. */
function fieldAt(field: readonly Rgb[], across: number, down: number): Rgb {
  const last = DROP_PICTURE - 1;
  const [x, y] = [Math.max(0, Math.min(last, across * DROP_PICTURE - 0.5)), Math.max(0, Math.min(last, down * DROP_PICTURE - 0.5))];
  const [column, row] = [Math.min(last - 1, Math.floor(x)), Math.min(last - 1, Math.floor(y))];
  const [right, lower] = [x - column, y - row];
  const at = (index: 0 | 1 | 2) => {
    const cell = (c: number, r: number) => field[r * DROP_PICTURE + c]?.[index] ?? 0;
    const upper = cell(column, row) + (cell(column + 1, row) - cell(column, row)) * right;
    const under = cell(column, row + 1) + (cell(column + 1, row + 1) - cell(column, row + 1)) * right;
    return upper + (under - upper) * lower;
  };
  return [at(0), at(1), at(2)];
}
