import { visibleMaskOf } from "@/core/scene";
import type { Pen } from "./pen";
import type { OverlayScene } from "./scene";

/** Strong enough to show the edge of a mask on any picture, and the picture through it. */
const OPACITY = 0.55;

const canvas = new OffscreenCanvas(1, 1);

/** The seen pixels of every actor, in its type's colour: what COCO's masks hold. */
export function paintMasks(pen: Pen, { session, frameState, ground }: OverlayScene): void {
  const drawing = session.overlays.masks && ground.isPicture ? canvas.getContext("2d", { willReadFrequently: true }) : null;
  if (!drawing) return;
  const state = frameState();
  const { context, view, colors } = pen;
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  context.globalAlpha = OPACITY;
  // Pixels of the mask stay pixels when the view is enlarged.
  context.imageSmoothingEnabled = false;
  for (const body of state.bodies) {
    const seen = body.kind === "actor" && body.visibleBox ? visibleMaskOf(state, body.trackId) : null;
    if (!seen || body.kind !== "actor" || !body.visibleBox) continue;
    const { x, y, width, height } = body.visibleBox;
    canvas.width = width;
    canvas.height = height;
    const image = drawing.createImageData(width, height);
    const [red, green, blue] = channelsOf(colors.actors[body.type]);
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const covered = seen.mask.data[(y - seen.box.y + row) * seen.mask.width + x - seen.box.x + column];
        if (covered === 1) image.data.set([red, green, blue, 255], (row * width + column) * 4);
      }
    drawing.putImageData(image, 0, 0);
    context.drawImage(canvas, x, y);
  }
  context.restore();
}

/** Red, green and blue of `#rrggbb`, 0..255. */
function channelsOf(color: string): readonly [number, number, number] {
  const channel = (start: number) => Number.parseInt(color.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}
