import { cosDegrees, sinDegrees } from "../exact";
import type { Body } from "./body";
import type { Point } from "./builder";

/** Light in the ground frame, as shares of full light. */
export type Light = {
  /** Where the sun stands: a direction of length 1, z up. */
  readonly sun: Point;
  /** What reaches a face that looks into the sun, one that looks up, one that looks down; their sum is full light at most 1. */
  readonly direct: number;
  readonly sky: number;
  readonly ground: number;
};

/** A bright day: the sun high ahead to the left. */
export const DAYLIGHT: Light = { sun: [0.36, 0.48, 0.8], direct: 0.34, sky: 0.74, ground: 0.54 };

/** The colours of a body's faces in a light. @param heading of the body, degrees counter-clockwise from x */
export function litColors({ colors, normals }: Body, heading: number, { sun, direct, sky, ground }: Light = DAYLIGHT): Uint32Array {
  const [c, s] = [cosDegrees(heading), sinDegrees(heading)];
  // The sun as the body sees it.
  const [x, y, z] = [sun[0] * c + sun[1] * s, sun[1] * c - sun[0] * s, sun[2]];
  return colors.map((color, face) => {
    const [nx = 0, ny = 0, nz = 0] = [normals[3 * face], normals[3 * face + 1], normals[3 * face + 2]];
    const share = ground + ((sky - ground) * (nz + 1)) / 2 + direct * Math.max(0, nx * x + ny * y + nz * z);
    const part = (shift: number) => Math.min(255, Math.round(((color >>> shift) & 255) * share)) << shift;
    return (0xff000000 | part(16) | part(8) | part(0)) >>> 0;
  });
}
