import { SURFACE } from "@/raster";
import type { Rgb } from "../document/constants";
import { cosDegrees, sinDegrees } from "../exact";
import type { Body } from "./body";
import type { Point } from "./builder";
import { PANE, WINDOW } from "./colors";

/** Light in the ground frame, as shares of the light on the ground. */
export type Light = {
  /** Direction to the sun: a unit vector, z up. */
  readonly sun: Point;
  /** On a face towards the sun, in addition to the others; on one that faces up; on one that faces down. The sum is clipped at 1. */
  readonly direct: Rgb;
  readonly sky: Rgb;
  readonly ground: Rgb;
  /** How brightly lamps are lit, 0 to 1; and the light on the ground, in which those that are not lit are seen. */
  readonly lamps: number;
  readonly ambient: number;
  /** How much snow lies on what faces up, 0 to 1. */
  readonly snow: number;
};

/** A bright day with the sun high up, ahead and to the left. */
export const DAYLIGHT: Light = {
  sun: [0.36, 0.48, 0.8],
  direct: [0.34, 0.34, 0.34],
  sky: [0.74, 0.74, 0.74],
  ground: [0.54, 0.54, 0.54],
  lamps: 0,
  ambient: 1,
  snow: 0,
};

const SNOW: Rgb = [240, 244, 248];
/** Snow lies on faces that are flatter than this: the z of their normals, from which on it lies and where it covers all. */
const LIES = { from: 0.45, all: 0.8 } as const;
/** What panes mirror of the sky: its colour by day, and the share of it by how far up they face. */
const MIRRORED: Rgb = [188, 206, 224];
const MIRRORED_SHARE = { upright: 0.06, flat: 0.34 } as const;
/** Lamps that are lit: white ones and red ones. */
const WHITE_LAMP: Rgb = [255, 251, 236];
const RED_LAMP: Rgb = [236, 36, 34];

/** Light behind windows, by how bright they are by day: glass, or curtains. */
const WINDOW_LIGHT: Rgb = [208, 160, 96];

const lightOfWindow = (own: number): Rgb => {
  const share = 0.82 + (own & 255) / 640;
  return [WINDOW_LIGHT[0] * share, WINDOW_LIGHT[1] * share, WINDOW_LIGHT[2] * share];
};

/** The lit colours of a body's faces. @param heading of the body, in degrees counter-clockwise from x */
export function litColors({ colors, normals }: Body, heading: number, light: Light = DAYLIGHT): Uint32Array {
  const { sun, direct, sky, ground, lamps, ambient, snow } = light;
  const [c, s] = [cosDegrees(heading), sinDegrees(heading)];
  // The sun's direction in the body's own frame.
  const [x, y, z] = [sun[0] * c + sun[1] * s, sun[1] * c - sun[0] * s, sun[2]];
  return colors.map((color, face) => {
    const [nx = 0, ny = 0, nz = 0] = [normals[3 * face], normals[3 * face + 1], normals[3 * face + 2]];
    const facing = Math.max(0, nx * x + ny * y + nz * z);
    const surface = color >>> 24;
    const isWindow = surface === WINDOW;
    const isLamp = surface === SURFACE.lamp || isWindow;
    const lit = isLamp ? lamps : 0;
    const lamp = isWindow ? lightOfWindow(color) : (color & 255) > 2 * ((color >>> 8) & 255) ? RED_LAMP : WHITE_LAMP;
    const covered = surface === SURFACE.plain ? snow * Math.max(0, Math.min(1, (nz - LIES.from) / (LIES.all - LIES.from))) : 0;
    const mirrored = surface === PANE && nz > -0.2 ? MIRRORED_SHARE.upright + MIRRORED_SHARE.flat * Math.max(0, nz) : 0;
    const part = (index: 0 | 1 | 2) => {
      const share = ground[index] + ((sky[index] - ground[index]) * (nz + 1)) / 2 + direct[index] * facing;
      const plain = (color >>> (8 * index)) & 255;
      const own = plain + (MIRRORED[index] - plain) * mirrored;
      const seen = Math.min(255, (own + (SNOW[index] - own) * covered) * share);
      return Math.round(lit > 0 ? seen * ambient + (lamp[index] - seen * ambient) * lit : seen) << (8 * index);
    };
    const kept = surface === PANE ? SURFACE.plain : isLamp ? (lamps === 0 ? SURFACE.plain : SURFACE.lamp) : surface;
    return ((kept << 24) | part(2) | part(1) | part(0)) >>> 0;
  });
}
