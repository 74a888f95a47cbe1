import type { Figure, FigurePart } from "@/core/scene/figures";
import { css } from "../color";
import { createSurface, type Surface } from "../surface";
import type { Light } from "./light";
import { colorOf, type Palette } from "./palette";

function trace({ context, width, height }: Surface, { polygon }: FigurePart): void {
  context.beginPath();
  for (let index = 0; index < polygon.length; index += 2)
    context.lineTo((polygon[index] ?? 0) * width, (polygon[index + 1] ?? 0) * height);
  context.closePath();
}

/** A figure in daylight, filling a surface of the box's size. Details never reach beyond the silhouette. */
export function paintFigure(figure: Figure, palette: Palette, width: number, height: number): Surface {
  const surface = createSurface(width, height);
  const { context } = surface;
  for (const part of figure.parts) {
    trace(surface, part);
    context.fillStyle = css(colorOf(palette, part.role));
    context.fill();
    if (!part.details) continue;
    context.save();
    context.clip();
    for (const detail of part.details) {
      trace(surface, detail);
      context.fillStyle = css(colorOf(palette, detail.role));
      context.fill();
    }
    context.restore();
  }
  return surface;
}

/**
 * Lays light over a sprite: component × multiply + add, as a blend towards one colour and a multiplication, so that
 * half-transparent pixels keep their opacity.
 */
export function laid(sprite: Surface, { multiply, add }: Light): Surface {
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
