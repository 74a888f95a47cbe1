import type { FrameState, RoadView } from "@/core/scene";
import type { Raster, Rect } from "@/raster";
import type { Pixels } from "./blend";
import { drawGlow, glowsOf } from "./glow";
import { drawPuff, spraysOf } from "./spray";

/**
 * What is neither a body nor ground but has a place behind some and before others: spray behind wheels, the glow of lamps and its image on
 * wet ground. Never labelled.
 */
export function drawAfterglow(raster: Raster, pixels: Pixels, state: FrameState, view: RoadView): void {
  const [puffs, glows] = [spraysOf(state, view), glowsOf(state, view)];
  const around = bounds([...puffs.map(({ box }) => box), ...glows.map(({ box }) => box)]);
  if (!around) return;
  raster.renderInstances(around);
  const planes = { inverse: raster.inverseDepths(), ids: raster.ids() };
  for (const puff of puffs) drawPuff(pixels, planes, puff);
  for (const glow of glows) drawGlow(pixels, planes, glow);
}

function bounds(boxes: readonly Rect[]): Rect | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
