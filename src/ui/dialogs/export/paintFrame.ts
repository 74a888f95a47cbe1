import { ACTOR_LABELS } from "@/core/document";
import { ACTOR_COLORS } from "../../theme/palette";
import type { TruthByFrame } from "@/services/export/readTruth";
import { nearestFrame } from "@/core/timeline";

/**
 * Draws the frame that a video shows, and over it the boxes of exactly that frame, so that the two cannot differ.
 * @returns the frame's number
 */
export function paintFrame(
  context: CanvasRenderingContext2D,
  player: HTMLVideoElement,
  presented: number,
  fps: number,
  truth: TruthByFrame | null,
): number {
  const { width, height } = context.canvas;
  const frame = drawPicture(context, player, presented, fps);
  context.lineWidth = Math.max(2, width / 640);
  context.font = `600 ${Math.max(12, Math.round(height / 48))}px 'Inter Variable', sans-serif`;
  context.textBaseline = "middle";
  for (const { box, type, trackId, visible } of truth?.get(frame) ?? []) {
    const color = ACTOR_COLORS.dark[type];
    context.strokeStyle = color;
    context.setLineDash(visible ? [] : [8, 6]);
    context.strokeRect(box.x, box.y, box.width, box.height);
    paintLabel(context, `${ACTOR_LABELS[type].toLowerCase()} ${trackId}`, box.x, box.y, color);
  }
  return frame;
}

/** Light text on a dark plate with the actor's colour as its edge: readable on any picture, and distinguishing types. */
function paintLabel(context: CanvasRenderingContext2D, text: string, left: number, bottom: number, color: string): void {
  const size = Math.max(12, Math.round(context.canvas.height / 48));
  const height = Math.round(size * 1.5);
  const width = Math.ceil(context.measureText(text).width) + size;
  const x = Math.max(0, Math.min(left, context.canvas.width - width));
  const y = Math.max(0, bottom - height);
  context.fillStyle = "rgba(14, 17, 22, 0.82)";
  context.fillRect(x, y, width, height);
  context.fillStyle = color;
  context.fillRect(x, y, Math.max(2, size / 5), height);
  context.fillStyle = "#ffffff";
  context.fillText(text, x + size * 0.55, y + height / 2);
}

/** A player may be a frame further than it last reported; a VideoFrame has its own time. */
function drawPicture(context: CanvasRenderingContext2D, player: HTMLVideoElement, presented: number, fps: number): number {
  const { width, height } = context.canvas;
  if (!("VideoFrame" in window)) {
    context.drawImage(player, 0, 0, width, height);
    return nearestFrame(presented, fps);
  }
  const picture = new VideoFrame(player);
  context.drawImage(picture, 0, 0, width, height);
  const frame = nearestFrame(picture.timestamp / 1_000_000, fps);
  picture.close();
  return frame;
}
