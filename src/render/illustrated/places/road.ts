import type { Rgb } from "@/core/document";
import { css, mix, shade } from "../../color";
import type { Context2D } from "../../surface";
import { SNOW, chance, fillBand, fillBox, fillEllipse, fillPolygon } from "./kit";
import type { Lane, Look } from "./place";

export const MARKING: Rgb = [228, 230, 226];

/** Asphalt from `top` to `bottom` with the grain, patches and wheel tracks of a used road; it darkens when wet. */
export function paintAsphalt(context: Context2D, look: Look, key: number, top: number, bottom: number): void {
  const [upper, lower]: [Rgb, Rgb] = look.snowy
    ? [
        [196, 201, 208],
        [168, 173, 181],
      ]
    : look.wet
      ? [
          [92, 96, 102],
          [62, 66, 72],
        ]
      : [
          [118, 119, 121],
          [90, 91, 95],
        ];
  fillBand(context, top, bottom, upper, lower);
  for (let grain = 0; grain < (bottom - top) * 8; grain++) {
    const y = top + chance(look.variant, 30, key, grain) * (bottom - top);
    const size = 0.8 + (y / 720) * 1.6;
    context.fillStyle = css(chance(look.variant, 31, key, grain) < 0.5 ? [255, 255, 255] : [0, 0, 0], 0.05);
    context.fillRect(chance(look.variant, 32, key, grain) * 1280, y, size * 2.4, size);
  }
  for (let patch = 0; patch < 4; patch++) {
    const x = chance(look.variant, 33, key, patch) * 1280;
    const y = top + (0.1 + 0.75 * chance(look.variant, 34, key, patch)) * (bottom - top);
    const [breadth, depth] = [50 + 90 * chance(look.variant, 35, key, patch), 6 + (bottom - top) * 0.05];
    fillPolygon(
      context,
      [40, 42, 46],
      [x, y, x + breadth, y, x + breadth + depth, y + depth, x + depth * 0.6, y + depth],
      look.snowy ? 0.03 : 0.12,
    );
  }
  if (look.wet) paintPuddles(context, look, key, top, bottom);
}

/** Puddles that reflect the bright sky, darker where their rims soak the ground. */
function paintPuddles(context: Context2D, { variant }: Look, key: number, top: number, bottom: number): void {
  const count = Math.round((bottom - top) / 22);
  for (let puddle = 0; puddle < count; puddle++) {
    const share = (puddle + 0.2 + 0.6 * chance(variant, 44, key, puddle)) / count;
    const y = top + 8 + share * (bottom - top - 16);
    const x = chance(variant, 45, key, puddle) * 1280;
    const breadth = (26 + 64 * chance(variant, 46, key, puddle)) * (0.5 + (y / 720) ** 2);
    const depth = Math.min(breadth * 0.16, y - top - 2, bottom - y - 2);
    const lobes = [-0.62, 0.1, 0.66].map((aside, lobe) => {
      const size = 0.5 + 0.4 * chance(variant, 47, key, puddle, lobe);
      return [x + aside * breadth, y + (chance(variant, 48, key, puddle, lobe) - 0.5) * depth * 0.6, breadth * size, depth * size] as const;
    });
    const pool = (color: Rgb, alpha: number, grown: number) => {
      context.fillStyle = css(color, alpha);
      context.beginPath();
      for (const [lobeX, lobeY, radiusX, radiusY] of lobes) {
        context.moveTo(lobeX + radiusX + grown, lobeY);
        context.ellipse(lobeX, lobeY, radiusX + grown, radiusY + grown * 0.5, 0, 0, 2 * Math.PI);
      }
      context.fill();
    };
    pool([24, 27, 32], 0.3, 3);
    pool([168, 182, 198], 0.5, 0);
  }
}

/** Where wheels run along a lane, far and near, in shares of its depth. */
const TRACKS = [
  [0.24, 0.36],
  [0.66, 0.8],
] as const;

/** Two darker tracks where wheels run along each lane; in snow, what they have left between its drifting edges. */
export function paintWheelTracks(context: Context2D, { snowy, variant }: Look, lanes: readonly Lane[]): void {
  lanes.forEach(({ top, bottom }, lane) => {
    const depth = bottom - top;
    TRACKS.forEach(([from, to], track) => {
      const [upper, lower] = [top + depth * from, top + depth * to];
      if (!snowy) fillBox(context, [30, 32, 36], -2, upper, 1282, lower, 0.07);
      else for (const layer of [0, 1, 2, 3, 4]) paintSlush(context, variant, [lane, track, layer], upper, lower);
    });
  });
}

/** One of the faint coats of slush whose edges, each torn differently, make a track fade into the snow beside it. */
function paintSlush(context: Context2D, variant: number, keys: readonly number[], upper: number, lower: number): void {
  const swing = (lower - upper) * 0.6;
  const step = 20;
  const edge = (y: number, side: number) =>
    Array.from({ length: 1300 / step + 1 }, (_, index) => [
      index * step - 10,
      y + (chance(variant, 37, side, index, ...keys) - 0.5) * swing,
    ]);
  fillPolygon(context, [74, 78, 86], [...edge(upper, 0), ...edge(lower, 1).reverse()].flat(), 0.11);
}

/** A broken line along the road. */
export function paintDashes(context: Context2D, y: number, thickness: number, dash: number, gap: number, shift: number): void {
  for (let x = shift - dash; x < 1290; x += dash + gap) {
    const slant = thickness * 0.6;
    fillPolygon(context, MARKING, [x + slant, y, x + dash + slant, y, x + dash, y + thickness, x, y + thickness], 0.92);
  }
}

export function paintLine(context: Context2D, color: Rgb, y: number, thickness: number): void {
  fillBox(context, color, -2, y, 1282, y + thickness, 0.92);
}

/** A kerb with its lit top and its face in shadow; the pavement is above it, or below with `near`. */
export function paintKerb(context: Context2D, { snowy }: Look, y: number, height: number, near = false): void {
  const [top, face]: [Rgb, Rgb] = snowy
    ? [
        [226, 231, 238],
        [150, 153, 158],
      ]
    : [
        [190, 188, 182],
        [128, 128, 128],
      ];
  fillBox(context, near ? face : top, -2, y, 1282, y + height * 0.5);
  fillBox(context, near ? top : face, -2, y + height * 0.5, 1282, y + height);
  for (let x = 10; x < 1280; x += 62) fillBox(context, [90, 90, 92], x, y, x + 1, y + height, snowy ? 0.2 : 0.5);
}

/** Paving slabs from `top` to `bottom`, their joints running towards a point high above the middle. */
export function paintPaving(context: Context2D, look: Look, key: number, top: number, bottom: number, color: Rgb = [178, 174, 166]): void {
  const tone = look.snowy ? mix(color, SNOW, 0.82) : look.wet ? shade(color, -0.18) : color;
  fillBand(context, top, bottom, shade(tone, -0.04), shade(tone, 0.04));
  const rows = Math.max(2, Math.round((bottom - top) / 13));
  for (let row = 0; row <= rows; row++) {
    const share = row / rows;
    const y = top + (bottom - top) * share ** 1.15;
    fillBox(context, [96, 94, 90], -2, y, 1282, y + 1, 0.28);
    if (row === rows) break;
    const next = top + (bottom - top) * ((row + 1) / rows) ** 1.15;
    for (let joint = -2; joint < 34; joint++) {
      const x = joint * 42 + (row % 2) * 21;
      const spread = 1 + (y - 360) * 0.0004;
      const lower = 1 + (next - 360) * 0.0004;
      fillPolygon(
        context,
        [96, 94, 90],
        [640 + (x - 640) * spread, y, 640 + (x - 640) * spread + 1, y, 640 + (x - 640) * lower + 1, next, 640 + (x - 640) * lower, next],
        0.24,
      );
      if (chance(look.variant, 36, key, row, joint) < 0.14)
        fillBox(context, [90, 88, 84], 640 + (x - 640) * spread, y, 640 + (x + 41 - 640) * spread, next, 0.09);
    }
  }
}

/** A round manhole cover lying on the ground. */
export function paintManhole(context: Context2D, x: number, y: number, radius: number): void {
  fillEllipse(context, [58, 60, 62], x, y, radius, radius * 0.42);
  fillEllipse(context, [82, 84, 86], x, y - 0.6, radius * 0.84, radius * 0.34);
  for (let line = -2; line <= 2; line++)
    fillBox(context, [62, 64, 66], x - radius * 0.7, y + line * radius * 0.12, x + radius * 0.7, y + line * radius * 0.12 + 1);
}
