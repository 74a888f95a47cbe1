import type { Figure, FigurePart } from "@/core/scene/figures";
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
    if (!part.details) continue;
    context.save();
    tracePart(context, part, area);
    context.clip();
    for (const detail of part.details) fillPart(context, detail, look, area);
    context.restore();
  }
}

/** A figure in its light, filling a surface of the box's size. */
export function paintFigure(figure: Figure, look: Look, width: number, height: number): Surface {
  const surface = createSurface(width, height);
  drawFigure(surface.context, figure, look, { x: 0, y: 0, width, height });
  return surface;
}

/** A user's picture in its light, every pixel by the same law as a figure's colours; opacity stays. */
export function pictureInLight(sprite: Surface, light: Light): Surface {
  const { canvas, context, width, height } = createSurface(sprite.width, sprite.height);
  const image = sprite.context.getImageData(0, 0, width, height);
  const { data } = image;
  for (let index = 0; index < data.length; index += 4)
    for (const component of [0, 1, 2] as const)
      data[index + component] = (data[index + component] ?? 0) * light.multiply[component] + light.add[component];
  context.putImageData(image, 0, 0);
  return { canvas, context, width, height };
}
