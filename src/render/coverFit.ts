import type { Box } from "@/core/scene";
import type { Surface } from "./surface";

type Size = { readonly width: number; readonly height: number };

/** How far (in pixels of the picture) a side may be off for the proportions to count as the same: pictures have whole sides. */
const ROUNDING = 0.5;

/**
 * Where a picture is placed in a frame. One that has the frame's proportions without the column or row that was added to make it even
 * (1242 × 375 in 1242 × 376) keeps the positions of its own pixels, so that boxes drawn for it fit. Any other covers the whole frame with
 * its proportions kept, and what is too much is cropped evenly.
 */
export function placeInFrame(picture: Size, frame: Size): Box {
  const { width: right, height: bottom } = frame;
  const evened = [
    frame,
    { width: right, height: bottom - 1 },
    { width: right - 1, height: bottom },
    { width: right - 1, height: bottom - 1 },
  ];
  const isScaled = ({ width, height }: Size) => Math.abs((picture.width * height) / width - picture.height) <= ROUNDING;
  const own = evened.find(({ width, height }) => picture.width === width && picture.height === height) ?? evened.find(isScaled);
  if (own && own !== frame) return { x: 0, y: 0, ...own };
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height };
}

/** Draws a picture over the whole frame; a column or row added to make the size even repeats its neighbour. */
export function coverFit({ surface }: { readonly surface: Surface }, { context, canvas, width, height }: Surface): void {
  const place = placeInFrame(surface, { width, height });
  context.imageSmoothingQuality = "high";
  context.drawImage(surface.canvas, place.x, place.y, place.width, place.height);
  if (place.x < 0 || place.y < 0) return;
  if (place.width < width) context.drawImage(canvas, place.width - 1, 0, 1, height, place.width, 0, width - place.width, height);
  if (place.height < height) context.drawImage(canvas, 0, place.height - 1, width, 1, 0, place.height, width, height - place.height);
}
