import { PURPOSE, hashUnit } from "@/core/random";
import type { Box, FrameState } from "@/core/scene";
import type { RenderAssets } from "../assets";
import type { Context2D } from "../surface";
import { fillEllipse } from "./places/kit";
import { intensityOf } from "./light";
import { drawAround, modulo, sheetOf, type MovingSheet } from "./sheets";
import { perFrame, secondsOf } from "@/core/timeline";

/** Layers of flakes from far to near. Radii, speeds and sway are shares of the frame's height. */
const LAYERS = [
  { flakes: 1100, radius: 0.0014, alpha: 0.72, fallPerSecond: 0.1, sway: 0.004, swaySeconds: 3.1 },
  { flakes: 460, radius: 0.0026, alpha: 0.82, fallPerSecond: 0.17, sway: 0.01, swaySeconds: 3.9 },
  { flakes: 120, radius: 0.0046, alpha: 0.78, fallPerSecond: 0.29, sway: 0.02, swaySeconds: 5.3 },
] as const;

type Layer = (typeof LAYERS)[number];

/** The wind's share of the fall, and the gusts that carry a layer back and forth. */
const DRIFT = 0.25;

/** How far a layer has moved: it falls evenly and sways. */
function offsetOf({ fallPerSecond, sway, swaySeconds }: Layer, { frame, width, height, fps }: FrameState) {
  const fall = Math.max(1, Math.round(perFrame(height * fallPerSecond, fps)));
  const drift = secondsOf(height * fallPerSecond * DRIFT * frame, fps);
  const swing = height * sway * Math.sin((2 * Math.PI * secondsOf(frame, fps)) / swaySeconds);
  return { x: modulo(Math.round(drift + swing), width), y: (fall * frame) % height };
}

function paintFlake(context: Context2D, index: number, layer: Layer, flake: number, { width, height, seed }: FrameState): Box {
  const x = hashUnit(seed, PURPOSE.particles, 20 + index, flake, 1) * width;
  const y = hashUnit(seed, PURPOSE.particles, 20 + index, flake, 2) * height;
  const radius = Math.max(0.7, layer.radius * height * (0.6 + 0.8 * hashUnit(seed, PURPOSE.particles, 20 + index, flake, 3)));
  const size = Math.ceil(2 * radius) + 3;
  const box = { x: Math.floor(x - radius) - 1, y: Math.floor(y - radius) - 1, width: size, height: size };
  drawAround(box, width, height, (dx, dy) => {
    fillEllipse(context, [250, 252, 255], x - dx, y - dy, radius, radius, layer.alpha * 0.5);
    fillEllipse(context, [255, 255, 255], x - dx, y - dy, radius * 0.6, radius * 0.6, layer.alpha);
  });
  return box;
}

/** The falling snow of a frame, distant flakes first. */
export function snowSheets(state: FrameState, assets: RenderAssets): MovingSheet[] {
  const intensity = intensityOf(state.weather, "snow");
  return LAYERS.flatMap((layer, index) => {
    const sheet = sheetOf(`snow ${index}`, layer.flakes * intensity, state, assets, (context, flake) =>
      paintFlake(context, index, layer, flake, state),
    );
    return sheet ? [{ sheet, ...offsetOf(layer, state) }] : [];
  });
}
