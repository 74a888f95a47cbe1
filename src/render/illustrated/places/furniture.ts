import type { Rgb } from "@/core/document";
import { figureFor, type Figure } from "@/core/scene/figures";
import { SIGNAL_HOUSING, type RoadSign, type Signal, type StandingVehicle } from "@/core/scene/pictureScenery";
import { css, shade } from "../../color";
import { createSurface, type Context2D } from "../../surface";
import { FIXED_COLORS } from "../palette";
import { drawFigure, drawParts, type Area } from "../sprite";
import { SNOW, fillBox, fillEllipse, fillPolygon, glow } from "./kit";
import { LONG_SHADOW, leanAt } from "./lowSun";
import type { Lamp, Look } from "./place";

/** The colour of shadows on the ground. */
const SHADE: Rgb = [10, 14, 24];
const STEEL: Rgb = [112, 118, 124];

/** The post of a street lamp; `base` is where it stands, its arm reaches to the lamp's head. */
export function paintLampMast(context: Context2D, lamp: Lamp, mastX: number, base: number): void {
  fillBox(context, STEEL, mastX - 2, lamp.headY + 6, mastX + 2, base);
  fillBox(context, shade(STEEL, 0.3), mastX - 2, lamp.headY + 6, mastX - 1, base);
  fillBox(context, shade(STEEL, -0.2), mastX - 3.5, base - 22, mastX + 3.5, base);
  context.strokeStyle = css(STEEL);
  context.lineWidth = 3;
  context.beginPath();
  context.moveTo(mastX, lamp.headY + 12);
  context.quadraticCurveTo(mastX, lamp.headY, lamp.x, lamp.headY);
  context.stroke();
  const side = Math.sign(lamp.x - mastX) || 1;
  fillPolygon(context, shade(STEEL, -0.3), [
    lamp.x - side * 8,
    lamp.headY - 3,
    lamp.x + side * 10,
    lamp.headY - 2,
    lamp.x + side * 10,
    lamp.headY + 3,
    lamp.x - side * 8,
    lamp.headY + 4,
  ]);
}

/** The long shadow of a mast or a sign's post from a low sun; to be painted once the ground in front of it is. */
export function paintPostShadow(context: Context2D, look: Look, x: number, base: number, height: number, head = 0): void {
  if (look.sky !== "low_sun") return;
  const [tipX, tipY] = [x + leanAt(look, x, base) * height * LONG_SHADOW, base + height * LONG_SHADOW];
  fillPolygon(context, SHADE, [x - 2, base, x + 2, base, tipX + 2.5, tipY, tipX - 2.5, tipY], 0.26);
  if (head > 0) fillEllipse(context, SHADE, tipX, tipY, head, head * LONG_SHADOW, 0.26);
}

/** The lamp's lit head and the haze around it. */
export function paintLampLight(context: Context2D, lamp: Lamp): void {
  glow(context, [255, 214, 140], lamp.x, lamp.headY + 3, 46, 46, 0.55);
  fillEllipse(context, [255, 244, 214], lamp.x + 1, lamp.headY + 3, 8, 3);
}

/** A steel crash barrier along the road. */
export function paintGuardrail(context: Context2D, base: number, height: number): void {
  for (let x = 14; x < 1290; x += 64) fillBox(context, shade(STEEL, -0.1), x, base - height * 0.8, x + 4, base);
  fillBox(context, [150, 156, 160], -2, base - height, 1282, base - height * 0.45);
  fillBox(context, [202, 206, 208], -2, base - height, 1282, base - height * 0.86);
  fillBox(context, [106, 112, 118], -2, base - height * 0.74, 1282, base - height * 0.66);
  fillBox(context, [96, 102, 108], -2, base - height * 0.5, 1282, base - height * 0.45);
}

/** A row of pickets from `left` to `right`. */
export function paintFence(context: Context2D, color: Rgb, left: number, right: number, base: number, height: number): void {
  fillBox(context, shade(color, -0.25), left, base - height * 0.75, right, base - height * 0.66);
  fillBox(context, shade(color, -0.25), left, base - height * 0.3, right, base - height * 0.21);
  for (let x = left; x + 5 <= right; x += 10) {
    fillPolygon(context, color, [x, base, x, base - height + 4, x + 2.5, base - height, x + 5, base - height + 4, x + 5, base]);
    fillBox(context, shade(color, -0.2), x + 4, base - height + 4, x + 5, base);
  }
}

/** A triangular warning sign: two children walking, in black on white with a red rim. */
export function paintChildrenSign(context: Context2D, { x, base, size }: RoadSign): void {
  fillBox(context, STEEL, x - 1.8, base - size * 2.6, x + 1.8, base);
  const top = base - size * 3;
  fillPolygon(context, [196, 40, 40], [x, top - size * 0.1, x + size * 0.62, top + size, x - size * 0.62, top + size]);
  fillPolygon(context, [246, 244, 236], [x, top + size * 0.14, x + size * 0.44, top + size * 0.88, x - size * 0.44, top + size * 0.88]);
  for (const [dx, scale] of [
    [-0.12, 1],
    [0.13, 0.82],
  ] as const) {
    const foot = top + size * 0.82;
    const height = size * 0.42 * scale;
    const centre = x + dx * size;
    fillEllipse(context, [26, 26, 28], centre, foot - height * 0.88, height * 0.15, height * 0.15);
    fillPolygon(
      context,
      [26, 26, 28],
      [
        centre - height * 0.14,
        foot - height * 0.7,
        centre + height * 0.14,
        foot - height * 0.7,
        centre + height * 0.24,
        foot,
        centre + height * 0.06,
        foot,
        centre,
        foot - height * 0.3,
        centre - height * 0.12,
        foot,
        centre - height * 0.28,
        foot,
      ],
    );
  }
}

/** A round speed-limit or crossing sign without lettering. */
export function paintRoundSign(context: Context2D, { x, base, size }: RoadSign, rim: Rgb, field: Rgb): void {
  fillBox(context, STEEL, x - 1.8, base - size * 2.8, x + 1.8, base);
  fillEllipse(context, rim, x, base - size * 2.9, size * 0.5, size * 0.5);
  fillEllipse(context, field, x, base - size * 2.9, size * 0.36, size * 0.36);
}

/** The square blue sign of a pedestrian crossing. */
export function paintCrossingSign(context: Context2D, { x, base, size }: RoadSign): void {
  fillBox(context, STEEL, x - 1.8, base - size * 2.6, x + 1.8, base);
  const top = base - size * 3.2;
  fillBox(context, [34, 84, 168], x - size * 0.5, top, x + size * 0.5, top + size);
  fillPolygon(context, [246, 246, 244], [x, top + size * 0.1, x + size * 0.42, top + size * 0.88, x - size * 0.42, top + size * 0.88]);
  fillEllipse(context, [24, 26, 30], x, top + size * 0.36, size * 0.07, size * 0.07);
  fillPolygon(
    context,
    [24, 26, 30],
    [
      x - size * 0.06,
      top + size * 0.44,
      x + size * 0.06,
      top + size * 0.44,
      x + size * 0.15,
      top + size * 0.82,
      x + size * 0.05,
      top + size * 0.82,
      x,
      top + size * 0.66,
      x - size * 0.07,
      top + size * 0.82,
      x - size * 0.17,
      top + size * 0.82,
    ],
  );
}

/** A traffic light on its post. */
export function paintSignal(context: Context2D, look: Look, { x, base, height, lit }: Signal): void {
  fillBox(context, [74, 78, 82], x - 2, base - height, x + 2, base);
  const top = base - height;
  const { half } = SIGNAL_HOUSING;
  fillBox(context, [30, 32, 36], x - half, top + SIGNAL_HOUSING.top, x + half, top + SIGNAL_HOUSING.bottom);
  const lamps: readonly [Rgb, boolean][] = [
    [[232, 56, 44], lit === "red"],
    [[240, 180, 50], false],
    [[64, 204, 116], lit === "green"],
  ];
  lamps.forEach(([color, burning], index) => {
    const y = top + 4 + index * 14;
    // At night the lamp's light is added to the dark picture, so it is off in the picture itself.
    const bright = burning && (look.lit || (look.sky !== "night" && look.sky !== "dusk"));
    if (burning && look.lit) glow(context, color, x, y, 30, 30, 0.5);
    fillEllipse(context, bright ? color : shade(color, -0.72), x, y, 5, 5);
  });
}

/** A vehicle's silhouette laid on the ground towards the camera, from its underside onwards. */
function layDown(context: Context2D, look: Look, figure: Figure, area: Area): void {
  const { x, y, width, height } = area;
  const shadow = createSurface(Math.ceil(width), Math.ceil(height));
  drawParts(shadow.context, figure, { x: 0, y: 0, width, height }, () => {
    shadow.context.fillStyle = css(SHADE);
    shadow.context.fill();
  });
  const [base, lean] = [y + height, leanAt(look, x + width / 2, y + height)];
  context.save();
  context.transform(1, 0, -LONG_SHADOW * lean, -LONG_SHADOW, x + LONG_SHADOW * lean * height, base + (LONG_SHADOW - 0.09) * height);
  context.globalAlpha = 0.3;
  context.drawImage(shadow.canvas, 0, 0);
  context.restore();
}

/** A vehicle that belongs to the scene and never moves. */
export function paintStandingVehicle(
  context: Context2D,
  look: Look,
  { model, facing, color, x, base, width, height }: StandingVehicle,
): void {
  const figure = figureFor({ style: "illustrated", subject: "vehicle", model, facing, phase: 0 });
  fillEllipse(context, [10, 12, 16], x + (look.sunlit ? width * 0.03 : 0), base - height * 0.03, width * 0.52, height * 0.07, 0.42);
  const palette = { key: "", colors: { ...FIXED_COLORS, body: color } };
  const area = { x: x - width / 2, y: base - height, width, height };
  if (look.sky === "low_sun") layDown(context, look, figure, area);
  drawFigure(context, figure, palette, area);
  if (!look.snowy) return;
  const breadth = facing === "front" || facing === "back" ? 0.6 : model === "van" ? 0.62 : 0.32;
  fillEllipse(context, SNOW, x - (breadth > 0.5 ? 0 : width * 0.02), base - height + 2, (width * breadth) / 2, 3);
}
