import type { PointerEvent } from "react";
import { worldOf } from "@/core/scene";
import { motionSpan } from "@/core/timeline";
import {
  hasWaypoint,
  moveWaypointTimes,
  selectionOf,
  shiftActors,
  stretchActors,
  toggled,
  trimActors,
  wholeArrivals,
  type Command,
  type Editor,
  type WaypointRef,
} from "@/editor";
import { followDrag } from "./drag";
import { dragTip, tipText } from "./dragTip";
import { frameSnap } from "./snapping";
import type { TimelineView } from "./TimelineView";

/** The part of an actor's row that was pressed. */
export type BarPart = { readonly kind: "body" | "start" | "end" } | { readonly kind: "keyframe"; readonly index: number };

/**
 * A press on an actor's bar: a click selects, a drag moves it, its ends or its keyframes in time. With Shift, a drag treats the bar
 * itself as empty ground: bars that fill the video leave no other (see `pressLanes`).
 */
export function pressBar(event: PointerEvent<HTMLElement>, editor: Editor, view: TimelineView, actorId: string, part: BarPart): void {
  if (event.button !== 0 || (event.shiftKey && part.kind === "body")) return;
  event.stopPropagation();
  const { scenario } = editor.document.getState();
  const actor = scenario.actors.find(({ id }) => id === actorId);
  if (!actor) return;
  const ref: WaypointRef | null = part.kind === "keyframe" ? { actorId, index: part.index } : null;
  const { shiftKey } = event;
  const { selection: before } = editor.session.getState();
  choose(editor, actorId, ref, shiftKey);
  if (actor.locked) return;

  const { selection } = editor.session.getState();
  const ids = selection.actors.includes(actorId) ? selection.actors : [actorId];
  const refs = ref && hasWaypoint(selection, ref) ? selection.waypoints : ref ? [ref] : [];
  const scale = view.scale();
  const snap = frameSnap(editor, scale, part.kind === "keyframe" ? { waypoints: refs } : { actors: ids });
  const arrival = ref ? motionSpan(actor).startFrame + (wholeArrivals(worldOf(scenario), actor)[ref.index] ?? 0) : 0;

  const change = (delta: number, held: boolean, stretch: boolean): Command => {
    const span = stretch ? stretchActors : trimActors;
    switch (part.kind) {
      case "start":
        return span([actorId], { startFrame: snap(actor.startFrame + delta, held) });
      case "end":
        return span([actorId], { endFrame: snap(actor.endFrame + delta, held) });
      case "keyframe":
        return moveWaypointTimes(refs, snap(arrival + delta, held) - arrival);
      case "body": {
        const start = snap(actor.startFrame + delta, held);
        const end = snap(actor.endFrame + delta, held);
        const byStart = start - actor.startFrame;
        const byEnd = end - actor.endFrame;
        // The end that snapped wins; if both did, the nearer.
        const free = Math.round(delta);
        const shift = byStart !== free && (byEnd === free || Math.abs(byStart - delta) <= Math.abs(byEnd - delta)) ? byStart : byEnd;
        return shiftActors(ids, shift);
      }
    }
  };

  /** The frames that the drag sets, at their current values. */
  const framesSet = (): number[] => {
    const moved = editor.live().actors.find(({ id }) => id === actorId);
    if (!moved) return [];
    if (ref) return [motionSpan(moved).startFrame + (wholeArrivals(worldOf(scenario), moved)[ref.index] ?? 0)];
    return { start: [moved.startFrame], end: [moved.endFrame], body: [moved.startFrame, moved.endFrame], keyframe: [] }[part.kind];
  };

  let gesture: ReturnType<Editor["gesture"]> | null = null;
  const stop = () => dragTip.setState({ tip: null });
  followDrag(event, {
    move: (dx, _dy, pointer) => {
      const next = change(dx / scale.pixelsPerFrame, pointer.ctrlKey || pointer.metaKey, pointer.altKey);
      gesture ??= editor.gesture(next.label);
      gesture.update(next);
      dragTip.setState({ tip: { x: pointer.clientX, y: pointer.clientY, text: tipText(framesSet(), scenario.video.fps) } });
    },
    end: () => {
      stop();
      gesture?.commit();
    },
    cancel: () => {
      stop();
      gesture?.cancel();
      editor.session.setState({ selection: before });
    },
    click: () => {
      if (!shiftKey) editor.session.setState({ selection: selectionOf({ actors: [actorId], waypoints: ref ? [ref] : [] }) });
    },
  });
}

/** A press selects what is not selected yet, so that a drag of several takes them all; Shift adds or removes. */
function choose(editor: Editor, actorId: string, ref: WaypointRef | null, additive: boolean): void {
  const { selection } = editor.session.getState();
  if (additive) {
    editor.session.setState({ selection: toggled(selection, ref ? { waypoint: ref } : { actor: actorId }) });
    return;
  }
  const chosen = ref ? hasWaypoint(selection, ref) : selection.actors.includes(actorId);
  if (!chosen) editor.session.setState({ selection: selectionOf({ actors: [actorId], waypoints: ref ? [ref] : [] }) });
}
