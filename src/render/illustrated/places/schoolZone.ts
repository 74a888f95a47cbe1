import type { Rgb, TrafficSide } from "@/core/document";
import { SCENE_GEOMETRY } from "@/core/scene";
import { CHILDREN_SIGNS, schoolCrossingSign } from "@/core/scene/pictureScenery";
import { css, shade } from "../../color";
import type { Context2D } from "../../surface";
import { paintFacade, type Facade } from "./building";
import { paintChildrenSign, paintCrossingSign, paintFence, paintLampLight, paintLampMast, paintPostShadow } from "./furniture";
import { paintGrass, paintHedge, paintTree } from "./greenery";
import { chance, fillBox, fillEllipse, fillPolygon, pick } from "./kit";
import type { Lamp, Place } from "./place";
import { MARKING, paintAsphalt, paintDashes, paintKerb, paintPaving, paintWheelTracks } from "./road";
import { paintHills, paintSky, paintStars, paintWoods } from "./sky";

const YARD = 318;
const PAVEMENT = 376;
const KERB = 424;
const NEAR_KERB = 672;

const LAMPS: readonly Lamp[] = [
  { x: 176, headY: 150, groundY: 470, radiusX: 290, radiusY: 210 },
  { x: 700, headY: 150, groundY: 500, radiusX: 310, radiusY: 220 },
  { x: 1150, headY: 150, groundY: 470, radiusX: 290, radiusY: 210 },
];

const BRICKS: readonly [Rgb, ...Rgb[]] = [
  [186, 104, 82],
  [204, 160, 108],
  [176, 128, 110],
];

function schoolOf(variant: number): Facade[] {
  const wall = pick(BRICKS, chance(variant, 100));
  const shift = Math.round((chance(variant, 101) - 0.5) * 160);
  return [
    {
      key: 1,
      left: 200 + shift,
      right: 560 + shift,
      top: 150,
      base: YARD,
      wall,
      storeys: 2,
      columns: 7,
      roof: "flat",
      shop: 0,
      door: false,
    },
    {
      key: 2,
      left: 720 + shift,
      right: 1060 + shift,
      top: 150,
      base: YARD,
      wall,
      storeys: 2,
      columns: 7,
      roof: "flat",
      shop: 0,
      door: false,
    },
    {
      key: 3,
      left: 552 + shift,
      right: 728 + shift,
      top: 116,
      base: YARD,
      wall: shade(wall, 0.14),
      storeys: 2,
      columns: 3,
      roof: "gable",
      shop: 64,
      door: false,
    },
  ];
}

/** The clock in the gable and the flag in the yard. */
function paintEmblems(context: Context2D, middle: Facade): void {
  const x = (middle.left + middle.right) / 2;
  fillEllipse(context, [70, 66, 62], x, middle.top - 16, 15, 15);
  fillEllipse(context, [248, 246, 240], x, middle.top - 16, 12.5, 12.5);
  fillBox(context, [40, 40, 44], x - 1, middle.top - 26, x + 1, middle.top - 16);
  fillBox(context, [40, 40, 44], x, middle.top - 17, x + 8, middle.top - 15);
  fillBox(context, [168, 172, 176], x + 190, 120, x + 194, YARD + 12);
  fillPolygon(context, [60, 110, 190], [x + 194, 122, x + 246, 128, x + 240, 142, x + 246, 156, x + 194, 152]);
  fillPolygon(context, [244, 214, 90], [x + 194, 132, x + 243, 137, x + 243, 147, x + 194, 142]);
}

/** A climbing frame and a hopscotch court: what distinguishes a school from an office. */
function paintPlayground(context: Context2D, x: number): void {
  for (const [leg, color] of [
    [0, [214, 70, 56]],
    [60, [52, 120, 190]],
  ] as const) {
    fillPolygon(context, color, [x + leg, PAVEMENT - 14, x + leg + 14, YARD - 30, x + leg + 18, YARD - 30, x + leg + 5, PAVEMENT - 14]);
    fillPolygon(context, color, [
      x + leg + 34,
      PAVEMENT - 14,
      x + leg + 16,
      YARD - 30,
      x + leg + 20,
      YARD - 30,
      x + leg + 39,
      PAVEMENT - 14,
    ]);
  }
  fillBox(context, [246, 190, 60], x + 10, YARD - 32, x + 84, YARD - 27);
  for (const swing of [32, 52]) {
    fillBox(context, [90, 92, 96], x + swing, YARD - 28, x + swing + 1, PAVEMENT - 30);
    fillBox(context, [90, 92, 96], x + swing + 10, YARD - 28, x + swing + 11, PAVEMENT - 30);
    fillBox(context, [52, 54, 58], x + swing - 1, PAVEMENT - 31, x + swing + 12, PAVEMENT - 28);
  }
}

/** The zebra crossing in front of the gate: bars along the road, wider and deeper towards the camera. */
function paintCrossing(context: Context2D): void {
  const edge = (y: number, side: -1 | 1) => 640 + side * (84 + (y - KERB) * 0.16) - (y - KERB) * 0.02;
  let y = KERB + 12;
  for (let bar = 0; y < NEAR_KERB - 6; bar++) {
    const depth = 9 + (y - KERB) * 0.034;
    fillPolygon(
      context,
      [234, 235, 230],
      [edge(y, -1), y, edge(y, 1), y, edge(y + depth, 1), y + depth, edge(y + depth, -1), y + depth],
      0.94,
    );
    y += depth * 1.95;
  }
}

/** Yellow zigzag lines: no stopping here. */
function paintZigzag(context: Context2D, y: number, depth: number, from: number, to: number): void {
  context.strokeStyle = css([230, 190, 70], 0.9);
  context.lineWidth = 3.5;
  context.beginPath();
  context.moveTo(from, y);
  const steps = Math.round((to - from) / 46);
  for (let step = 1; step <= steps; step++) context.lineTo(from + ((to - from) * step) / steps, y + (step % 2 ? depth : 0));
  context.stroke();
}

/** Before the crossing in each lane: with traffic on the right, the near lane leads to the right. */
function paintStopLines(context: Context2D, traffic: TrafficSide): void {
  const x = (value: number) => (traffic === "right" ? value : 1280 - value);
  const line = (from: number, to: number, top: number, bottom: number) =>
    fillBox(context, MARKING, Math.min(x(from), x(to)), top, Math.max(x(from), x(to)), bottom, 0.9);
  line(492, 498, 560, NEAR_KERB - 4);
  line(772, 778, KERB + 14, 548);
}

export const schoolZone: Place = {
  kind: "school_zone",
  horizon: 262,
  lamps: LAMPS,
  sun: { x: 1140, y: 120 },
  openings: null,
  wetGround: [{ top: KERB + 9, bottom: NEAR_KERB }],
  paint(context, look) {
    const { variant } = look;
    paintSky(context, look, 290);
    paintHills(context, look, 102, 206, 12, 310, [140, 166, 160]);
    paintWoods(context, look, 103, 306, 88, [98, 132, 92]);
    paintGrass(context, look, 1, 298, PAVEMENT, [128, 158, 92], [118, 154, 82]);
    const school = schoolOf(variant);
    for (const wing of school) paintFacade(context, wing, look);
    const middle = school[2];
    if (middle) {
      paintEmblems(context, middle);
      const x = (middle.left + middle.right) / 2;
      fillPolygon(context, [194, 186, 172], [x - 44, YARD, x + 44, YARD, 640 + 62, PAVEMENT, 640 - 62, PAVEMENT]);
    }
    for (let tree = 0; tree < 4; tree++) {
      const x = [60, 150, 1120, 1220][tree] ?? 0;
      paintTree(context, look, tree, x + chance(variant, 104, tree) * 30, YARD + 22, 78 + chance(variant, 105, tree) * 30);
    }
    paintPlayground(context, 900 + Math.round(chance(variant, 106) * 60));
    paintHedge(context, look, 9, 0, 190, PAVEMENT - 8, 24);
    const palings: Rgb = chance(variant, 107) < 0.5 ? [236, 232, 220] : [92, 138, 172];
    paintFence(context, palings, -4, 566, PAVEMENT, 38);
    paintFence(context, palings, 716, 1284, PAVEMENT, 38);
    for (const post of [562, 706]) fillBox(context, [150, 140, 128], post, PAVEMENT - 52, post + 14, PAVEMENT);
    paintPaving(context, look, 2, PAVEMENT, KERB);
    paintKerb(context, look, KERB, 9);
    for (const lamp of LAMPS) paintLampMast(context, lamp, lamp.x - 24, KERB - 6);
    const crossingSign = schoolCrossingSign(look.traffic);
    paintCrossingSign(context, crossingSign);
    for (const sign of CHILDREN_SIGNS) paintChildrenSign(context, sign);
    paintAsphalt(context, look, 3, KERB + 9, NEAR_KERB);
    for (const lamp of LAMPS) paintPostShadow(context, look, lamp.x - 24, KERB - 6, KERB - 6 - lamp.headY);
    for (const { x } of [...CHILDREN_SIGNS, crossingSign]) paintPostShadow(context, look, x, KERB - 6, 100, 18);
    paintWheelTracks(context, look, SCENE_GEOMETRY.school_zone.lanes);
    paintDashes(context, 552, 5, 80, 100, Math.round(chance(variant, 108) * 60));
    paintZigzag(context, 444, 12, 140, 520);
    paintZigzag(context, 444, 12, 770, 1150);
    paintZigzag(context, 644, 15, 80, 490);
    paintZigzag(context, 644, 15, 800, 1210);
    paintStopLines(context, look.traffic);
    fillPolygon(context, [82, 83, 87], [540, KERB + 9, 740, KERB + 9, 780, NEAR_KERB, 500, NEAR_KERB], look.wet ? 0.3 : 0.55);
    paintCrossing(context);
    paintKerb(context, look, NEAR_KERB, 10, true);
    paintPaving(context, look, 4, NEAR_KERB + 10, 720);
  },
  paintLights(context, look) {
    paintStars(context, look, 150);
    for (const lamp of LAMPS) paintLampLight(context, lamp);
  },
};
