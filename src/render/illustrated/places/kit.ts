import type { Rgb } from "@/core/document";
import { PURPOSE, hashUnit } from "@/core/random";
import { css } from "../../color";
import type { Context2D } from "../../surface";

/** Fresh snow by day. */
export const SNOW: Rgb = [240, 244, 250];

/** A number in [0, 1) for a detail of a scene: the same for the same variant and keys. */
export function chance(variant: number, ...keys: readonly number[]): number {
  return hashUnit(PURPOSE.scenery, variant, ...keys);
}

export function pick<Item>(items: readonly [Item, ...Item[]], share: number): Item {
  return items[Math.floor(share * items.length)] ?? items[0];
}

export function fillBox(context: Context2D, color: Rgb, left: number, top: number, right: number, bottom: number, alpha = 1): void {
  context.fillStyle = css(color, alpha);
  context.fillRect(left, top, right - left, bottom - top);
}

/** A closed polygon through x0, y0, x1, y1, … */
export function fillPolygon(context: Context2D, color: Rgb, points: readonly number[], alpha = 1): void {
  context.fillStyle = css(color, alpha);
  context.beginPath();
  for (let index = 0; index < points.length; index += 2) context.lineTo(points[index] ?? 0, points[index + 1] ?? 0);
  context.closePath();
  context.fill();
}

export function fillEllipse(context: Context2D, color: Rgb, x: number, y: number, radiusX: number, radiusY: number, alpha = 1): void {
  context.fillStyle = css(color, alpha);
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, 0, 0, 2 * Math.PI);
  context.fill();
}

/** A band from `top` to `bottom` over the whole width, with a gradient from one colour to the other. */
export function fillBand(context: Context2D, top: number, bottom: number, upper: Rgb, lower: Rgb): void {
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  gradient.addColorStop(0, css(upper));
  gradient.addColorStop(1, css(lower));
  context.fillStyle = gradient;
  context.fillRect(-2, top, 1284, bottom - top);
}

/** A soft round light, strongest in the centre. */
export function glow(context: Context2D, color: Rgb, x: number, y: number, radiusX: number, radiusY: number, alpha: number): void {
  context.save();
  context.translate(x, y);
  context.scale(radiusX, radiusY);
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  gradient.addColorStop(0, css(color, alpha * 0.999));
  gradient.addColorStop(0.35, css(color, alpha * 0.42));
  gradient.addColorStop(0.7, css(color, alpha * 0.1));
  gradient.addColorStop(1, css(color, 0));
  context.fillStyle = gradient;
  context.fillRect(-1, -1, 2, 2);
  context.restore();
}
