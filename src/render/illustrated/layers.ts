import type { Size } from "@/core/document";
import { intersectBoxes, type Box } from "@/core/scene";
import { boundsOf, type Figure } from "@/core/scene/figures";
import { cachedDrawing, type CachedDrawing, type RenderAssets } from "../assets";
import type { Picture } from "../pictures";
import { css } from "../color";
import { createSurface, type Context2D, type Surface } from "../surface";
import type { Layer } from "./layer";
import { partsOf, type Shining } from "./lamps";
import type { Light } from "./light";
import type { Palette } from "./palette";
import { drawFigure, drawParts } from "./sprite";

/** The inputs of a layer. */
export type Subject = { kind: "figure"; figure: Figure; palette: Palette } | { kind: "picture"; picture: Picture; mirrored: boolean };

/** Height of the reflection on wet ground, in heights of the body. */
export const MIRROR = 0.42;

/** Names a cached drawing by the part it shows of a body of some size. */
export const areaKey = ({ width, height }: Size, shown: Box): string =>
  `${width}x${height} ${shown.x},${shown.y} ${shown.width}x${shown.height}`;

/**
 * The layer of a body of this size; `key` names the subject.
 * @param shown the requested part of its box
 * @param reflection rows below its box in which its reflection is requested; 0 for none
 */
export function layerOf(key: string, subject: Subject, size: Size, shown: Box, reflection: number, assets: RenderAssets): Layer {
  return assets.layers.get(`${key} ${areaKey(size, shown)} ${reflection}`, () => {
    const mirrored = reflection > 0 ? { x: shown.x, y: size.height, width: shown.width, height: reflection } : null;
    const surface = assets.pool.take(shown.width, shown.height + reflection);
    const { context } = surface;
    if (mirrored) {
      inArea(context, mirrored, shown.height, () => {
        context.transform(1, 0, 0, -MIRROR, 0, size.height * (1 + MIRROR));
        draw(context, subject, size);
      });
      fadeWithDepth(context, mirrored, shown.height, size.height * MIRROR);
    }
    inArea(context, shown, 0, () => draw(context, subject, size));
    const { data } = context.getImageData(0, 0, shown.width, shown.height + reflection);
    assets.pool.give(surface);
    return { shown, mirrored, pixels: new Uint32Array(data.buffer), bytes: data.length };
  });
}

/** Draws an area relative to the top left of a body's box into as many rows of a surface, from `row` onwards. */
function inArea(context: Context2D, { x, y, width, height }: Box, row: number, drawing: () => void): void {
  context.save();
  context.beginPath();
  context.rect(0, row, width, height);
  context.clip();
  context.translate(-x, row - y);
  drawing();
  context.restore();
}

function draw(context: Context2D, subject: Subject, size: Size): void {
  if (subject.kind === "figure") drawFigure(context, subject.figure, subject.palette, { x: 0, y: 0, ...size });
  else drawStretched(context, subject.picture, size, subject.mirrored);
}

/** A reflection fades with the distance from the foot. */
function fadeWithDepth(context: Context2D, { width, height }: Box, row: number, reach: number): void {
  const fade = context.createLinearGradient(0, row, 0, row + reach);
  fade.addColorStop(0, "rgba(0,0,0,0)");
  fade.addColorStop(1, "rgba(0,0,0,1)");
  context.globalCompositeOperation = "destination-out";
  context.fillStyle = fade;
  context.fillRect(0, row, width, height);
  context.globalCompositeOperation = "source-over";
}

/** A user's picture, its opaque part stretched to `size`. */
function drawStretched(context: Context2D, { surface, opaqueArea }: Picture, size: Size, mirrored: boolean): void {
  const { x, y, width, height } = opaqueArea;
  context.imageSmoothingQuality = "high";
  if (mirrored) context.transform(-1, 0, 0, 1, size.width, 0);
  context.drawImage(surface.canvas, x, y, width, height, 0, 0, size.width, size.height);
}

/** The layer under a light, row by row as in the layer; opacity does not change. Return the surface to the pool. */
export function lit({ shown, mirrored, pixels }: Layer, light: Light, assets: RenderAssets): Surface {
  const height = shown.height + (mirrored?.height ?? 0);
  const surface = assets.pool.take(shown.width, height);
  const image = surface.context.createImageData(shown.width, height);
  const words = new Uint32Array(image.data.buffer);
  const [red, green, blue] = [tableOf(light, 0), tableOf(light, 1), tableOf(light, 2)];
  for (let index = 0; index < pixels.length; index++) {
    const word = pixels[index] ?? 0;
    // An ImageData's words are ABGR on every machine that runs a current browser: little-endian.
    if (word >>> 24 !== 0)
      words[index] =
        (word & 0xff000000) | ((blue[(word >>> 16) & 255] ?? 0) << 16) | ((green[(word >>> 8) & 255] ?? 0) << 8) | (red[word & 255] ?? 0);
  }
  surface.context.putImageData(image, 0, 0);
  return surface;
}

/** The effect of a light on each value of a component. */
function tableOf({ multiply, add }: Light, component: 0 | 1 | 2): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256);
  for (let value = 0; value < 256; value++) table[value] = value * multiply[component] + add[component];
  return table;
}

/** The silhouette of a layer's body in one colour, transformed by a matrix, as far as it is in `target`. */
export function shadowLayer(
  key: string,
  subject: Subject,
  size: Size,
  target: Box,
  matrix: readonly [number, number, number, number, number, number],
  assets: RenderAssets,
): CachedDrawing {
  return assets.shining.get(`shadow ${key} ${areaKey(size, target)} ${matrix.join(" ")}`, () => {
    const surface = createSurface(target.width, target.height);
    const { context } = surface;
    inArea(context, target, 0, () => {
      context.transform(...matrix);
      draw(context, subject, size);
    });
    context.globalCompositeOperation = "source-in";
    context.fillStyle = "rgb(10,14,24)";
    context.fillRect(0, 0, target.width, target.height);
    return { surface, bytes: surface.width * surface.height * 4 };
  });
}

/** Where the parts with a role are in a body of this size, in whole pixels around them; null if there are none. */
function areaOfRole(figure: Figure, role: string, { width, height }: Size): Box | null {
  const [left, top, right, bottom] = boundsOf(partsOf(figure, role));
  if (right < left) return null;
  const [x, y] = [Math.floor(left * width) - 1, Math.floor(top * height) - 1];
  return { x, y, width: Math.ceil(right * width) + 1 - x, height: Math.ceil(bottom * height) + 1 - y };
}

/**
 * The visible parts of a figure with one role, in that role's own light: to be drawn over the lit figure at `area`. Null if none of them
 * is visible.
 */
export function shiningLayer(
  figure: Figure,
  role: string,
  { color }: Shining,
  size: Size,
  wanted: Box,
  assets: RenderAssets,
): { surface: Surface; area: Box } | null {
  const whole = areaOfRole(figure, role, size);
  const shown = whole && intersectBoxes(whole, wanted);
  if (!shown) return null;
  const key = `${figure.key} ${role} ${css(color)} ${areaKey(size, shown)}`;
  const { surface } = assets.shining.get(key, () => {
    const surface = createSurface(shown.width, shown.height);
    const { context } = surface;
    context.translate(-shown.x, -shown.y);
    context.fillStyle = css(color);
    drawParts(context, figure, { x: 0, y: 0, ...size }, (part) => {
      context.globalCompositeOperation = part.role === role ? "source-over" : "destination-out";
      context.fill();
    });
    return cachedDrawing(surface);
  });
  return { surface, area: shown };
}
