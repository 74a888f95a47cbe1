import { PURPOSE, hash32, hashUnit } from "@/core/random";
import type { Box, FrameState } from "@/core/scene";
import { cachedDrawing, type CachedDrawing, type RenderAssets } from "../assets";
import { createSurface, type Context2D } from "../surface";
import { intensityOf } from "./light";
import { traceOpenings, type Place } from "./places/place";

/** Sheets of streaks from far to near. Lengths and speeds are shares of the frame's height. */
const SHEETS = [
  { streaks: 620, length: 0.022, thickness: 1, alpha: 0.24, fallPerSecond: 0.85 },
  { streaks: 360, length: 0.042, thickness: 1, alpha: 0.34, fallPerSecond: 1.35 },
  { streaks: 120, length: 0.075, thickness: 1.6, alpha: 0.36, fallPerSecond: 2.1 },
] as const;

type Sheet = (typeof SHEETS)[number];
/** A sheet of the frame's size and the boxes of its streaks, which may reach beyond it: it comes round on all sides. */
type RainSheet = CachedDrawing & { streaks: readonly Box[] };

/** Sideways movement of the wind, a share of the fall. */
const DRIFT = 0.12;

/** How far a sheet has moved, in whole pixels. */
function offsetOf({ fallPerSecond }: Sheet, { frame, width, height, fps }: FrameState): { x: number; y: number } {
  const fall = Math.max(1, Math.round((height * fallPerSecond) / fps));
  const drift = Math.round(fall * DRIFT);
  return { x: (drift * frame) % width, y: (fall * frame) % height };
}

function sheetOf(index: number, sheet: Sheet, state: FrameState, assets: RenderAssets): RainSheet | null {
  const { width, height, seed } = state;
  // In tens, so that a slow change of intensity does not make a sheet for every frame.
  const count = Math.round((sheet.streaks * intensityOf(state.weather, "rainy")) / 10) * 10;
  if (count === 0) return null;
  return assets.rain.get(`${index} ${count} ${seed} ${width}x${height}`, () => {
    const surface = createSurface(width, height);
    const { context } = surface;
    const thickness = Math.max(1, (sheet.thickness * height) / 720);
    context.lineWidth = thickness;
    const streaks: Box[] = [];
    for (let streak = 0; streak < count; streak++) {
      const x = hash32(seed, PURPOSE.particles, index, streak, 1) % width;
      const y = hash32(seed, PURPOSE.particles, index, streak, 2) % height;
      const length = sheet.length * height * (0.7 + 0.6 * hashUnit(seed, PURPOSE.particles, index, streak, 3));
      const box = {
        x: Math.floor(x - thickness),
        y: y - 1,
        width: Math.ceil(length * DRIFT + 2 * thickness) + 1,
        height: Math.ceil(length) + 2,
      };
      streaks.push(box);
      for (const dx of box.x + box.width > width ? [0, width] : [0])
        for (const dy of box.y + box.height > height ? [0, height] : [0])
          strokeStreak(context, x - dx, y - dy, length, sheet.alpha);
    }
    return { ...cachedDrawing(surface), streaks };
  });
}

function strokeStreak(context: Context2D, x: number, y: number, length: number, alpha: number): void {
  const gradient = context.createLinearGradient(0, y, 0, y + length);
  gradient.addColorStop(0, "rgba(214,224,236,0)");
  gradient.addColorStop(1, `rgba(228,236,246,${alpha})`);
  context.strokeStyle = gradient;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + length * DRIFT, y + length);
  context.stroke();
}

type Ripple = { x: number; y: number; radius: number; alpha: number };

/** Frames from a drop's splash until its ring is gone, at 30 frames a second. */
const RIPPLE_SECONDS = 0.4;
const RIPPLES = 150;

/** Rings on wet ground: each widens at one spot, fades, and comes again elsewhere. */
function ripplesOf(state: FrameState, place: Place): Ripple[] {
  const { frame, fps, seed, width, height } = state;
  const life = Math.max(2, Math.round(RIPPLE_SECONDS * fps));
  const ripples: Ripple[] = [];
  const count = place.wetGround.length === 0 ? 0 : Math.round(RIPPLES * intensityOf(state.weather, "rainy"));
  for (let ripple = 0; ripple < count; ripple++) {
    const age = frame + (hash32(seed, PURPOSE.particles, 10, ripple) % life);
    const life0 = Math.floor(age / life);
    const ground = place.wetGround[hash32(seed, PURPOSE.particles, 11, ripple, life0) % place.wetGround.length];
    if (!ground) continue;
    const share = (age % life) / life;
    const row = ground.top + 6 + (ground.bottom - ground.top - 12) * hashUnit(seed, PURPOSE.particles, 12, ripple, life0);
    ripples.push({
      x: Math.floor(hashUnit(seed, PURPOSE.particles, 13, ripple, life0) * width),
      y: (row / 720) * height,
      radius: (0.6 + share * (2 + (row / 720) ** 2 * 9)) * (height / 720),
      alpha: 0.42 * (1 - share),
    });
  }
  return ripples;
}

/** Rings on the ground, to be drawn before the bodies. */
export function drawRipples(context: Context2D, state: FrameState, place: Place): void {
  context.lineWidth = Math.max(1, state.height / 720);
  for (const { x, y, radius, alpha } of ripplesOf(state, place)) {
    context.strokeStyle = `rgba(214,226,240,${alpha})`;
    context.beginPath();
    context.ellipse(x, y, radius, radius * 0.42, 0, 0, 2 * Math.PI);
    context.stroke();
  }
}

/** Falling rain over everything. Consecutive frames move each sheet as a whole: nothing flickers. */
export function drawRain(context: Context2D, state: FrameState, assets: RenderAssets): void {
  if (intensityOf(state.weather, "rainy") === 0) return;
  SHEETS.forEach((sheet, index) => {
    const drawing = sheetOf(index, sheet, state, assets);
    if (!drawing) return;
    const { canvas, width, height } = drawing.surface;
    const { x, y } = offsetOf(sheet, state);
    for (const left of x === 0 ? [0] : [x, x - width])
      for (const top of y === 0 ? [0] : [y, y - height]) context.drawImage(canvas, left, top);
  });
}

/**
 * Rain seen through windows. It is cut out on a sheet of its own: a smoothed clip on the frame itself gives other pixels
 * on a page's canvas than on a worker's.
 */
export function drawRainOutside(
  context: Context2D,
  state: FrameState,
  openings: readonly (readonly number[])[],
  assets: RenderAssets,
): void {
  if (intensityOf(state.weather, "rainy") === 0) return;
  const surface = createSurface(state.width, state.height);
  drawRain(surface.context, state, assets);
  surface.context.scale(state.width / 1280, state.height / 720);
  surface.context.globalCompositeOperation = "destination-in";
  traceOpenings(surface.context, openings);
  surface.context.fill();
  context.drawImage(surface.canvas, 0, 0);
}

/** Boxes around all that rain draws; some may reach beyond the frame. */
export function rainBoxes(state: FrameState, place: Place, assets: RenderAssets): Box[] {
  const { width, height } = state;
  const boxes: Box[] = ripplesOf(state, place).map(({ x, y, radius }) => ({
    x: Math.floor(x - radius) - 2,
    y: Math.floor(y - radius * 0.42) - 2,
    width: Math.ceil(radius * 2) + 5,
    height: Math.ceil(radius * 0.84) + 5,
  }));
  SHEETS.forEach((sheet, index) => {
    const drawing = sheetOf(index, sheet, state, assets);
    if (!drawing) return;
    const offset = offsetOf(sheet, state);
    for (const streak of drawing.streaks) {
      const x = (streak.x + offset.x) % width;
      const y = (streak.y + offset.y) % height;
      for (const left of x + streak.width > width ? [x, x - width] : [x])
        for (const top of y + streak.height > height ? [y, y - height] : [y])
          boxes.push({ x: left, y: top, width: streak.width, height: streak.height });
    }
  });
  return boxes;
}
