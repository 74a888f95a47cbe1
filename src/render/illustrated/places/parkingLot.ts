import type { Rgb } from "@/core/document";
import { PARKING_BAYS, PARKING_ROW, spreadOfBays, standingCars } from "@/core/scene/pictureScenery";
import { shade } from "../../color";
import type { Context2D } from "../../surface";
import { paintLampLight, paintLampMast, paintPostShadow, paintStandingVehicle } from "./furniture";
import { paintGrass, paintHedge, paintTree } from "./greenery";
import { SNOW, chance, fillBox, fillPolygon, glow, pick } from "./kit";
import type { Lamp, Look, Place } from "./place";
import { MARKING, paintAsphalt, paintKerb, paintPaving } from "./road";
import { paintHills, paintSky, paintStars, paintWoods } from "./sky";

const STORE_BASE = 286;
const LOT = 318;
const MIDDLE_ROW = { top: 428, bottom: 502 };
const NEAR_ROW = 626;

const LAMPS: readonly Lamp[] = [
  { x: 250, headY: 84, groundY: 430, radiusX: 320, radiusY: 240 },
  { x: 690, headY: 84, groundY: 430, radiusX: 320, radiusY: 240 },
  { x: 1130, headY: 84, groundY: 430, radiusX: 320, radiusY: 240 },
];

/** A supermarket: a long low hall with a glazed entrance and a coloured band. */
function paintStore(context: Context2D, look: Look): void {
  const accent = pick<Rgb>(
    [
      [206, 74, 58],
      [52, 120, 92],
      [46, 96, 160],
    ],
    chance(look.variant, 135),
  );
  const left = 120 + Math.round(chance(look.variant, 136) * 120);
  const right = left + 860;
  fillBox(context, [206, 204, 198], left, 122, right, STORE_BASE);
  for (let x = left + 20; x < right; x += 20) fillBox(context, [182, 180, 176], x, 156, x + 1, STORE_BASE);
  fillBox(context, accent, left - 6, 116, right + 6, 156);
  fillBox(context, shade(accent, 0.24), left - 6, 116, right + 6, 121);
  const door = left + 330;
  if (look.snowy) fillBox(context, SNOW, left - 6, 111, right + 6, 118);
  fillBox(context, shade(accent, -0.2), door - 20, 92, door + 240, 156);
  if (look.snowy) fillBox(context, SNOW, door - 20, 87, door + 240, 94);
  fillPolygon(context, [246, 244, 236], [door + 86, 108, door + 134, 108, door + 128, 132, door + 92, 132]);
  fillBox(context, [246, 244, 236], door + 74, 102, door + 86, 106);
  fillBox(context, [246, 244, 236], door + 94, 136, door + 102, 144);
  fillBox(context, [246, 244, 236], door + 118, 136, door + 126, 144);
  fillBox(context, [70, 78, 86], door - 10, 176, door + 230, STORE_BASE);
  for (let pane = 0; pane < 6; pane++) {
    fillBox(
      context,
      look.sky === "clear" || look.sky === "low_sun" ? [150, 188, 208] : [150, 162, 170],
      door - 6 + pane * 40,
      180,
      door + 30 + pane * 40,
      STORE_BASE - 2,
    );
    fillPolygon(context, [255, 255, 255], [door - 6 + pane * 40, 180, door + 16 + pane * 40, 180, door - 6 + pane * 40, 230], 0.2);
  }
  for (let poster = 0; poster < 4; poster++) {
    const x = poster < 2 ? left + 40 + poster * 140 : right - 260 + (poster - 2) * 130;
    fillBox(context, [120, 150, 168], x, 186, x + 90, 262);
    fillBox(context, shade(accent, 0.3), x + 8, 194, x + 82, 226, 0.7);
  }
  fillBox(context, [0, 0, 0], left, 156, right, 162, 0.2);
  if (!look.lit) return;
  fillBox(context, [255, 232, 180], door - 6, 180, door + 226, STORE_BASE - 2, 0.7);
  fillBox(context, shade(accent, 0.5), door - 20, 92, door + 240, 156, 0.5);
  fillBox(context, [255, 236, 200], left, 158, right, 176, 0.22);
  glow(context, [255, 226, 170], door + 110, STORE_BASE + 4, 320, 60, 0.36);
}

/** Bays whose lines run away from the camera between `top` and `bottom`. */
function paintBays(context: Context2D, top: number, bottom: number, width: number): void {
  for (let bay = -8; bay <= 8; bay++) {
    const upper = 640 + bay * width;
    const lower = 640 + bay * width * spreadOfBays(bottom - top);
    const thick = 2 + top * 0.003;
    fillPolygon(context, MARKING, [upper, top, upper + thick, top, lower + thick * 1.3, bottom, lower, bottom], 0.9);
  }
}

function paintArrow(context: Context2D, x: number, y: number, right: boolean): void {
  const side = right ? 1 : -1;
  fillPolygon(
    context,
    MARKING,
    [
      x - side * 50,
      y - 4,
      x + side * 14,
      y - 4,
      x + side * 14,
      y - 13,
      x + side * 54,
      y,
      x + side * 14,
      y + 15,
      x + side * 14,
      y + 5,
      x - side * 52,
      y + 5,
    ],
    0.86,
  );
}

export const parkingLot: Place = {
  kind: "parking_lot",
  horizon: 250,
  lamps: LAMPS,
  sun: { x: 1170, y: 150 },
  openings: null,
  // From the parked cars onwards: what reflects is in front of them.
  wetGround: [{ top: PARKING_ROW + 1, bottom: 720 }],
  paint(context, look) {
    const { variant } = look;
    paintSky(context, look, 270);
    paintHills(context, look, 137, 190, 12, 290, [140, 164, 164]);
    paintWoods(context, look, 138, 286, 70, [100, 134, 96]);
    paintGrass(context, look, 1, 270, STORE_BASE + 4, [128, 158, 92], [118, 150, 84]);
    paintStore(context, look);
    paintPaving(context, look, 2, STORE_BASE, LOT - 6);
    paintKerb(context, look, LOT - 6, 7);
    for (const lamp of LAMPS) paintLampMast(context, lamp, lamp.x - 26, LOT - 8);
    [0, 1280].forEach((x, index) => {
      paintHedge(context, look, index, x - 60, x + 60, LOT - 7, 26);
      paintTree(context, look, index, x, LOT - 8, 92);
    });
    paintAsphalt(context, look, 3, LOT + 1, 720);
    for (const lamp of LAMPS) paintPostShadow(context, look, lamp.x - 26, LOT - 8, LOT - 8 - lamp.headY);
    paintBays(context, PARKING_BAYS.top, PARKING_ROW + 10, PARKING_BAYS.width);
    for (const car of standingCars(variant)) paintStandingVehicle(context, look, car);
    paintBays(context, MIDDLE_ROW.top, MIDDLE_ROW.bottom, 112);
    fillBox(context, MARKING, -2, MIDDLE_ROW.top - 3, 1282, MIDDLE_ROW.top, 0.9);
    paintArrow(context, 320 + chance(variant, 139) * 120, 566, look.traffic === "left");
    paintArrow(context, 860 + chance(variant, 140) * 120, 590, look.traffic === "right");
    paintBays(context, NEAR_ROW, 720, 150);
    fillBox(context, [0, 0, 0], -2, LOT + 1, 1282, LOT + 6, 0.2);
  },
  paintLights(context, look) {
    paintStars(context, look, 180);
    for (const lamp of LAMPS) paintLampLight(context, lamp);
  },
};
