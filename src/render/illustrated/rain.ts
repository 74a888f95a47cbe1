import { PURPOSE, hash32, hashUnit } from "@/core/random";
import type { Box, FrameState } from "@/core/scene";
import type { RenderAssets } from "../assets";
import type { Context2D } from "../surface";
import { intensityOf } from "./light";
import type { Place } from "./places/place";
import { drawAround, sheetOf, type MovingSheet } from "./sheets";
import { nearestFrame, perFrame } from "@/core/timeline";

/** Layers of streaks from far to near. Lengths and speeds are shares of the frame's height. */
const LAYERS = [
  { streaks: 620, length: 0.022, thickness: 1, alpha: 0.3, fallPerSecond: 0.85 },
  { streaks: 360, length: 0.042, thickness: 1, alpha: 0.44, fallPerSecond: 1.35 },
  { streaks: 120, length: 0.075, thickness: 1.6, alpha: 0.5, fallPerSecond: 2.1 },
] as const;

type Layer = (typeof LAYERS)[number];

/** Sideways movement caused by the wind, as a share of the fall. */
const DRIFT = 0.16;

/** How far a layer has moved, in whole pixels. */
function offsetOf({ fallPerSecond }: Layer, { frame, width, height, fps }: FrameState): { x: number; y: number } {
  const fall = Math.max(1, Math.round(perFrame(height * fallPerSecond, fps)));
  const drift = Math.round(fall * DRIFT);
  return { x: (drift * frame) % width, y: (fall * frame) % height };
}

function paintStreak(context: Context2D, index: number, layer: Layer, streak: number, { width, height, seed }: FrameState): Box {
  const thickness = Math.max(1, (layer.thickness * height) / 720);
  context.lineWidth = thickness;
  const x = hash32(seed, PURPOSE.particles, index, streak, 1) % width;
  const y = hash32(seed, PURPOSE.particles, index, streak, 2) % height;
  const length = layer.length * height * (0.7 + 0.6 * hashUnit(seed, PURPOSE.particles, index, streak, 3));
  const box = {
    x: Math.floor(x - thickness),
    y: y - 1,
    width: Math.ceil(length * DRIFT + 2 * thickness) + 1,
    height: Math.ceil(length) + 2,
  };
  drawAround(box, width, height, (dx, dy) => strokeStreak(context, x - dx, y - dy, length, layer.alpha));
  return box;
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

/** The falling rain of a frame, distant drops first. */
export function rainSheets(state: FrameState, assets: RenderAssets): MovingSheet[] {
  const intensity = intensityOf(state.weather, "rainy");
  return LAYERS.flatMap((layer, index) => {
    const sheet = sheetOf(`rain ${index}`, layer.streaks * intensity, state, assets, (context, streak) =>
      paintStreak(context, index, layer, streak, state),
    );
    return sheet ? [{ sheet, ...offsetOf(layer, state) }] : [];
  });
}

type Ripple = { x: number; y: number; radius: number; alpha: number };

/** Frames from a drop's splash until its ring has disappeared, at 30 frames per second. */
const RIPPLE_SECONDS = 0.4;
const RIPPLES = 150;

/** Rings on wet ground: each widens in one place, fades, and reappears elsewhere. */
function ripplesOf(state: FrameState, place: Place): Ripple[] {
  const { frame, fps, seed, width, height } = state;
  const life = Math.max(2, nearestFrame(RIPPLE_SECONDS, fps));
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

/** Boxes around the rings; some may reach beyond the frame. */
export function rippleBoxes(state: FrameState, place: Place): Box[] {
  return ripplesOf(state, place).map(({ x, y, radius }) => ({
    x: Math.floor(x - radius) - 2,
    y: Math.floor(y - radius * 0.42) - 2,
    width: Math.ceil(radius * 2) + 5,
    height: Math.ceil(radius * 0.84) + 5,
  }));
}
