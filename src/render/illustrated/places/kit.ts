import type { Rgb } from "@/core/document";
import { PURPOSE, hashUnit } from "@/core/random";
import { css, mix, shade } from "../../color";
import type { Context2D } from "../../surface";
import type { Look } from "./place";

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

/** A band from `top` to `bottom` over the whole width whose colour runs from one to the other. */
export function fillBand(context: Context2D, top: number, bottom: number, upper: Rgb, lower: Rgb): void {
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  gradient.addColorStop(0, css(upper));
  gradient.addColorStop(1, css(lower));
  context.fillStyle = gradient;
  context.fillRect(-2, top, 1284, bottom - top);
}

/** Sky down to `horizon`, with the variant's clouds. */
export function paintSky(context: Context2D, { sky, variant }: Look, horizon: number): void {
  if (sky === "clear") {
    fillBand(context, 0, horizon, [104, 164, 222], [206, 226, 238]);
    for (let cloud = 0; cloud < 5; cloud++) {
      const x = chance(variant, 1, cloud) * 1400 - 60;
      const y = 24 + chance(variant, 2, cloud) * (horizon * 0.5);
      cumulus(context, variant + cloud, x, y, 50 + chance(variant, 3, cloud) * 70, [250, 252, 254], [222, 232, 242], 0.92);
    }
    return;
  }
  fillBand(context, 0, horizon, [168, 176, 186], [214, 219, 224]);
  for (let cloud = 0; cloud < 16; cloud++) {
    const x = chance(variant, 4, cloud) * 1500 - 110;
    const y = chance(variant, 5, cloud) * horizon * 0.75;
    const tone = mix([150, 158, 170], [206, 211, 217], chance(variant, 6, cloud));
    cumulus(context, variant + cloud, x, y, 120 + chance(variant, 7, cloud) * 140, tone, shade(tone, -0.1), 0.45);
  }
}

function cumulus(context: Context2D, key: number, x: number, y: number, size: number, top: Rgb, base: Rgb, alpha: number): void {
  const gradient = context.createLinearGradient(0, y - size * 0.34, 0, y + size * 0.12);
  gradient.addColorStop(0, css(top, alpha));
  gradient.addColorStop(1, css(base, alpha));
  context.fillStyle = gradient;
  context.beginPath();
  for (let puff = 0; puff < 6; puff++) {
    const share = (puff + 0.5) / 6 - 0.5;
    const rise = (0.25 - share * share) * size * (0.7 + 0.6 * chance(key, 8, puff));
    const centreX = x + share * size * 1.9;
    const radius = size * (0.16 + 0.13 * chance(key, 9, puff));
    context.moveTo(centreX + radius, y - rise);
    context.ellipse(centreX, y - rise, radius, radius * 0.62, 0, 0, 2 * Math.PI);
  }
  context.fill();
}
