import type { Size } from "@/core/document";
import type { Figure } from "@/core/scene/figures";
import type { CachedDrawing, Picture, RenderAssets } from "../assets";
import { css } from "../color";
import { createSurface, type Context2D, type Surface } from "../surface";
import type { Shining } from "./lamps";
import type { Light } from "./light";
import type { Palette } from "./palette";
import { drawFigure, drawParts, type Area } from "./sprite";

/**
 * A body in its own colours, before any light falls on it: straight (not premultiplied) RGBA of `shown`, an area relative
 * to the top left of its box. It is drawn once; every weather and lamp works on it.
 */
export type Layer = { shown: Area; pixels: Uint8ClampedArray };

/** What a layer is drawn from. */
export type Subject =
  | { kind: "figure"; figure: Figure; palette: Palette }
  | { kind: "picture"; picture: Picture; mirrored: boolean };

/** The layer of a body of this size, of which `shown` is wanted; `key` names the subject. */
export function layerOf(key: string, subject: Subject, size: Size, shown: Area, assets: RenderAssets): Layer {
  return assets.layers.get(`${key} ${size.width}x${size.height} ${shown.x},${shown.y} ${shown.width}x${shown.height}`, () => {
    const surface = assets.pool.take(shown.width, shown.height);
    const { context } = surface;
    context.save();
    context.translate(-shown.x, -shown.y);
    if (subject.kind === "figure") drawFigure(context, subject.figure, subject.palette, { x: 0, y: 0, ...size });
    else drawStretched(context, subject.picture, size, subject.mirrored);
    context.restore();
    const pixels = context.getImageData(0, 0, shown.width, shown.height).data;
    assets.pool.give(surface);
    return { shown, pixels, bytes: pixels.length };
  });
}

/** A user's picture, its opaque part stretched to `size`. */
function drawStretched(context: Context2D, { surface, opaqueArea }: Picture, size: Size, mirrored: boolean): void {
  const { x, y, width, height } = opaqueArea;
  context.imageSmoothingQuality = "high";
  if (mirrored) context.transform(-1, 0, 0, 1, size.width, 0);
  context.drawImage(surface.canvas, x, y, width, height, 0, 0, size.width, size.height);
}

/** The layer under a light, on a surface of its own; opacity stays. Give it back to the pool. */
export function lit({ shown, pixels }: Layer, { multiply, add }: Light, assets: RenderAssets): Surface {
  const surface = assets.pool.take(shown.width, shown.height);
  const image = surface.context.createImageData(shown.width, shown.height);
  const { data } = image;
  const [red, green, blue] = [0, 1, 2].map((component) => {
    const [factor, summand] = [multiply[component] ?? 1, add[component] ?? 0];
    return Uint8ClampedArray.from({ length: 256 }, (_, value) => value * factor + summand);
  });
  if (!red || !green || !blue) return surface;
  for (let index = 0; index < pixels.length; index += 4) {
    const alpha = pixels[index + 3] ?? 0;
    if (alpha === 0) continue;
    data[index] = red[pixels[index] ?? 0] ?? 0;
    data[index + 1] = green[pixels[index + 1] ?? 0] ?? 0;
    data[index + 2] = blue[pixels[index + 2] ?? 0] ?? 0;
    data[index + 3] = alpha;
  }
  surface.context.putImageData(image, 0, 0);
  return surface;
}

/** What of a figure's parts of one role can be seen, in that role's own light: to be laid over the lit figure. */
export function shiningLayer(
  figure: Figure,
  role: string,
  { color }: Shining,
  size: Size,
  shown: Area,
  assets: RenderAssets,
): CachedDrawing {
  const key = `${figure.key} ${role} ${css(color)} ${size.width}x${size.height} ${shown.x},${shown.y} ${shown.width}x${shown.height}`;
  return assets.shining.get(key, () => {
    const surface = createSurface(shown.width, shown.height);
    const { context } = surface;
    context.translate(-shown.x, -shown.y);
    context.fillStyle = css(color);
    drawParts(context, figure, { x: 0, y: 0, ...size }, (part) => {
      context.globalCompositeOperation = part.role === role ? "source-over" : "destination-out";
      context.fill();
    });
    return { surface, bytes: surface.width * surface.height * 4 };
  });
}
