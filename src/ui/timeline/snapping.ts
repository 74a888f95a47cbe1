import type { Editor } from "@/editor";
import { snapFrame, type Scale } from "./scale";

/** Snapping reaches this far, in CSS pixels. */
const REACH = 7;

export type FrameSnap = (frame: number, held: boolean) => number;

/**
 * Snaps frames to the playhead, markers, the video's ends, the range, weather keyframes and the ends of actors other than
 * those given. Holding Control (`held`) suspends it.
 */
export function frameSnap(editor: Editor, scale: Scale, moving: readonly string[] = []): FrameSnap {
  const { scenario } = editor.document.getState();
  const { snapping, range } = editor.session.getState();
  const candidates = new Set<number>([0, scenario.video.durationFrames, editor.transient.getState().frame]);
  for (const { frame } of scenario.markers) candidates.add(frame);
  for (const { frame } of scenario.weather) candidates.add(frame);
  if (range) candidates.add(range.from).add(range.to);
  for (const actor of scenario.actors)
    if (!moving.includes(actor.id)) candidates.add(actor.startFrame).add(actor.endFrame);
  return (frame, held) =>
    snapping.enabled && !held ? snapFrame(frame, candidates, REACH / scale.pixelsPerFrame).frame : Math.round(frame);
}
