import { cosDegrees, sinDegrees } from "../exact";
import { hullOf, type Vector2 } from "../world";
import { rgb, type Mesh } from "@/raster";
import type { Body } from "./body";
import type { Point } from "./builder";

/**
 * The shadow of a body on the ground it stands on, as a convex outline in its own frame: `colors` are shares of light as
 * `DrawSettings.shadow` has them.
 * @param sun where the light comes from: a direction in the ground frame, of any length, z above 0
 * @param heading of the body, degrees counter-clockwise from x
 * @param left share of the light that is left in it, 0 to 1
 * @param below only what is lower than this casts it (metres)
 * @param around by how much it is larger on all sides (metres)
 */
export function shadowOf({ positions }: Body, heading: number, sun: Point, left: number, below = Infinity, around = 0): Mesh {
  const [c, s] = [cosDegrees(heading), sinDegrees(heading)];
  const [aside, along] = [(sun[1] * c - sun[0] * s) / sun[2], (sun[0] * c + sun[1] * s) / sun[2]];
  const spots: Vector2[] = [];
  for (let at = 0; at + 2 < positions.length; at += 3) {
    const [x = 0, y = 0, z = 0] = [positions[at], positions[at + 1], positions[at + 2]];
    if (z <= below) spots.push({ x: x - along * z, y: y - aside * z });
  }
  const outline = around > 0 ? hullOf(hullOf(spots).flatMap((spot) => grown(spot, around))) : hullOf(spots);
  const share = Math.round(255 * left);
  return {
    positions: Float32Array.from(outline.flatMap(({ x, y }) => [x, y, 0])),
    indices: Uint32Array.from(outline.slice(2).flatMap((_, index) => [0, index + 1, index + 2])),
    colors: new Uint32Array(Math.max(0, outline.length - 2)).fill(rgb(share, share, share)),
  };
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
