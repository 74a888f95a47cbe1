import type { Rgb, TrafficSide } from "@/core/document";
import { SCENE_GEOMETRY } from "@/core/scene";
import { INTERSECTION_SIGNALS } from "@/core/scene/pictureScenery";
import { css, shade } from "../../color";
import type { Context2D } from "../../surface";
import { paintFacade, type Facade } from "./building";
import { paintLampLight, paintLampMast, paintPostShadow, paintSignal } from "./furniture";
import { paintTree } from "./greenery";
import { chance, fillBox, fillPolygon, pick } from "./kit";
import type { Lamp, Look, Place } from "./place";
import { MARKING, paintAsphalt, paintDashes, paintKerb, paintManhole, paintPaving, paintWheelTracks } from "./road";
import { paintSky, paintStars, paintWoods } from "./sky";

const FRONTS = 254;
const KERB = 292;
const NEAR_KERB = 604;
/** The side street: its mouth on the far kerb and its far end. */
const STREET = { left: 690, right: 960, farLeft: 800, farRight: 842, farY: 196 };

const LAMPS: readonly Lamp[] = [
  { x: 150, headY: 66, groundY: 400, radiusX: 300, radiusY: 230 },
  { x: 560, headY: 66, groundY: 400, radiusX: 300, radiusY: 230 },
  { x: 1120, headY: 66, groundY: 400, radiusX: 300, radiusY: 230 },
];

const WALLS: readonly [Rgb, ...Rgb[]] = [
  [196, 150, 120],
  [172, 92, 76],
  [210, 200, 184],
  [148, 152, 158],
  [190, 172, 140],
  [128, 116, 112],
];

function frontsOf(variant: number): Facade[] {
  const fronts: Facade[] = [];
  const fill = (from: number, to: number, first: number) => {
    let left = from;
    for (let key = first; left < to; key++) {
      const wanted = 120 + Math.round(chance(variant, 110, key) * 90);
      const right = to - (left + wanted) < 90 ? to : left + wanted;
      const storeys = 3 + Math.floor(chance(variant, 111, key) * 2);
      fronts.push({
        key,
        left,
        right,
        top: 14 + Math.round(chance(variant, 112, key) * 66),
        base: FRONTS,
        wall: pick(WALLS, chance(variant, 113, key)),
        storeys,
        columns: Math.max(3, Math.round((right - left) / 40)),
        roof: "flat",
        shop: 62,
        door: false,
      });
      left = right;
    }
  };
  fill(-20, STREET.left - 34, 0);
  fill(STREET.right + 34, 1300, 20);
  return fronts;
}

/** A row of houses running along the side street: a wall in perspective with its rows of windows. */
function paintStreetWall(context: Context2D, side: "left" | "right", wall: Rgb, top: number, look: Look): void {
  const near = side === "left" ? STREET.left - 34 : STREET.right + 34;
  const far = side === "left" ? STREET.farLeft - 8 : STREET.farRight + 8;
  const farTop = 118;
  const at = (depth: number, height: number): [number, number] => {
    const x = near + (far - near) * depth;
    const [upper, lower] = [top + (farTop - top) * depth, FRONTS + (STREET.farY + 2 - FRONTS) * depth];
    return [x, lower + (upper - lower) * height];
  };
  fillPolygon(context, shade(wall, side === "left" && look.sunlit ? -0.02 : -0.2), [...at(0, 0), ...at(0, 1), ...at(1, 1), ...at(1, 0)]);
  for (let storey = 0; storey < 4; storey++)
    for (let column = 0; column < 5; column++) {
      const [from, to] = [1 - (1 - column * 0.19) ** 0.8 + 0.04, 1 - (1 - (column + 0.6) * 0.19) ** 0.8 + 0.04];
      const [low, high] = [0.28 + storey * 0.18, 0.38 + storey * 0.18];
      fillPolygon(context, [84, 98, 112], [...at(from, low), ...at(from, high), ...at(to, high), ...at(to, low)]);
    }
}

function paintSideStreet(context: Context2D, look: Look): void {
  const { left, right, farLeft, farRight, farY } = STREET;
  fillPolygon(context, look.snowy ? [224, 228, 234] : [186, 182, 174], [
    left - 34,
    KERB,
    farLeft - 8,
    farY,
    farRight + 8,
    farY,
    right + 34,
    KERB,
  ]);
  const tone: Rgb = look.snowy ? [192, 197, 204] : look.wet ? [78, 82, 88] : [106, 107, 110];
  fillPolygon(context, tone, [left, KERB + 10, farLeft, farY, farRight, farY, right, KERB + 10]);
  for (let dash = 0; dash < 5; dash++) {
    const [from, to] = [0.08 + dash * 0.19, 0.18 + dash * 0.19];
    const x = (depth: number) => (left + right) / 2 + ((farLeft + farRight) / 2 - (left + right) / 2) * depth;
    const y = (depth: number) => KERB - 14 + (farY - KERB + 14) * depth;
    const half = (depth: number) => 2.4 * (1 - depth * 0.85);
    fillPolygon(
      context,
      MARKING,
      [x(from) - half(from), y(from), x(to) - half(to), y(to), x(to) + half(to), y(to), x(from) + half(from), y(from)],
      0.9,
    );
  }
  for (let bar = 0; bar < 11; bar++) {
    const x = left + 14 + bar * 23;
    const lean = (x - (left + right) / 2) * 0.045;
    fillPolygon(context, MARKING, [x, KERB + 12, x - lean, KERB - 4, x + 12 - lean, KERB - 4, x + 13, KERB + 12], 0.92);
  }
}

/** The crossing over the main road: bars along the road, following the way people walk over it. */
function paintCrossing(context: Context2D): void {
  const edge = (y: number, right: boolean) => (right ? 430 : 78) + (y - 300) * (right ? 0.38 : 0.28);
  let y = KERB + 20;
  for (; y < NEAR_KERB - 8;) {
    const depth = 9 + (y - KERB) * 0.026;
    fillPolygon(
      context,
      [232, 233, 229],
      [edge(y, false), y, edge(y, true), y, edge(y + depth, true), y + depth, edge(y + depth, false), y + depth],
      0.93,
    );
    y += depth * 1.95;
  }
}

/** Before the crossing, on the near and on the far lane: with traffic on the left, the near lane leads to the left. */
const STOP_LINES: Record<TrafficSide, readonly (readonly number[])[]> = {
  left: [
    [556, 460, 564, 460, 600, NEAR_KERB - 6, 588, NEAR_KERB - 6],
    [54, 312, 61, 312, 90, 444, 80, 444],
  ],
  right: [
    [88, 460, 97, 460, 138, NEAR_KERB - 6, 126, NEAR_KERB - 6],
    [462, 312, 469, 312, 520, 444, 510, 444],
  ],
};

export const urbanIntersection: Place = {
  kind: "urban_intersection",
  horizon: 196,
  lamps: LAMPS,
  sun: { x: 821, y: 95 },
  openings: null,
  wetGround: [{ top: KERB + 10, bottom: NEAR_KERB }],
  paint(context, look) {
    const { variant } = look;
    paintSky(context, look, 210);
    paintWoods(context, look, 114, 202, 40, [110, 136, 112]);
    for (let house = 0; house < 4; house++)
      fillBox(
        context,
        shade([150, 152, 158], (house % 2) * 0.1),
        770 + house * 26,
        130 + chance(variant, 115, house) * 30,
        796 + house * 26,
        200,
      );
    fillBox(context, look.snowy ? [224, 228, 234] : [186, 182, 174], -2, 196, 1282, FRONTS);
    paintPaving(context, look, 1, FRONTS, KERB + 10);
    paintStreetWall(context, "left", pick(WALLS, chance(variant, 116)), 40, look);
    paintStreetWall(context, "right", pick(WALLS, chance(variant, 117)), 34, look);
    paintAsphalt(context, look, 2, KERB + 10, NEAR_KERB);
    paintSideStreet(context, look);
    for (const front of frontsOf(variant)) paintFacade(context, front, look);
    fillBox(context, [0, 0, 0], -2, FRONTS - 1, STREET.left - 34, FRONTS + 5, 0.16);
    fillBox(context, [0, 0, 0], STREET.right + 34, FRONTS - 1, 1282, FRONTS + 5, 0.16);
    context.save();
    context.beginPath();
    context.rect(-2, KERB - 4, STREET.left + 2, 20);
    context.rect(STREET.right, KERB - 4, 1282 - STREET.right, 20);
    context.clip();
    paintKerb(context, look, KERB, 10);
    context.restore();
    [52, 350, 1070, 1226].forEach((x, index) =>
      paintTree(context, look, index, x + chance(variant, 118, index) * 30, KERB - 6, 56 + chance(variant, 119, index) * 16),
    );
    for (const lamp of LAMPS) paintLampMast(context, lamp, lamp.x - 26, KERB - 6);
    for (const lamp of LAMPS) paintPostShadow(context, look, lamp.x - 26, KERB - 6, KERB - 6 - lamp.headY);
    for (const { x, base, height } of INTERSECTION_SIGNALS) paintPostShadow(context, look, x, base, height, 8);
    paintWheelTracks(context, look, SCENE_GEOMETRY.urban_intersection.lanes);
    paintDashes(context, 448, 5, 74, 90, 640);
    for (const line of STOP_LINES[look.traffic]) fillPolygon(context, MARKING, line, 0.92);
    paintCrossing(context);
    paintManhole(context, 900 + chance(variant, 120) * 200, 540, 24);
    for (const signal of INTERSECTION_SIGNALS) paintSignal(context, look, signal);
    paintKerb(context, look, NEAR_KERB, 12, true);
    paintPaving(context, look, 3, NEAR_KERB + 12, 720);
    context.fillStyle = css([214, 184, 90], 0.8);
    for (let stud = 0; stud < 26; stud++)
      for (let row = 0; row < 3; row++) context.fillRect(176 + stud * 14 + row * 3, NEAR_KERB + 18 + row * 8, 6, 4);
  },
  paintLights(context, look) {
    paintStars(context, look, 90);
    for (const lamp of LAMPS) paintLampLight(context, lamp);
  },
};
