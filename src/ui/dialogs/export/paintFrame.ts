import { ACTOR_COLORS } from "../../theme/palette";
import type { TruthByFrame } from "./readTruth";

/**
 * Draws the frame that a video shows, and over it the boxes of that very frame, so that the two cannot differ.
 * @returns the frame's number
 */
export function paintFrame(context: CanvasRenderingContext2D, player: HTMLVideoElement, presented: number, fps: number, truth: TruthByFrame | null): number {
  const { width, height } = context.canvas;
  const frame = drawPicture(context, player, presented, fps);
  context.lineWidth = Math.max(2, width / 640);
  context.font = `600 ${Math.max(12, Math.round(height / 48))}px 'Inter Variable', sans-serif`;
  for (const { box, type, trackId, visible } of truth?.get(frame) ?? []) {
    const color = ACTOR_COLORS.dark[type];
    context.strokeStyle = color;
    context.fillStyle = color;
    context.setLineDash(visible ? [] : [8, 6]);
    context.strokeRect(box.x, box.y, box.width, box.height);
    context.fillText(String(trackId), box.x + 3, box.y - 6);
  }
  return frame;
}

/** A player may be a frame further than it last told; a VideoFrame knows its own time. */
function drawPicture(context: CanvasRenderingContext2D, player: HTMLVideoElement, presented: number, fps: number): number {
  const { width, height } = context.canvas;
  if (!("VideoFrame" in window)) {
    context.drawImage(player, 0, 0, width, height);
    return Math.round(presented * fps);
  }
  const picture = new VideoFrame(player);
  context.drawImage(picture, 0, 0, width, height);
  const frame = Math.round((picture.timestamp / 1_000_000) * fps);
  picture.close();
  return frame;
}
