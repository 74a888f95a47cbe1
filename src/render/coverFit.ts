import type { Box } from "@/core/scene";
import type { Surface } from "./surface";

type Size = { readonly width: number; readonly height: number };

/** How far (in pixels of the picture) a side may be off for the proportions to count as the same: pictures have whole sides. */
const ROUNDING = 0.5;

/**
 * Where a picture lies in a frame. One whose proportions are the frame's without the column or row that evened it out (1242 ×
 * 375 in 1242 × 376) keeps its own pixels' places, so that boxes drawn for it fit. Any other covers the whole frame, its
 * proportions kept, what is too much cut off evenly.
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

/** Draws a picture over the whole frame; the column or row that evened its size out repeats the one beside it. */
export function coverFit({ surface }: { readonly surface: Surface }, { context, canvas, width, height }: Surface): void {
  const place = placeInFrame(surface, { width, height });
  context.imageSmoothingQuality = "high";
  context.drawImage(surface.canvas, place.x, place.y, place.width, place.height);
  if (place.x < 0 || place.y < 0) return;
  if (place.width < width) context.drawImage(canvas, place.width - 1, 0, 1, height, place.width, 0, width - place.width, height);
  if (place.height < height) context.drawImage(canvas, 0, place.height - 1, width, 1, 0, place.height, width, height - place.height);
}
