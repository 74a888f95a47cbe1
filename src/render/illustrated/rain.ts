import { PURPOSE, hash32, hashUnit } from "@/core/random";
import type { FrameState } from "@/core/scene";
import { cachedDrawing, type RenderAssets } from "../assets";
import { createSurface, type Context2D } from "../surface";
import { intensityOf } from "./light";

/** Sheets of streaks from far to near. Lengths and speeds are shares of the frame's height. */
const SHEETS = [
  { streaks: 420, length: 0.022, width: 1, alpha: 0.2, fallPerSecond: 0.85 },
  { streaks: 260, length: 0.042, width: 1, alpha: 0.3, fallPerSecond: 1.35 },
  { streaks: 90, length: 0.078, width: 2, alpha: 0.34, fallPerSecond: 2.1 },
] as const;

/** Sideways movement of the wind, a share of the fall. */
const DRIFT = 0.12;

type Sheet = (typeof SHEETS)[number];

/** Where a sheet has moved to: whole pixels, and the sheet comes round in both directions. */
function offsetOf({ fallPerSecond }: Sheet, { frame, width, height, fps }: FrameState): { x: number; y: number } {
  const fall = Math.max(1, Math.round((height * fallPerSecond) / fps));
  const drift = Math.round(fall * DRIFT);
  return { x: (drift * frame) % width, y: (fall * frame) % height };
}

function sheetDrawing(index: number, sheet: Sheet, state: FrameState, count: number, assets: RenderAssets) {
  const { width, height, seed } = state;
  return assets.particles.get(`rain ${index} ${count} ${seed} ${width}x${height}`, () => {
    const surface = createSurface(width, height);
    const { context } = surface;
    const thick = Math.max(1, Math.round((sheet.width * height) / 720));
    context.lineWidth = thick;
    for (let streak = 0; streak < count; streak++) {
      const x = hash32(seed, PURPOSE.particles, index, streak, 1) % width;
      const y = hash32(seed, PURPOSE.particles, index, streak, 2) % height;
      const length = sheet.length * height * (0.7 + 0.6 * hashUnit(seed, PURPOSE.particles, index, streak, 3));
      // A streak that leaves the sheet comes in again on the other side.
      for (const dx of [0, width])
        for (const dy of [0, height]) {
          const [left, top] = [x - dx, y - dy];
          if (left + length * DRIFT + thick < 0 || top + length < 0) continue;
          const gradient = context.createLinearGradient(0, top, 0, top + length);
          gradient.addColorStop(0, "rgba(214,224,236,0)");
          gradient.addColorStop(1, `rgba(226,234,244,${sheet.alpha})`);
          context.strokeStyle = gradient;
          context.beginPath();
          context.moveTo(left, top);
          context.lineTo(left + length * DRIFT, top + length);
          context.stroke();
        }
    }
    return cachedDrawing(surface);
  });
}

/** Falling rain over everything. Consecutive frames move each sheet as a whole: nothing flickers. */
export function drawRain(context: Context2D, state: FrameState, assets: RenderAssets): void {
  const intensity = intensityOf(state.weather, "rainy");
  if (intensity === 0) return;
  SHEETS.forEach((sheet, index) => {
    const count = Math.round((sheet.streaks * intensity) / 10) * 10;
    if (count === 0) return;
    const { canvas, width, height } = sheetDrawing(index, sheet, state, count, assets).surface;
    const { x, y } = offsetOf(sheet, state);
    for (const left of x === 0 ? [0] : [x, x - width])
      for (const top of y === 0 ? [0] : [y, y - height]) context.drawImage(canvas, left, top);
  });
}

/** Whether rain may change any pixel of the frame. */
export function rains(state: FrameState): boolean {
  return intensityOf(state.weather, "rainy") > 0;
}
