import type { PointerEvent } from "react";
import { worldOf } from "@/core/scene";
import { motionSpan } from "@/core/timeline";
import { selectionOf, toggled, wholeArrivals, type Editor, type WaypointRef } from "@/editor";
import { followDrag } from "./drag";
import { frameAt } from "./scale";
import type { TimelineView } from "./TimelineView";

/** Where the marquee is shown, and the ruler, whose width is that of every lane. */
type Ground = { readonly box: HTMLElement | null; readonly ruler: HTMLElement | null };

/**
 * A press on empty ground, in the lanes or below them: a click clears the selection, a drag selects the keyframes it encloses. With Shift
 * it adds to the selection, and may start on a bar, where a click adds or removes the bar's actor.
 */
export function pressLanes(event: PointerEvent<HTMLElement>, editor: Editor, view: TimelineView, { box, ruler }: Ground): void {
  const body = event.currentTarget;
  if (event.button !== 0 || !box || !ruler || !(event.target instanceof HTMLElement)) return;
  const area = body.getBoundingClientRect();
  const { target } = event;
  const onScrollbar = target === body && event.clientX - area.left >= body.clientWidth;
  const isGround = target === body || target.dataset["ground"] !== undefined || target.closest("[data-lane]") !== null;
  if (!isGround || onScrollbar) return;
  const bar = target.closest<HTMLElement>("[data-bar]")?.dataset["bar"];
  const lanes = ruler.getBoundingClientRect();
  const { selection: before } = editor.session.getState();
  const kept = event.shiftKey ? before.waypoints : [];
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
      box.style.left = `${left - area.left}px`;
      box.style.top = `${top - area.top + body.scrollTop}px`;
      box.style.width = `${Math.abs(dx)}px`;
      box.style.height = `${Math.abs(dy)}px`;
      const from = frameAt(scale, left - lanes.left);
      const to = frameAt(scale, left + Math.abs(dx) - lanes.left);
      const ids = [...body.querySelectorAll<HTMLElement>("[data-lane]")].flatMap((lane) => {
        const { top: laneTop, bottom: laneBottom } = lane.getBoundingClientRect();
        return laneTop < bottom && laneBottom > top && lane.dataset["lane"] !== undefined ? [lane.dataset["lane"]] : [];
      });
      found = keyframesBetween(editor, ids, from, to);
      const waypoints = [
        ...kept.filter((ref) => !found.some(({ actorId, index }) => actorId === ref.actorId && index === ref.index)),
        ...found,
      ];
      editor.session.setState({ selection: selectionOf({ actors: [...new Set(waypoints.map(({ actorId }) => actorId))], waypoints }) });
    },
    end: () => {
      box.hidden = true;
    },
    cancel: () => {
      box.hidden = true;
      editor.session.setState({ selection: before });
    },
    click: () => {
      if (bar !== undefined) editor.session.setState({ selection: toggled(before, { actor: bar }) });
      else if (!event.shiftKey) editor.session.setState({ selection: selectionOf({}) });
    },
  });
}

function keyframesBetween(editor: Editor, ids: readonly string[], from: number, to: number): WaypointRef[] {
  const { scenario } = editor.document.getState();
  const { actors } = scenario;
  const world = worldOf(scenario);
  return ids.flatMap((actorId) => {
    const actor = actors.find(({ id }) => id === actorId);
    if (!actor) return [];
    return wholeArrivals(world, actor).flatMap((arrival, index) => {
      const frame = motionSpan(actor).startFrame + arrival;
      const isShown = frame >= actor.startFrame && frame <= actor.endFrame;
      return isShown && frame >= from && frame <= to ? [{ actorId, index }] : [];
    });
  });
}
