import type { Rgb } from "@/core/document";
import { css, mix, shade } from "../../color";
import type { Context2D } from "../../surface";
import { SNOW, chance, fillBox, fillEllipse, fillPolygon, glow, pick } from "./kit";
import type { Look } from "./place";

/** A house front in units of 1280 × 720. `key` distinguishes its details from those of other houses. */
export type Facade = {
  key: number;
  left: number;
  right: number;
  top: number;
  base: number;
  wall: Rgb;
  storeys: number;
  columns: number;
  roof: "flat" | "gable" | "hip";
  /** Height of a ground floor with shop windows; 0 for none. */
  shop: number;
  /** A front door instead of the middle window of the lowest storey. */
  door: boolean;
};

type Pane = { left: number; top: number; right: number; bottom: number };

/** Centre of the column of windows that the front door takes. */
export function doorX({ left, right, columns }: Facade): number {
  return left + ((right - left) / columns) * (Math.floor(columns / 2) + 0.5);
}

function panesOf({ left, right, top, base, storeys, columns, shop, door }: Facade): Pane[] {
  const panes: Pane[] = [];
  const storeyHeight = (base - shop - top) / storeys;
  const columnWidth = (right - left) / columns;
  for (let storey = 0; storey < storeys; storey++)
    for (let column = 0; column < columns; column++) {
      if (door && storey === storeys - 1 && column === Math.floor(columns / 2)) continue;
      const paneTop = top + storey * storeyHeight + storeyHeight * 0.24;
      const paneLeft = left + column * columnWidth + columnWidth * 0.24;
      panes.push({
        left: paneLeft,
        top: paneTop,
        right: paneLeft + columnWidth * 0.52,
        bottom: paneTop + storeyHeight * 0.54,
      });
    }
  return panes;
}

function paintPane(context: Context2D, { left, top, right, bottom }: Pane, frame: Rgb, look: Look): void {
  const thick = Math.max(1, (right - left) * 0.07);
  fillBox(context, frame, left - thick, top - thick, right + thick, bottom + thick);
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  const [upper, lower]: [Rgb, Rgb] =
    look.sky === "night" || look.sky === "dusk"
      ? [
          [52, 62, 84],
          [30, 36, 48],
        ]
      : look.sky === "clear" || look.sky === "low_sun"
        ? [
            [146, 184, 214],
            [74, 92, 110],
          ]
        : [
            [150, 160, 170],
            [78, 86, 96],
          ];
  gradient.addColorStop(0, css(upper));
  gradient.addColorStop(1, css(lower));
  context.fillStyle = gradient;
  context.fillRect(left, top, right - left, bottom - top);
  fillPolygon(context, [255, 255, 255], [left, top, left + (right - left) * 0.55, top, left, top + (bottom - top) * 0.6], 0.16);
  fillBox(context, frame, (left + right) / 2 - thick * 0.4, top, (left + right) / 2 + thick * 0.4, bottom);
  fillBox(context, [60, 58, 56], left - thick, bottom + thick, right + thick, bottom + thick * 1.8, 0.25);
}

function paintRoof(context: Context2D, { left, right, top, roof, key }: Facade, { variant, snowy }: Look): void {
  const tiles = mix([122, 70, 58], [88, 88, 96], chance(variant, 50, key));
  const tone = snowy ? mix(tiles, SNOW, 0.86) : tiles;
  const rise = Math.min(70, (right - left) * 0.3);
  const eaves = 8;
  if (roof === "flat") {
    fillBox(context, [96, 94, 94], left - 2, top - 6, right + 2, top);
    fillBox(context, snowy ? SNOW : [140, 138, 136], left - 2, top - (snowy ? 11 : 6), right + 2, top - 4);
    return;
  }
  const inset = roof === "hip" ? (right - left) * 0.2 : (right - left) / 2;
  fillPolygon(context, tone, [left - eaves, top, left + inset, top - rise, right - inset, top - rise, right + eaves, top]);
  for (let course = 1; course < 7; course++) {
    const share = course / 7;
    const y = top - rise * share;
    fillBox(context, shade(tone, -0.22), left - eaves + (inset + eaves) * share, y, right + eaves - (inset + eaves) * share, y + 1, 0.5);
  }
  fillBox(context, shade(tone, -0.3), left - eaves, top - 1, right + eaves, top + 3);
}

function paintShop(context: Context2D, { left, right, base, shop, key }: Facade, look: Look): void {
  const tone = mix([60, 84, 96], [150, 72, 60], chance(look.variant, 51, key));
  fillBox(context, shade(tone, -0.35), left, base - shop, right, base);
  fillBox(context, tone, left, base - shop, right, base - shop * 0.8);
  const panes = Math.max(2, Math.round((right - left) / 46));
  const step = (right - left) / panes;
  for (let pane = 0; pane < panes; pane++) {
    const x = left + pane * step;
    const door = pane === Math.floor(panes / 2);
    fillBox(context, [190, 206, 214], x + 3, base - shop * 0.74, x + step - 3, base - (door ? 0 : shop * 0.16), 0.55);
    fillPolygon(context, [255, 255, 255], [x + 3, base - shop * 0.74, x + step * 0.5, base - shop * 0.74, x + 3, base - shop * 0.35], 0.2);
  }
  const stripes = Math.round((right - left) / 10);
  for (let stripe = 0; stripe < stripes; stripe++) {
    const x = left + stripe * 10;
    const color: Rgb = stripe % 2 ? [238, 234, 226] : tone;
    fillPolygon(context, color, [x, base - shop * 0.82, x + 10, base - shop * 0.82, x + 12, base - shop * 0.62, x + 2, base - shop * 0.62]);
  }
}

function paintDoor(context: Context2D, facade: Facade, variant: number): void {
  const { base, wall, key } = facade;
  const x = doorX(facade);
  const top = base - 74;
  const paint = pick<Rgb>(
    [
      [120, 50, 44],
      [46, 76, 96],
      [60, 88, 66],
      [70, 58, 50],
    ],
    chance(variant, 57, key),
  );
  fillBox(context, [238, 236, 230], x - 19, top - 4, x + 19, base);
  fillBox(context, paint, x - 15, top, x + 15, base);
  fillBox(context, shade(paint, -0.25), x - 10, top + 8, x + 10, top + 30);
  fillBox(context, shade(paint, -0.25), x - 10, top + 38, x + 10, base - 8);
  fillEllipse(context, [222, 196, 120], x + 11, top + 40, 2, 2);
  fillBox(context, [150, 146, 140], x - 23, base - 5, x + 23, base);
  fillBox(context, shade(wall, -0.3), x - 25, top - 12, x + 25, top - 6);
}

/** The front by day: wall, windows, roof, shop or plinth. */
export function paintFacade(context: Context2D, facade: Facade, look: Look): void {
  const { left, right, top, base, wall, shop, key } = facade;
  const gradient = context.createLinearGradient(left, 0, right, 0);
  gradient.addColorStop(0, css(shade(wall, look.sunlit ? 0.08 : 0.02)));
  gradient.addColorStop(1, css(shade(wall, look.sunlit ? -0.1 : -0.05)));
  context.fillStyle = gradient;
  context.fillRect(left, top, right - left, base - top);
  paintRoof(context, facade, look);
  const frame = mix([240, 238, 232], [70, 66, 62], chance(look.variant, 52, key) < 0.7 ? 0 : 1);
  for (const pane of panesOf(facade)) paintPane(context, pane, frame, look);
  fillBox(context, shade(wall, 0.2), left, base - shop - 4, right, base - shop - 1, shop > 0 ? 1 : 0);
  if (shop > 0) paintShop(context, facade, look);
  else fillBox(context, shade(wall, -0.28), left, base - 9, right, base);
  if (look.lit) paintWindowLights(context, facade, look.variant);
  if (facade.door) paintDoor(context, facade, look.variant);
  fillBox(context, [20, 20, 26], right - 2, top, right, base, 0.18);
}

/** Its lit windows at night: a hashed third of them, and the shop. */
function paintWindowLights(context: Context2D, facade: Facade, variant: number): void {
  const { left, right, base, shop, key } = facade;
  panesOf(facade).forEach((pane, index) => {
    if (chance(variant, 53, key, index) > 0.34) return;
    const warm = mix([255, 206, 122], [236, 232, 214], chance(variant, 54, key, index) ** 2 * 0.8);
    const strength = 0.6 + 0.36 * chance(variant, 55, key, index);
    fillBox(context, warm, pane.left, pane.top, pane.right, pane.bottom, strength);
    fillBox(context, [60, 50, 40], (pane.left + pane.right) / 2 - 0.6, pane.top, (pane.left + pane.right) / 2 + 0.6, pane.bottom, 0.6);
  });
  if (shop > 0 && chance(variant, 56, key) < 0.75) {
    fillBox(context, [255, 224, 160], left + 4, base - shop * 0.62, right - 4, base - shop * 0.14, 0.8);
    glow(context, [255, 220, 150], (left + right) / 2, base - shop * 0.3, (right - left) * 0.7, shop * 1.3, 0.2);
  }
}
