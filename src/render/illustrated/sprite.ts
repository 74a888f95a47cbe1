import type { Size } from "@/core/document";
import type { Figure, FigurePart } from "@/core/scene/figures";
import type { Picture } from "../assets";
import { css, mix, shade } from "../color";
import { createSurface, type Context2D, type Surface } from "../surface";
import type { Shining } from "./lamps";
import { underLight, type Light } from "./light";
import { colorOf, type Palette } from "./palette";

/** Where a figure is drawn, in pixels. */
export type Area = { x: number; y: number; width: number; height: number };

/** Lighter above, darker below: what gives a flat shape some volume. */
const VOLUME: Readonly<Record<string, { upper: number; lower: number }>> = {
  body: { upper: 0.12, lower: -0.14 },
  glass: { upper: 0.3, lower: -0.12 },
  top: { upper: 0.06, lower: -0.1 },
  skin: { upper: 0.04, lower: -0.06 },
  cargo: { upper: 0.04, lower: -0.08 },
  leaf: { upper: 0.1, lower: -0.22 },
  mortar: { upper: 0.04, lower: -0.14 },
};

function tracePart(context: Context2D, { polygon }: FigurePart, { x, y, width, height }: Area): void {
  context.beginPath();
  for (let index = 0; index < polygon.length; index += 2)
    context.lineTo(x + (polygon[index] ?? 0) * width, y + (polygon[index + 1] ?? 0) * height);
  context.closePath();
}

/** How a figure's colours come about: its own, what falls on them, and what shines by itself. */
export type Look = { palette: Palette; light: Light; shining: Readonly<Record<string, Shining>> };

function fillPart(context: Context2D, part: FigurePart, { palette, light, shining }: Look, area: Area): void {
  const color = colorOf(palette, part.role);
  const own = shining[part.role];
  const volume = VOLUME[part.role];
  tracePart(context, part, area);
  if (!volume) {
    const lit = underLight(color, light);
    context.fillStyle = css(own ? mix(lit, own.color, own.level) : lit);
  } else {
    let [top, bottom] = [Infinity, -Infinity];
    for (let index = 1; index < part.polygon.length; index += 2) {
      top = Math.min(top, part.polygon[index] ?? 0);
      bottom = Math.max(bottom, part.polygon[index] ?? 0);
    }
    const gradient = context.createLinearGradient(0, area.y + top * area.height, 0, area.y + bottom * area.height);
    gradient.addColorStop(0, css(underLight(shade(color, volume.upper), light)));
    gradient.addColorStop(1, css(underLight(shade(color, volume.lower), light)));
    context.fillStyle = gradient;
  }
  context.fill();
}

/** Draws a figure in its light into an area. Details never reach beyond the silhouette. */
export function drawFigure(context: Context2D, figure: Figure, look: Look, area: Area): void {
  for (const part of figure.parts) {
    fillPart(context, part, look, area);
    for (const detail of part.details ?? []) {
      if (!detail.overflows) {
        fillPart(context, detail, look, area);
        continue;
      }
      context.save();
      tracePart(context, part, area);
      context.clip();
      fillPart(context, detail, look, area);
      context.restore();
    }
  }
}

/** Draws a figure without its details: enough for a mirror image on rough ground. */
export function drawPlainFigure(context: Context2D, figure: Figure, look: Look, area: Area): void {
  for (const part of figure.parts) fillPart(context, part, look, area);
}

/** Draws a figure's silhouette in the current fill style into an area. */
export function drawSilhouette(context: Context2D, figure: Figure, area: Area): void {
  for (const part of figure.parts) {
    tracePart(context, part, area);
    context.fill();
  }
}

/**
 * A user's picture, its opaque part stretched to `size`, in its light; opacity stays.
 * @param shown what of it is wanted: the surface holds that and no more
 */
export function pictureInLight(picture: Picture, size: Size, shown: Area, mirrored: boolean, light: Light): Surface {
  const { surface, opaqueArea } = picture;
  const { width, height } = shown;
  const sprite = createSurface(width, height);
  const { context } = sprite;
  context.imageSmoothingQuality = "high";
  context.translate(-shown.x, -shown.y);
  if (mirrored) context.transform(-1, 0, 0, 1, size.width, 0);
  const { x, y } = opaqueArea;
  context.drawImage(surface.canvas, x, y, opaqueArea.width, opaqueArea.height, 0, 0, size.width, size.height);
  context.setTransform(1, 0, 0, 1, 0, 0);
  const image = context.getImageData(0, 0, width, height);
  const { data } = image;
  for (let index = 0; index < data.length; index += 4)
    for (const component of [0, 1, 2] as const)
      data[index + component] = (data[index + component] ?? 0) * light.multiply[component] + light.add[component];
  context.putImageData(image, 0, 0);
  return sprite;
}
