import type { SensorSettings } from "@/core/document";
import { PURPOSE, hash32, hashUnit } from "@/core/random";
import type { FrameState } from "@/core/scene";
import { cachedDrawing, type RenderAssets } from "../assets";
import { css } from "../color";
import { createSurface, type Context2D } from "../surface";

/** The light that the corners lose at full vignetting. */
const CORNER_LOSS = 0.72;

/** The share of light left at a distance from the picture's middle, given as the square of its share of half the diagonal. */
export const lightTowardsCorner = (reach2: number, vignetting: number): number =>
  1 - CORNER_LOSS * vignetting * reach2 * (0.4 + 0.6 * reach2);

/** Names what exposure and vignetting do to a picture: the same for every frame of a scenario. */
export function developmentKey({ sensor }: FrameState): string {
  return sensor ? ` exposure ${sensor.exposure} vignetting ${sensor.vignetting}` : "";
}

/** Exposure and vignetting, for the whole picture: they change a pixel by its value and position, never by the frame. */
export function develop(context: Context2D, { sensor, width, height }: FrameState, assets: RenderAssets): void {
  if (!sensor) return;
  const gain = 2 ** sensor.exposure;
  brighten(context, gain);
  if (gain >= 1 && sensor.vignetting === 0) return;
  const dimming = Math.min(1, gain);
  const key = `vignette ${dimming} ${sensor.vignetting} ${width}x${height}`;
  const { surface } = assets.scenes.get(key, () => {
    const made = assets.scenePool.take(width, height);
    paintVignette(made.context, width, height, dimming, sensor.vignetting);
    return cachedDrawing(made);
  });
  context.globalCompositeOperation = "multiply";
  context.drawImage(surface.canvas, 0, 0);
  context.globalCompositeOperation = "source-over";
}

/** Multiplies the picture by `gain` if that is above 1: it is added to itself, at most doubling in each step. */
function brighten(context: Context2D, gain: number): void {
  let rest = gain;
  context.globalCompositeOperation = "lighter";
  while (rest > 1) {
    const step = Math.min(2, rest);
    context.globalAlpha = step - 1;
    context.drawImage(context.canvas, 0, 0);
    rest /= step;
  }
  context.globalAlpha = 1;
  context.globalCompositeOperation = "source-over";
}

/** Light falls off towards the corners as the fourth power of the cosine, here with its first terms. */
function paintVignette(context: Context2D, width: number, height: number, dimming: number, vignetting: number): void {
  const radius = Math.hypot(width, height) / 2;
  const gradient = context.createRadialGradient(width / 2, height / 2, 0, width / 2, height / 2, radius);
  for (let step = 0; step <= 16; step++) {
    const reach = step / 16;
    const grey = Math.round(255 * dimming * (1 - CORNER_LOSS * vignetting * reach ** 2 * (0.4 + 0.6 * reach ** 2)));
    gradient.addColorStop(reach, css([grey, grey, grey]));
  }
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
}

/** Side of the sheet of noise, in pixels; every frame lays it elsewhere. */
export const NOISE_SHEET = 384;
/** Opacity of one standard deviation at full noise. */
const DEVIATION = 0.11;

/** Sensor noise, different in every frame: brighter and darker grains, and occasionally coloured ones. */
export function drawNoise(context: Context2D, { sensor, seed, frame, width, height }: FrameState, assets: RenderAssets): void {
  if (!sensor || sensor.noise === 0) return;
  const { surface } = assets.sheets.get(`noise ${sensor.noise} ${seed}`, () => {
    const made = createSurface(NOISE_SHEET, NOISE_SHEET);
    const image = made.context.createImageData(NOISE_SHEET, NOISE_SHEET);
    grain(image.data, seed, sensor);
    made.context.putImageData(image, 0, 0);
    return { ...cachedDrawing(made), particles: [] };
  });
  const { left, top } = noisePlace(seed, frame);
  for (let y = top; y < height; y += NOISE_SHEET) for (let x = left; x < width; x += NOISE_SHEET) context.drawImage(surface.canvas, x, y);
}

/** Where the sheet of noise begins at a frame; it repeats to the right and downwards. */
export function noisePlace(seed: number, frame: number): { left: number; top: number } {
  return { left: -(hash32(seed, PURPOSE.sensor, 1, frame) % NOISE_SHEET), top: -(hash32(seed, PURPOSE.sensor, 2, frame) % NOISE_SHEET) };
}

/** Fills a sheet of noise: what each grain is blended with, and its opacity. */
export function grain(data: Uint8ClampedArray, seed: number, { noise }: SensorSettings): void {
  for (let index = 0; index < data.length; index += 4) {
    const pixel = index / 4;
    // The sum of three uniform numbers is close enough to a bell curve: its deviation is 1/2.
    const amount =
      hashUnit(seed, PURPOSE.sensor, 3, pixel) + hashUnit(seed, PURPOSE.sensor, 4, pixel) + hashUnit(seed, PURPOSE.sensor, 5, pixel) - 1.5;
    const tone = amount > 0 ? 255 : 0;
    const tint = hash32(seed, PURPOSE.sensor, 6, pixel);
    for (const component of [0, 1, 2] as const) data[index + component] = Math.abs(tone - ((tint >> (component * 8)) & 63));
    data[index + 3] = Math.round(255 * DEVIATION * 2 * noise * Math.abs(amount));
  }
}
