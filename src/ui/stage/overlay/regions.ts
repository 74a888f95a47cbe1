import { ACTOR_LABELS, type IgnoreRegion } from "@/core/document";
import { boxOfRegion } from "@/editor";
import type { Pen } from "./pen";
import type { OverlayScene } from "./scene";

/** Distance of the hatching's lines, in CSS pixels. */
const HATCH = 9;

/** A region to ignore: hatched, with a dashed edge and a word that says what it is. */
export function paintRegion(pen: Pen, region: IgnoreRegion, { transient: { viewport } }: OverlayScene): void {
  const { context, colors } = pen;
  const color = colors.actors.occluder;
  const { x, y, width, height } = pen.box(boxOfRegion(region));
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  // As many lines as there are on the screen, however large the region is.
  const left = Math.max(x, 0);
  const right = Math.min(x + width, viewport.width);
  const top = Math.max(y, 0);
  const bottom = Math.min(y + height, viewport.height);
  const first = Math.ceil((left + top) / HATCH) * HATCH;
  for (let sum = first; sum < right + bottom; sum += HATCH) {
    context.moveTo(sum - top, top);
    context.lineTo(sum - bottom, bottom);
  }
  // The halo makes the lines visible on any picture.
  context.globalAlpha = 0.22;
  context.strokeStyle = colors.halo;
  context.lineWidth = 3;
  context.stroke();
  context.globalAlpha = 0.6;
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
  pen.outline(boxOfRegion(region), color, 1, [4, 3]);
  if (width < 40 || height < 20) return;
  const label = region.type ? `ignore ${ACTOR_LABELS[region.type].toLowerCase()}s` : "ignore";
  pen.label(label, { x: x + 4, y: y + 22 }, "left");
}
