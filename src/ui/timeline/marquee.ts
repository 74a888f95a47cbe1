import type { PointerEvent } from "react";
import { selectionOf, wholeArrivals, type Editor, type WaypointRef } from "@/editor";
import { followDrag } from "./drag";
import { frameAt } from "./scale";
import type { TimelineView } from "./TimelineView";

/** A press on the empty part of the lanes: a click clears the selection, a drag chooses the keyframes it encloses. */
export function pressLanes(event: PointerEvent<HTMLElement>, editor: Editor, view: TimelineView, box: HTMLElement | null): void {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-lane]") : null;
  const body = event.currentTarget;
  if (event.button !== 0 || !target || !box) return;
  const lanes = target.getBoundingClientRect();
  const area = body.getBoundingClientRect();
  const kept = event.shiftKey ? editor.session.getState().selection.waypoints : [];
  const scale = view.scale();
  let found: WaypointRef[] = [];

  followDrag(event, {
    start: () => {
      box.hidden = false;
    },
    move: (dx, dy) => {
      const left = Math.min(event.clientX, event.clientX + dx);
      const top = Math.min(event.clientY, event.clientY + dy);
      const bottom = top + Math.abs(dy);
      box.style.cssText = `left:${left - area.left}px;top:${top - area.top + body.scrollTop}px;width:${Math.abs(dx)}px;height:${Math.abs(dy)}px`;
      const from = frameAt(scale, left - lanes.left);
      const to = frameAt(scale, left + Math.abs(dx) - lanes.left);
      const ids = [...body.querySelectorAll<HTMLElement>("[data-lane]")].flatMap((lane) => {
        const { top: laneTop, bottom: laneBottom } = lane.getBoundingClientRect();
        return laneTop < bottom && laneBottom > top && lane.dataset["lane"] !== undefined ? [lane.dataset["lane"]] : [];
      });
      found = keyframesBetween(editor, ids, from, to);
      const waypoints = [...kept, ...found];
      editor.session.setState({ selection: selectionOf({ actors: [...new Set(waypoints.map(({ actorId }) => actorId))], waypoints }) });
    },
    end: () => {
      box.hidden = true;
    },
    cancel: () => {
      box.hidden = true;
      editor.session.setState({ selection: selectionOf({}) });
    },
    click: () => {
      if (!event.shiftKey) editor.session.setState({ selection: selectionOf({}) });
    },
  });
}

function keyframesBetween(editor: Editor, ids: readonly string[], from: number, to: number): WaypointRef[] {
  const { actors } = editor.document.getState().scenario;
  return ids.flatMap((actorId) => {
    const actor = actors.find(({ id }) => id === actorId);
    if (!actor) return [];
    return wholeArrivals(actor).flatMap((arrival, index) => {
      const frame = actor.startFrame + arrival;
      return frame >= from && frame <= to ? [{ actorId, index }] : [];
    });
  });
}
