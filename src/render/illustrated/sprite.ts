import type { Figure, FigurePart } from "@/core/scene/figures";
import { css, shade } from "../color";
import { createSurface, type Context2D, type Surface } from "../surface";
import type { Light } from "./light";
import { colorOf, type Palette } from "./palette";

type Area = { x: number; y: number; width: number; height: number };

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

function fillPart(context: Context2D, part: FigurePart, palette: Palette, area: Area): void {
  const color = colorOf(palette, part.role);
  const volume = VOLUME[part.role];
  tracePart(context, part, area);
  if (!volume) {
    context.fillStyle = css(color);
  } else {
    let [top, bottom] = [Infinity, -Infinity];
    for (let index = 1; index < part.polygon.length; index += 2) {
      top = Math.min(top, part.polygon[index] ?? 0);
      bottom = Math.max(bottom, part.polygon[index] ?? 0);
    }
    const gradient = context.createLinearGradient(0, area.y + top * area.height, 0, area.y + bottom * area.height);
    gradient.addColorStop(0, css(shade(color, volume.upper)));
    gradient.addColorStop(1, css(shade(color, volume.lower)));
    context.fillStyle = gradient;
  }
  context.fill();
}

/** Draws a figure in daylight into an area. Details never reach beyond the silhouette. */
export function drawFigure(context: Context2D, figure: Figure, palette: Palette, area: Area): void {
  for (const part of figure.parts) {
    fillPart(context, part, palette, area);
    if (!part.details) continue;
    context.save();
    tracePart(context, part, area);
    context.clip();
    for (const detail of part.details) fillPart(context, detail, palette, area);
    context.restore();
  }
}

/** A figure in daylight, filling a surface of the box's size. */
export function paintFigure(figure: Figure, palette: Palette, width: number, height: number): Surface {
  const surface = createSurface(width, height);
  drawFigure(surface.context, figure, palette, { x: 0, y: 0, width, height });
  return surface;
}

/**
 * Lays light over a sprite: component × multiply + add, as a blend towards one colour and a multiplication, so that
 * half-transparent pixels keep their opacity.
 */
export function inLight(sprite: Surface, { multiply, add }: Light): Surface {
  const { canvas, context, width, height } = createSurface(sprite.width, sprite.height);
  const brightest = Math.max(...multiply);
  context.drawImage(sprite.canvas, 0, 0);
  if (Math.min(...multiply) < brightest && brightest > 0) {
    context.globalCompositeOperation = "multiply";
    context.fillStyle = css([
      Math.round((multiply[0] / brightest) * 255),
      Math.round((multiply[1] / brightest) * 255),
      Math.round((multiply[2] / brightest) * 255),
    ]);
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = "destination-in";
    context.drawImage(sprite.canvas, 0, 0);
  }
  if (brightest < 1) {
    const share = 1 - brightest;
    context.globalCompositeOperation = "source-atop";
    context.fillStyle = css(
      [Math.round(add[0] / share), Math.round(add[1] / share), Math.round(add[2] / share)],
      share,
    );
    context.fillRect(0, 0, width, height);
  }
  context.globalCompositeOperation = "source-over";
  return { canvas, context, width, height };
}
