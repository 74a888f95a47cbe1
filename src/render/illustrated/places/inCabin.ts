import type { Rgb } from "@/core/document";
import { css, shade } from "../../color";
import type { Context2D } from "../../surface";
import { chance, fillBox, fillEllipse, fillPolygon, glow } from "./kit";
import { traceOpenings, type Look, type Place } from "./place";
import { paintSky, paintWoods } from "./sky";

const TRIM: Rgb = [58, 60, 66];

/** Side windows left and right. */
const SIDE_WINDOWS = [
  [20, 150, 250, 110, 318, 130, 330, 392, 60, 430],
  [1260, 150, 1030, 110, 962, 130, 950, 392, 1220, 430],
] as const;
const REAR_WINDOW = [410, 150, 870, 150, 900, 300, 380, 300] as const;

/** The visible part of the rear window's glass, between the headrests and pillars. */
const REAR_GLASS = [
  410, 150, 870, 150, 899, 296, 892, 296, 884, 278, 866, 270, 794, 270, 776, 278, 768, 296, 768, 300, 724, 300, 724, 230, 714, 206, 690,
  196, 590, 196, 566, 206, 556, 230, 556, 300, 512, 300, 512, 296, 504, 278, 486, 270, 414, 270, 396, 278, 388, 296, 381, 296,
] as const;

/** What passes outside: sky, trees and a road's edge. */
function paintOutside(context: Context2D, look: Look): void {
  context.save();
  traceOpenings(context, [...SIDE_WINDOWS, REAR_WINDOW]);
  context.clip();
  paintSky(context, look, 330);
  paintWoods(context, look, 150, 330, 110, [96, 128, 92]);
  fillBox(context, [120, 150, 92], -2, 326, 1282, 350);
  fillBox(context, look.wet ? [84, 88, 94] : [112, 114, 118], -2, 346, 1282, 440);
  fillBox(context, [224, 226, 224], -2, 372, 1282, 378);
  for (let house = 0; house < 3; house++) {
    // One house behind each window: their roofs never overlap.
    const x = house * 420 + 30 + chance(look.variant, 151, house) * 220;
    fillBox(context, shade([190, 160, 130], (house - 1) * 0.12), x, 250, x + 110, 330);
    fillPolygon(context, [128, 78, 64], [x - 8, 250, x + 55, 214, x + 118, 250]);
    for (const pane of [18, 68]) fillBox(context, look.lit ? [255, 214, 140] : [60, 64, 74], x + pane, 274, x + pane + 24, 300);
  }
  if (look.lit) for (const x of [110, 180, 560, 1090, 1180]) glow(context, [255, 206, 130], x, 300, 30, 26, 0.9);
  context.restore();
}

function paintSeat(context: Context2D): void {
  const leather: Rgb = [84, 76, 72];
  const seat = (scaleX: number, middle: number, tone: Rgb, top: number, headTop: number) => {
    context.fillStyle = css(tone);
    context.beginPath();
    context.roundRect(middle - 150 * scaleX, top, 300 * scaleX, 560, 70 * scaleX);
    context.fill();
    context.fillStyle = css(shade(tone, 0.1));
    context.beginPath();
    context.roundRect(middle - 104 * scaleX, top + 34, 208 * scaleX, 520, 44 * scaleX);
    context.fill();
    fillBox(context, [40, 40, 44], middle - 40 * scaleX, headTop + 90, middle - 28 * scaleX, top + 16);
    fillBox(context, [40, 40, 44], middle + 28 * scaleX, headTop + 90, middle + 40 * scaleX, top + 16);
    context.fillStyle = css(tone);
    context.beginPath();
    context.roundRect(middle - 84 * scaleX, headTop, 168 * scaleX, 116, 34 * scaleX);
    context.fill();
    context.fillStyle = css(shade(tone, 0.12));
    context.beginPath();
    context.roundRect(middle - 64 * scaleX, headTop + 14, 128 * scaleX, 84, 26 * scaleX);
    context.fill();
    for (let seam = 1; seam < 6; seam++)
      fillBox(context, shade(tone, -0.2), middle - 100 * scaleX, top + 40 + seam * 70, middle + 100 * scaleX, top + 42 + seam * 70, 0.6);
  };
  // The rear bench, then the driver's own seat.
  fillBox(context, shade(leather, -0.34), 330, 318, 950, 470);
  for (const x of [450, 640, 830]) {
    context.fillStyle = css(shade(leather, -0.26));
    context.beginPath();
    context.roundRect(x - 62, 270, 124, 76, 26);
    context.fill();
  }
  seat(1, 640, leather, 300, 196);
}

function paintPillarsAndRoof(context: Context2D, look: Look): void {
  fillPolygon(context, TRIM, [0, 0, 1280, 0, 1280, 130, 1030, 96, 870, 138, 410, 138, 250, 96, 0, 130]);
  fillPolygon(context, shade(TRIM, 0.16), [0, 0, 1280, 0, 1280, 40, 900, 90, 380, 90, 0, 40]);
  fillEllipse(context, shade(TRIM, 0.3), 640, 58, 56, 12);
  fillEllipse(context, look.sunlit ? [244, 240, 226] : [196, 194, 188], 640, 58, 40, 7);
  for (const side of [1, -1] as const) {
    const x = (value: number) => (side === 1 ? value : 1280 - value);
    fillPolygon(context, shade(TRIM, -0.14), [x(318), 120, x(410), 140, x(380), 300, x(392), 720, x(322), 720, x(330), 400]);
    fillPolygon(context, shade(TRIM, 0.1), [x(318), 120, x(330), 122, x(342), 400, x(334), 720, x(322), 720, x(330), 400]);
    fillPolygon(context, shade(TRIM, -0.3), [x(0), 130, x(20), 150, x(60), 430, x(0), 450]);
    fillPolygon(context, shade(TRIM, -0.1), [x(0), 446, x(330), 392, x(330), 720, x(0), 720]);
    fillPolygon(context, shade(TRIM, 0.14), [x(0), 446, x(330), 392, x(330), 404, x(0), 462]);
    fillPolygon(context, shade(TRIM, -0.3), [x(90), 520, x(250), 500, x(250), 524, x(90), 546]);
    // The belt hangs from the pillar.
    fillPolygon(context, [44, 46, 52], [x(372), 210, x(388), 208, x(400), 470, x(384), 472]);
  }
}

/** The instrument panel at the lower edge, on which the camera stands. The driver's figure has the steering wheel. */
function paintDashboard(context: Context2D): void {
  fillPolygon(context, [34, 36, 40], [0, 672, 320, 646, 960, 646, 1280, 672, 1280, 720, 0, 720]);
  fillPolygon(context, [58, 60, 66], [0, 672, 320, 646, 960, 646, 1280, 672, 1280, 680, 960, 654, 320, 654, 0, 680]);
  fillEllipse(context, [34, 36, 40], 640, 700, 210, 58);
}

export const inCabin: Place = {
  kind: "in_cabin",
  horizon: 330,
  lamps: [],
  sun: { x: 1120, y: 190 },
  openings: [...SIDE_WINDOWS, REAR_GLASS],
  wetGround: [],
  paint(context, look) {
    fillBox(context, shade(TRIM, -0.2), -2, -2, 1282, 722);
    paintOutside(context, look);
    fillPolygon(context, [255, 255, 255], [60, 140, 130, 126, 100, 424, 74, 428], 0.1);
    fillPolygon(context, [255, 255, 255], [1000, 116, 1060, 114, 1040, 400, 1000, 396], 0.08);
    paintPillarsAndRoof(context, look);
    paintSeat(context);
    paintDashboard(context);
  },
  paintLights(context) {
    glow(context, [120, 190, 230], 640, 700, 420, 130, 0.3);
  },
};
