import type { Figure, FigurePart } from "@/core/scene/figures";
import { css, shade } from "../color";
import type { Context2D } from "../surface";
import { colorOf, type Palette } from "./palette";

/** Where a figure is drawn, in pixels. */
export type Area = { x: number; y: number; width: number; height: number };

/** Lighter above, darker below: this gives a flat shape some volume. */
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

function paintPart(context: Context2D, part: FigurePart, palette: Palette, area: Area): void {
  const color = colorOf(palette, part.role);
  const volume = VOLUME[part.role];
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

/**
 * Traces a figure's parts and details one after another, for `fill` to fill. Details never reach beyond the silhouette: those that would
 * are clipped at their part's edge.
 */
export function drawParts(context: Context2D, figure: Figure, area: Area, fill: (part: FigurePart) => void): void {
  for (const part of figure.parts) {
    tracePart(context, part, area);
    fill(part);
    for (const detail of part.details ?? []) {
      if (detail.overflows) {
        context.save();
        tracePart(context, part, area);
        context.clip();
      }
      tracePart(context, detail, area);
      fill(detail);
      if (detail.overflows) context.restore();
    }
  }
}

/** Draws a figure in its own colours, as full daylight shows them, into an area. */
export function drawFigure(context: Context2D, figure: Figure, palette: Palette, area: Area): void {
  drawParts(context, figure, area, (part) => paintPart(context, part, palette, area));
}
