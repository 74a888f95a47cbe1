import { worldOf } from "@/core/scene";
import { motionSpan } from "@/core/timeline";
import { hasWaypoint, selectionOf, wholeArrivals, type Editor, type Selection } from "@/editor";
import { MAX_KEYFRAMES, snapFrame, type Scale } from "./scale";

/** Snapping reaches this far, in CSS pixels. */
const REACH = 7;

export type FrameSnap = (frame: number, held: boolean) => number;

/**
 * Snaps frames to the playhead, markers, the video's ends, the range, weather keyframes, and ends and keyframes of actors other than
 * those that move. Holding Control (`held`) suspends it.
 */
export function frameSnap(editor: Editor, scale: Scale, moving: Partial<Selection> = {}): FrameSnap {
  const moved = selectionOf(moving);
  const { scenario } = editor.document.getState();
  const { snapping, range } = editor.session.getState();
  const candidates = new Set<number>([0, scenario.video.durationFrames, editor.transient.getState().frame]);
  for (const { frame } of scenario.markers) candidates.add(frame);
  for (const { frame } of [...scenario.weather, ...(scenario.light ?? [])]) candidates.add(frame);
  if (range) candidates.add(range.from).add(range.to);
  for (const actor of scenario.actors) {
    if (moved.actors.includes(actor.id)) continue;
    candidates.add(actor.startFrame).add(actor.endFrame);
    if (actor.trajectory.waypoints.length > MAX_KEYFRAMES) continue;
    for (const [index, arrival] of wholeArrivals(worldOf(scenario), actor).entries())
      if (!hasWaypoint(moved, { actorId: actor.id, index })) candidates.add(motionSpan(actor).startFrame + arrival);
  }
  return (frame, held) =>
    snapping.enabled && !held ? snapFrame(frame, candidates, REACH / scale.pixelsPerFrame).frame : Math.round(frame);
}
