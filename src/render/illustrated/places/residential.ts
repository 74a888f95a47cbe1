import type { Rgb } from "@/core/document";
import { SCENE_GEOMETRY } from "@/core/scene";
import { KERB_PARKING, RESIDENTIAL_SIGN, carAtKerb } from "@/core/scene/pictureScenery";
import type { Context2D } from "../../surface";
import { doorX, paintFacade, type Facade } from "./building";
import { paintFence, paintLampLight, paintLampMast, paintPostShadow, paintRoundSign, paintStandingVehicle } from "./furniture";
import { paintGrass, paintHedge, paintTree } from "./greenery";
import { chance, fillBox, pick } from "./kit";
import type { Lamp, Look, Place } from "./place";
import { paintAsphalt, paintDashes, paintKerb, paintManhole, paintPaving, paintWheelTracks } from "./road";
import { paintHills, paintSky, paintStars, paintWoods } from "./sky";

const GARDEN = 372;
const PAVEMENT = 426;
const KERB = 466;
const NEAR_KERB = 686;

const LAMPS: readonly Lamp[] = [
  { x: 236, headY: 196, groundY: 500, radiusX: 300, radiusY: 190 },
  { x: 666, headY: 196, groundY: 500, radiusX: 300, radiusY: 190 },
  { x: 1096, headY: 196, groundY: 500, radiusX: 300, radiusY: 190 },
];

const WALLS: readonly [Rgb, ...Rgb[]] = [
  [214, 190, 158],
  [192, 118, 94],
  [226, 216, 200],
  [170, 176, 178],
  [206, 170, 132],
  [180, 142, 124],
];

function housesOf(variant: number): Facade[] {
  const houses: Facade[] = [];
  let left = -60 + Math.round(chance(variant, 80) * 50);
  for (let key = 0; left < 1290; key++) {
    const width = 176 + Math.round(chance(variant, 81, key) * 60);
    const tall = chance(variant, 82, key) < 0.75;
    houses.push({
      key,
      left,
      right: left + width,
      top: tall ? 194 : 262,
      base: GARDEN + 6,
      wall: pick(WALLS, chance(variant, 83, key)),
      storeys: tall ? 2 : 1,
      columns: width > 205 ? 4 : 3,
      roof: chance(variant, 84, key) < 0.6 ? "hip" : "gable",
      shop: 0,
      door: true,
    });
    left += width + 52 + Math.round(chance(variant, 85, key) * 40);
  }
  return houses;
}

function paintGarden(context: Context2D, look: Look, house: Facade): void {
  const x = doorX(house);
  const { key, left, right } = house;
  fillBox(context, [176, 168, 154], x - 16, GARDEN + 4, x + 16, PAVEMENT);
  const style = chance(look.variant, 87, key);
  for (const [from, to] of [
    [left - 30, x - 22],
    [x + 22, right + 30],
  ] as const) {
    if (style < 0.45) paintHedge(context, look, key, from, to, PAVEMENT - 1, 30);
    else if (style < 0.8) paintFence(context, [236, 234, 228], from, to, PAVEMENT - 1, 32);
    else {
      fillBox(context, [162, 108, 90], from, PAVEMENT - 24, to, PAVEMENT - 1);
      fillBox(context, [196, 186, 172], from - 2, PAVEMENT - 27, to + 2, PAVEMENT - 23);
    }
  }
}

export const residential: Place = {
  kind: "residential",
  horizon: 300,
  lamps: LAMPS,
  sun: { x: 1010, y: 168 },
  openings: null,
  // From the wheels of the car at the kerb onwards.
  wetGround: [{ top: KERB_PARKING + 1, bottom: NEAR_KERB }],
  paint(context, look) {
    const { variant } = look;
    paintSky(context, look, 320);
    paintHills(context, look, 88, 214, 14, 340, [136, 160, 150]);
    paintWoods(context, look, 89, 344, 96, [92, 124, 86]);
    paintGrass(context, look, 1, 340, PAVEMENT, [120, 152, 84], [112, 148, 78]);
    const houses = housesOf(variant);
    for (const house of houses) paintFacade(context, house, look);
    houses.forEach((house, index) => {
      const x = house.right + 30;
      paintTree(context, look, index, x, GARDEN + 22, 70 + chance(variant, 90, index) * 34);
    });
    for (const house of houses) paintGarden(context, look, house);
    paintPaving(context, look, 2, PAVEMENT, KERB - 4);
    paintKerb(context, look, KERB - 4, 9);
    for (const lamp of LAMPS) paintLampMast(context, lamp, lamp.x - 24, KERB - 8);
    paintRoundSign(context, RESIDENTIAL_SIGN, [196, 40, 40], [246, 244, 238]);
    paintAsphalt(context, look, 3, KERB + 5, NEAR_KERB);
    for (const lamp of LAMPS) paintPostShadow(context, look, lamp.x - 24, KERB - 8, KERB - 8 - lamp.headY);
    paintPostShadow(context, look, RESIDENTIAL_SIGN.x, RESIDENTIAL_SIGN.base, 98, 17);
    fillBox(context, [60, 60, 62], -2, KERB + 5, 1282, KERB + 12, 0.25);
    paintDashes(context, 588, 5, 80, 110, Math.round(chance(variant, 91) * 60));
    paintWheelTracks(context, look, SCENE_GEOMETRY.residential.lanes);
    paintManhole(context, 300 + chance(variant, 92) * 640, 630, 26);
    for (const car of carAtKerb(variant, look.traffic)) paintStandingVehicle(context, look, car);
    paintKerb(context, look, NEAR_KERB, 10, true);
    paintPaving(context, look, 4, NEAR_KERB + 10, 720);
  },
  paintLights(context, look) {
    paintStars(context, look, 190);
    for (const lamp of LAMPS) paintLampLight(context, lamp);
  },
};
