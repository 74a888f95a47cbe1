import type { Box, FrameState } from "@/core/scene";
import type { CachedBody, RenderAssets } from "../assets";
import type { Context2D, Surface } from "../surface";

/** How a body moves while a frame is exposed, in whole pixels. */
export type Motion = {
  /** How far it moves while the shutter is open, centred on its labelled position. */
  smearX: number;
  smearY: number;
  /** How far its lowest row is displaced from its uppermost, since the rows are read one after another. */
  lean: number;
};

/** Copies that a smear consists of; a power of two, so that their shares add up to a whole. */
const COPIES = [2, 4, 8, 16] as const;
/** No body smears further than this share of the frame's width: the copies would separate. */
const FARTHEST = 0.12;

/** How a body moves while the frame is exposed; null if it does not, or if exposure takes no time. */
export function motionOf(body: FrameState["bodies"][number], { sensor, width, height }: FrameState): Motion | null {
  if (!sensor || body.kind !== "actor" || body.speed === 0) return null;
  const [stepX, stepY] = [Math.cos(body.heading) * body.speed, Math.sin(body.heading) * body.speed];
  const limited = (pixels: number) => Math.round(Math.min(FARTHEST * width, Math.max(-FARTHEST * width, pixels))) + 0;
  const motion = {
    smearX: limited(stepX * sensor.motionBlur),
    smearY: limited(stepY * sensor.motionBlur),
    lean: limited((stepX * sensor.rollingShutter * body.box.height) / height),
  };
  return motion.smearX === 0 && motion.smearY === 0 && motion.lean === 0 ? null : motion;
}

/** The extent of a drawing once it is moved, relative to where it covers `box`. */
export function movedBox({ x, y, width, height }: Box, { smearX, smearY, lean }: Motion): Box {
  const [aside, along] = [Math.ceil((Math.abs(smearX) + Math.abs(lean)) / 2) + 1, Math.ceil(Math.abs(smearY) / 2) + 1];
  return { x: x - aside, y: y - along, width: width + 2 * aside, height: height + 2 * along };
}

/**
 * Draws a body at (x, y), smeared and leaning.
 * @param body rows from the top of `drawing` to the top of the body's box, and the box's height
 */
export function drawMoved(
  context: Context2D,
  drawing: CachedBody,
  at: { x: number; y: number },
  body: { top: number; height: number },
  motion: Motion,
  assets: RenderAssets,
): void {
  const target = movedBox({ ...at, width: drawing.width, height: drawing.height }, motion);
  const smeared = assets.pool.take(target.width, target.height);
  smear(smeared, drawing, { x: at.x - target.x, y: at.y - target.y }, motion);
  if (motion.lean === 0)
    context.drawImage(smeared.canvas, 0, 0, target.width, target.height, target.x, target.y, target.width, target.height);
  else drawLeaning(context, smeared, target, { top: at.y - target.y + body.top, height: body.height }, motion.lean);
  assets.pool.give(smeared);
}

/** The mean of the drawing at even steps along its path: what an open shutter sees. */
function smear(
  { context }: Surface,
  { surface, width, height }: CachedBody,
  at: { x: number; y: number },
  { smearX, smearY }: Motion,
): void {
  const length = Math.max(Math.abs(smearX), Math.abs(smearY));
  const put = (x: number, y: number) => context.drawImage(surface.canvas, 0, 0, width, height, x, y, width, height);
  if (length === 0) {
    put(at.x, at.y);
    return;
  }
  const copies = COPIES.find((count) => count > length) ?? 16;
  context.save();
  context.globalCompositeOperation = "lighter";
  context.globalAlpha = 1 / copies;
  for (let copy = 0; copy < copies; copy++) {
    const share = copy / (copies - 1) - 0.5;
    put(at.x + Math.round(smearX * share), at.y + Math.round(smearY * share));
  }
  context.restore();
}

/** Rows shifted sideways in steps of a pixel, by half the lean in either direction from the middle of the body. */
function drawLeaning(context: Context2D, { canvas }: Surface, target: Box, body: { top: number; height: number }, lean: number): void {
  const shiftAt = (row: number) => Math.round(lean * Math.min(0.5, Math.max(-0.5, (row + 0.5 - body.top) / body.height - 0.5)));
  for (let from = 0; from < target.height;) {
    const shift = shiftAt(from);
    let to = from + 1;
    while (to < target.height && shiftAt(to) === shift) to++;
    context.drawImage(canvas, 0, from, target.width, to - from, target.x + shift, target.y + from, target.width, to - from);
    from = to;
  }
}
