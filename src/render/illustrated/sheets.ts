import type { Box, FrameState } from "@/core/scene";
import { cachedDrawing, type CachedDrawing, type RenderAssets } from "../assets";
import { createSurface, type Context2D } from "../surface";
import { traceOpenings } from "./places/place";

/**
 * A sheet of falling particles of the frame's size and the boxes around each of them, which may reach beyond it: it wraps around on all
 * sides. Consecutive frames move it as a whole, by whole pixels: nothing flickers.
 */
export type Sheet = CachedDrawing & { particles: readonly Box[] };

/** A sheet and how far it has moved at a frame, in whole pixels from 0 to less than its size. */
export type MovingSheet = { sheet: Sheet; x: number; y: number };

/** The non-negative remainder. */
export const modulo = (value: number, size: number): number => ((value % size) + size) % size;

/** Draws a box's particle wherever it appears in a sheet that wraps around: `draw` receives what to subtract. */
export function drawAround(box: Box, width: number, height: number, draw: (dx: number, dy: number) => void): void {
  for (const dx of box.x + box.width > width ? [0, width] : box.x < 0 ? [0, -width] : [0])
    for (const dy of box.y + box.height > height ? [0, height] : box.y < 0 ? [0, -height] : [0]) draw(dx, dy);
}

/** Sheets contain whole steps of particles, so that a slow change of intensity does not make a sheet for every frame. */
const STEP = 10;

/**
 * The sheet of the first particles of a layer, as many as `count` rounded to whole steps; null if that is zero. A sheet with one step
 * less, if there is one, is extended: that gives the same pixels as painting all of them.
 * @param paint draws a particle wherever the sheet wraps around, and returns its box
 */
export function sheetOf(
  key: string,
  count: number,
  { width, height, seed }: FrameState,
  assets: RenderAssets,
  paint: (context: Context2D, particle: number) => Box,
): Sheet | null {
  const whole = Math.round(count / STEP) * STEP;
  if (whole === 0) return null;
  const keyOf = (number: number) => `${key} ${number} ${seed} ${width}x${height}`;
  return assets.sheets.get(keyOf(whole), () => {
    const surface = createSurface(width, height);
    const less = assets.sheets.peek(keyOf(whole - STEP));
    if (less) surface.context.drawImage(less.surface.canvas, 0, 0);
    const particles = less ? [...less.particles] : [];
    for (let particle = particles.length; particle < whole; particle++) particles.push(paint(surface.context, particle));
    return { ...cachedDrawing(surface), particles };
  });
}

export function drawSheets(context: Context2D, sheets: readonly MovingSheet[]): void {
  for (const { sheet, x, y } of sheets) {
    const { canvas, width, height } = sheet.surface;
    for (const left of x === 0 ? [0] : [x, x - width])
      for (const top of y === 0 ? [0] : [y, y - height]) context.drawImage(canvas, left, top);
  }
}

/**
 * Precipitation seen through windows. It is clipped on a separate sheet: an antialiased clip on the frame itself gives different pixels
 * on a page's canvas and on a worker's.
 */
export function drawSheetsOutside(
  context: Context2D,
  { width, height }: FrameState,
  sheets: readonly MovingSheet[],
  openings: readonly (readonly number[])[],
  assets: RenderAssets,
): void {
  if (sheets.length === 0) return;
  const surface = assets.pool.take(width, height);
  drawSheets(surface.context, sheets);
  surface.context.save();
  surface.context.scale(width / 1280, height / 720);
  surface.context.globalCompositeOperation = "destination-in";
  traceOpenings(surface.context, openings);
  surface.context.fill();
  surface.context.restore();
  context.drawImage(surface.canvas, 0, 0, width, height, 0, 0, width, height);
  assets.pool.give(surface);
}

/** Boxes around all particles; some may reach beyond the frame. */
export function sheetBoxes({ width, height }: FrameState, sheets: readonly MovingSheet[]): Box[] {
  const boxes: Box[] = [];
  for (const { sheet, x: offsetX, y: offsetY } of sheets)
    for (const particle of sheet.particles) {
      const x = modulo(particle.x + offsetX, width);
      const y = modulo(particle.y + offsetY, height);
      for (const left of x + particle.width > width ? [x, x - width] : [x])
        for (const top of y + particle.height > height ? [y, y - height] : [y])
          boxes.push({ x: left, y: top, width: particle.width, height: particle.height });
    }
  return boxes;
}
