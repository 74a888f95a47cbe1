import { cosDegrees, sinDegrees } from "../exact";
import type { Body } from "./body";
import type { Point } from "./builder";

/** Light in the ground frame, as shares of full light. */
export type Light = {
  /** Direction to the sun: a unit vector, z up. */
  readonly sun: Point;
  /** On a face towards the sun, in addition to the others; on one that faces up; on one that faces down. The sum is clipped at 1. */
  readonly direct: number;
  readonly sky: number;
  readonly ground: number;
};

/** A bright day with the sun high up, ahead and to the left. */
export const DAYLIGHT: Light = { sun: [0.36, 0.48, 0.8], direct: 0.34, sky: 0.74, ground: 0.54 };

/** The lit colours of a body's faces. @param heading of the body, in degrees counter-clockwise from x */
export function litColors({ colors, normals }: Body, heading: number, { sun, direct, sky, ground }: Light = DAYLIGHT): Uint32Array {
  const [c, s] = [cosDegrees(heading), sinDegrees(heading)];
  // The sun's direction in the body's own frame.
  const [x, y, z] = [sun[0] * c + sun[1] * s, sun[1] * c - sun[0] * s, sun[2]];
  return colors.map((color, face) => {
    const [nx = 0, ny = 0, nz = 0] = [normals[3 * face], normals[3 * face + 1], normals[3 * face + 2]];
    const share = ground + ((sky - ground) * (nz + 1)) / 2 + direct * Math.max(0, nx * x + ny * y + nz * z);
    const part = (shift: number) => Math.min(255, Math.round(((color >>> shift) & 255) * share)) << shift;
    return (0xff000000 | part(16) | part(8) | part(0)) >>> 0;
  });
}
