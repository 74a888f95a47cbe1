import { cosDegrees, sinDegrees } from "../exact";
import { hullOf, hullOfMany, type Vector2 } from "../world";
import { rgb, type Mesh } from "@/raster";
import type { Body } from "./body";
import type { Point } from "./builder";

/**
 * The convex outline of a body's shadow on the ground it stands on, in its own frame.
 * @param sun where the light comes from: a direction in the ground frame, of any length, z above 0
 * @param heading of the body, degrees counter-clockwise from x
 * @param below only what is lower than this casts it (metres)
 */
export function shadowOutline({ positions }: Body, heading: number, sun: Point, below = Infinity): Vector2[] {
  const [c, s] = [cosDegrees(heading), sinDegrees(heading)];
  const [aside, along] = [(sun[1] * c - sun[0] * s) / sun[2], (sun[0] * c + sun[1] * s) / sun[2]];
  const spots = new Float64Array((positions.length / 3) * 2);
  let count = 0;
  for (let at = 0; at + 2 < positions.length; at += 3) {
    const z = positions[at + 2] ?? 0;
    if (z > below) continue;
    spots[count] = (positions[at] ?? 0) - along * z;
    spots[count + 1] = (positions[at + 1] ?? 0) - aside * z;
    count += 2;
  }
  return hullOfMany(spots.subarray(0, count));
}

/** An outline that is larger on all sides. @param around by how much (metres) */
export const grownOutline = (outline: readonly Vector2[], around: number): Vector2[] =>
  around > 0 ? hullOf(outline.flatMap((spot) => grown(spot, around))) : [...outline];

/**
 * Shadows with these outlines, in order: `colors` are shares of light as `DrawSettings.shadow` has them. Of several, a place has the first.
 * @param shadows each with the share of the light that is left in it, 0 to 1
 */
export function shadowMesh(shadows: readonly { readonly outline: readonly Vector2[]; readonly left: number }[]): Mesh {
  const corners = shadows.reduce((sum, { outline }) => sum + outline.length, 0);
  const triangles = shadows.reduce((sum, { outline }) => sum + Math.max(0, outline.length - 2), 0);
  const positions = new Float32Array(3 * corners);
  const indices = new Uint32Array(3 * triangles);
  const colors = new Uint32Array(triangles);
  let [corner, triangle] = [0, 0];
  for (const { outline, left } of shadows) {
    const share = Math.round(255 * left);
    for (let index = 2; index < outline.length; index++) {
      indices.set([corner, corner + index - 1, corner + index], 3 * triangle);
      colors[triangle++] = rgb(share, share, share);
    }
    for (const { x, y } of outline) {
      positions[3 * corner] = x;
      positions[3 * corner++ + 1] = y;
    }
  }
  return { positions, indices, colors };
}

/** Corners around a point. */
function grown({ x, y }: Vector2, around: number): Vector2[] {
  const slanted = around * Math.SQRT1_2;
  return [
    { x: x + around, y },
    { x: x + slanted, y: y + slanted },
    { x, y: y + around },
    { x: x - slanted, y: y + slanted },
    { x: x - around, y },
    { x: x - slanted, y: y - slanted },
    { x, y: y - around },
    { x: x + slanted, y: y - slanted },
  ];
}
