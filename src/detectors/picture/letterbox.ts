import type { Box } from "@/core/scene/frameStateTypes";
import type { DetectorPicture } from "../detector";
import { between, samplesAlong } from "./resample";

/** Where a picture is in a square that is larger on one side, in whole pixels. */
export type Letterbox = Box & { readonly picture: { readonly width: number; readonly height: number } };

/** Where a picture is in a square of the given side: as large as fits, in the middle, its proportions kept. */
export function letterbox(picture: { readonly width: number; readonly height: number }, side: number): Letterbox {
  const scale = side / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return { x: Math.floor((side - width) / 2), y: Math.floor((side - height) / 2), width, height, picture };
}

/**
 * The square with the picture in it, as floats of 0 to 255 (red, green, blue), `padding` all around. Pixels are interpolated linearly
 * between the middles of those of the picture, by + − × ÷ alone and in a fixed order, so that every engine gives the same bits.
 */
export function letterboxed({ rgb, width: stride }: DetectorPicture, place: Letterbox, side: number, padding: number) {
  const square = new Float32Array(side * side * 3).fill(padding);
  const columns = samplesAlong(place.picture.width, place.width);
  const rows = samplesAlong(place.picture.height, place.height);
  for (let y = 0; y < place.height; y++) {
    const upper = (rows.first[y] ?? 0) * stride;
    const lower = (rows.second[y] ?? 0) * stride;
    const down = rows.share[y] ?? 0;
    let at = ((place.y + y) * side + place.x) * 3;
    for (let x = 0; x < place.width; x++) {
      const left = columns.first[x] ?? 0;
      const right = columns.second[x] ?? 0;
      const across = columns.share[x] ?? 0;
      for (let channel = 0; channel < 3; channel++) {
        const above = between(rgb[(upper + left) * 3 + channel] ?? 0, rgb[(upper + right) * 3 + channel] ?? 0, across);
        const below = between(rgb[(lower + left) * 3 + channel] ?? 0, rgb[(lower + right) * 3 + channel] ?? 0, across);
        square[at++] = between(above, below, down);
      }
    }
  }
  return square;
}

/** A box of the square as one of the picture; may reach over its edges. */
export function outOfLetterbox({ x, y, width, height }: Box, { picture, ...place }: Letterbox): Box {
  return {
    x: ((x - place.x) * picture.width) / place.width,
    y: ((y - place.y) * picture.height) / place.height,
    width: (width * picture.width) / place.width,
    height: (height * picture.height) / place.height,
  };
}
