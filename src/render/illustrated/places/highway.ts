import type { Rgb } from "@/core/document";
import { SCENE_GEOMETRY } from "@/core/scene";
import { BRIDGE_PANELS, signBridgeX } from "@/core/scene/pictureScenery";
import { mix } from "../../color";
import type { Context2D } from "../../surface";
import { paintGuardrail, paintLampLight, paintLampMast, paintPostShadow } from "./furniture";
import { paintGrass, paintHedge, paintTree } from "./greenery";
import { chance, fillBox, fillPolygon } from "./kit";
import type { Lamp, Look, Place } from "./place";
import { MARKING, paintAsphalt, paintDashes, paintLine, paintWheelTracks } from "./road";
import { paintHills, paintSky, paintStars, paintWoods } from "./sky";

const HORIZON = 214;
const VERGE = 282;
const CENTRAL = { top: 478, bottom: 512 };
const NEAR_VERGE = 690;

const LAMPS: readonly Lamp[] = [120, 440, 760, 1080].map((x) => ({
  x: x + 26,
  headY: 62,
  groundY: 400,
  radiusX: 200,
  radiusY: 150,
}));

/** A sign bridge over the far carriageway, its panels without lettering. */
function paintSignBridge(context: Context2D, look: Look, x: number): void {
  const [panel, legend]: [Rgb, Rgb] = look.lit
    ? [
        [78, 140, 214],
        [255, 255, 255],
      ]
    : look.sky === "night"
      ? [
          [20, 60, 112],
          [150, 152, 156],
        ]
      : [
          [30, 86, 160],
          [240, 242, 244],
        ];
  const steel: Rgb = [126, 132, 138];
  fillBox(context, steel, x, 96, x + 6, 290);
  fillBox(context, steel, x + 300, 96, x + 306, 290);
  fillBox(context, steel, x - 4, 96, x + 310, 103);
  fillBox(context, steel, x - 4, 120, x + 310, 124);
  for (let brace = 0; brace < 15; brace++)
    fillPolygon(context, steel, [x + brace * 20, 102, x + brace * 20 + 3, 102, x + brace * 20 + 13, 121, x + brace * 20 + 10, 121]);
  const { lefts, width, top, bottom, rim } = BRIDGE_PANELS;
  for (const left of lefts) {
    fillBox(context, [236, 238, 240], x + left - rim, top - rim, x + left + width + rim, bottom + rim);
    fillBox(context, panel, x + left, top, x + left + width, bottom);
    const arrowX = x + left + width / 2;
    fillBox(context, legend, arrowX - 3, 96, arrowX + 3, 128);
    fillPolygon(context, legend, [arrowX - 13, 124, arrowX + 13, 124, arrowX, 142]);
    fillBox(context, legend, x + left + 12, 98, x + left + 40, 103, 0.9);
    fillBox(context, legend, x + left + 12, 110, x + left + 34, 114, 0.8);
  }
}

export const highway: Place = {
  kind: "highway",
  horizon: HORIZON,
  lamps: LAMPS,
  sun: { x: 470, y: 125 },
  openings: null,
  wetGround: [
    { top: VERGE, bottom: CENTRAL.top },
    { top: CENTRAL.bottom, bottom: NEAR_VERGE },
  ],
  paint(context, look) {
    const { variant } = look;
    paintSky(context, look, HORIZON + 20);
    paintHills(
      context,
      look,
      60,
      176,
      16,
      HORIZON + 24,
      mix([136, 166, 186], [150, 164, 172], look.sky === "clear" || look.sky === "low_sun" ? 0 : 1),
    );
    paintHills(context, look, 61, 196, 10, HORIZON + 30, [122, 150, 140]);
    paintWoods(context, look, 62, HORIZON + 24, 30, [84, 116, 84]);
    paintGrass(context, look, 1, HORIZON + 16, VERGE + 4, [140, 164, 102], [108, 142, 78]);
    for (let tree = 0; tree < 7; tree++)
      paintTree(
        context,
        look,
        tree,
        chance(variant, 63, tree) * 1280,
        HORIZON + 30 + chance(variant, 64, tree) * 22,
        34 + chance(variant, 65, tree) * 34,
      );
    for (const lamp of LAMPS) paintLampMast(context, lamp, lamp.x - 26, VERGE - 8);
    paintSignBridge(context, look, signBridgeX(variant));
    paintAsphalt(context, look, 2, VERGE, CENTRAL.top);
    for (const lamp of LAMPS) paintPostShadow(context, look, lamp.x - 26, VERGE - 8, VERGE - 8 - lamp.headY);
    paintGuardrail(context, VERGE + 4, 24);
    paintLine(context, MARKING, 318, 3);
    paintDashes(context, 392, 4, 66, 96, Math.round(chance(variant, 67) * 60));
    paintLine(context, [226, 190, 90], 464, 4);
    paintGrass(context, look, 3, CENTRAL.top, CENTRAL.bottom, [112, 140, 78], [98, 128, 70]);
    fillBox(context, [168, 166, 160], -2, CENTRAL.top, 1282, CENTRAL.top + 4);
    fillBox(context, [176, 174, 168], -2, CENTRAL.bottom - 5, 1282, CENTRAL.bottom);
    for (let shrub = 0; shrub < 9; shrub++) {
      const x = shrub * 150 - 30 + chance(variant, 68, shrub) * 60;
      paintHedge(context, { ...look, sunlit: false }, shrub, x, x + 46 + chance(variant, 69, shrub) * 30, CENTRAL.bottom - 8, 17);
    }
    paintAsphalt(context, look, 4, CENTRAL.bottom, NEAR_VERGE);
    paintLine(context, [226, 190, 90], CENTRAL.bottom + 10, 5);
    paintDashes(context, 594, 6, 96, 132, Math.round(chance(variant, 70) * 90));
    paintWheelTracks(context, look, SCENE_GEOMETRY.highway.lanes);
    paintLine(context, MARKING, 666, 6);
    paintGrass(context, look, 5, NEAR_VERGE, 720, [102, 134, 70], [84, 116, 58]);
  },
  paintLights(context, look) {
    paintStars(context, look, HORIZON);
    for (const lamp of LAMPS) paintLampLight(context, lamp);
  },
};
