import type { Pen } from "./pen";
import type { OverlayScene } from "./scene";

/** The length of the arms of the cross where something has snapped, in CSS pixels. */
const ARM = 6;

/** What is measured where something is drawn or dragged, and what it has snapped to: beside the pointer's view, a mark in both. */
export function paintNote(pen: Pen, { transient: { note }, ground, isActive }: OverlayScene): void {
  const at = note && pen.onGround(ground, note.at);
  if (!note || !at) return;
  const { context, colors } = pen;
  const { x, y } = at;
  if (note.snapped !== null) {
    context.save();
    context.lineCap = "round";
    for (const [color, width] of [
      [colors.halo, 4],
      [colors.guide, 1.5],
    ] as const) {
      context.beginPath();
      context.moveTo(x - ARM, y - ARM);
      context.lineTo(x + ARM, y + ARM);
      context.moveTo(x + ARM, y - ARM);
      context.lineTo(x - ARM, y + ARM);
      context.strokeStyle = color;
      context.lineWidth = width;
      context.stroke();
    }
    context.restore();
  }
  if (!isActive) return;
  const lines = [note.snapped, note.text].filter((line): line is string => line !== null && line !== "");
  lines.forEach((line, index) => pen.label(line, { x: x + 16, y: y + 34 + 20 * index }, "left"));
}
