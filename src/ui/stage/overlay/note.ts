import type { Pen } from "./pen";
import type { OverlayScene } from "./scene";

/** The length of the arms of the cross where something has snapped, in CSS pixels. */
const ARM = 6;

/** CSS pixels from the pointer to the words, and from line to line. */
const BESIDE = 16;
const BELOW = 20;
const LINE = 20;

/** What is measured where something is drawn or dragged, and what it has snapped to: beside the pointer's view, a mark in both. */
export function paintNote(pen: Pen, { transient, viewId, ground, isActive }: OverlayScene): void {
  const { note } = transient;
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
  const { width, height } = viewId === "plan" ? transient.planViewport : transient.viewport;
  const broad = Math.max(0, ...lines.map((line) => pen.labelWidth(line)));
  // Beside the pointer, on the side where there is room.
  const left = x + BESIDE + broad > width ? x - BESIDE - broad : x + BESIDE;
  const below = y + BELOW + LINE * lines.length > height ? y - BELOW - LINE * (lines.length - 1) : y + BELOW + LINE / 2;
  lines.forEach((line, index) => pen.label(line, { x: left, y: below + LINE * index }, "left"));
}
