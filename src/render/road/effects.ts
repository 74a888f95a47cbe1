import type { Box, FrameState, RoadView } from "@/core/scene";
import type { Raster } from "@/raster";
import { colorTables } from "../schematic/laws";
import { particlesOf } from "../schematic/schematic";
import type { Pixels } from "./blend";
import { drawAfterglow } from "./afterglow";
import { lampsLit } from "./lamps";
import { drawPrecipitation, isFalling } from "./precipitation";
import { addLensDrops, addNoise, develop, isDeveloped } from "./sensor";

/** Whether the picture has overlays that are elsewhere in the next frame. */
export function passes({ weather, sensor, style }: FrameState): boolean {
  return (
    isFalling(weather) || (style === "illustrated" && lampsLit(weather) > 0) || (sensor?.noise ?? 0) > 0 || (sensor?.lensDrops ?? 0) > 0
  );
}

/** Effects that depend on a pixel's colour and position but not on the frame, so that a region can be processed alone. */
export function applySteady(pixels: Pixels, state: FrameState, region: Box): void {
  applyLaws(pixels, state, region);
  if (isDeveloped(state)) develop(pixels, state, region);
}

/** All overlays of a picture, in order. @param raster that has collected what is in the picture */
export function applyAll(raster: Raster, pixels: Pixels, state: FrameState, view: RoadView): void {
  const whole = { x: 0, y: 0, width: pixels.width, height: pixels.height };
  applyLaws(pixels, state, whole);
  if (state.style === "schematic") drawFlatParticles(pixels, state);
  else {
    drawAfterglow(raster, pixels, state, view);
    drawPrecipitation(pixels, state, view);
  }
  addLensDrops(pixels, state);
  if (isDeveloped(state)) develop(pixels, state, whole);
  addNoise(pixels, state);
}

/** In style schematic, the specification's photometric laws on every pixel. */
function applyLaws({ data, width }: Pixels, { style, weather }: FrameState, region: Box): void {
  if (style !== "schematic" || weather.every(({ condition }) => condition === "sunny" || condition === "rainy")) return;
  const [red, green, blue] = colorTables(weather);
  for (let row = region.y; row < region.y + region.height; row++) {
    const end = (row * width + region.x + region.width) * 4;
    for (let at = (row * width + region.x) * 4; at < end; at += 4) {
      data[at] = red[data[at] ?? 0] ?? 0;
      data[at + 1] = green[data[at + 1] ?? 0] ?? 0;
      data[at + 2] = blue[data[at + 2] ?? 0] ?? 0;
    }
  }
}

/** The specification's drops, as in the picture world's schematic style: crosses of five pixels. */
function drawFlatParticles({ data, width, height }: Pixels, state: FrameState): void {
  for (const { falling, centres } of particlesOf(state))
    for (let index = 0; index < centres.length; index += 2)
      for (const [dx, dy] of CROSS) {
        const [x, y] = [(centres[index] ?? 0) + dx, (centres[index + 1] ?? 0) + dy];
        if (x >= 0 && y >= 0 && x < width && y < height) data.set(falling.color, (y * width + x) * 4);
      }
}

const CROSS = [
  [0, 0],
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;
