import type { OccluderKind, Point } from "@/core/document";
import { addActors } from "../commands/actors";
import type { Editor } from "../editor";
import { selectionOf } from "../selection";
import { drawnActor, type NewActor } from "../stores/session";
import type { Measured } from "../worlds";
import { DRAG_THRESHOLD, SNAP_REACH, groundAt, refuse, rules, showNote, snapperFor, unitOf, type PointerInput, type Tool } from "./tool";

/**
 * The point of the ground under the pointer, snapped to what is there (Control suspends it), with what it snaps to shown; null, refused,
 * where there is no ground.
 */
export function snappedPlace(
  editor: Editor,
  input: PointerInput,
  what: Measured,
  made: NewActor | OccluderKind | null = what.actor,
): Point | null {
  const free = groundAt(editor, input);
  if (!free) {
    refuse(editor);
    return null;
  }
  const snapped = input.mod
    ? null
    : snapperFor(editor, []).point(free, SNAP_REACH * unitOf(editor, free), made === null ? 0 : rules(editor).asideOf(made));
  const point = { x: free.x + (snapped?.dx ?? 0), y: free.y + (snapped?.dy ?? 0) };
  editor.transient.setState({ snapLines: snapped?.lines ?? [] });
  showNote(editor, point, what, snapped?.target?.name ?? null);
  return point;
}

/** Whether two points are so far apart that a press has become a drag. */
export const isApart = (editor: Editor, from: Point, to: Point): boolean =>
  Math.hypot(to.x - from.x, to.y - from.y) > DRAG_THRESHOLD * unitOf(editor, from);

/** Adds an actor, selects it and goes back to selecting; with Shift the tool stays, for the next one. */
function place(editor: Editor, points: readonly Point[], { shift }: PointerInput): void {
  const { scenario } = editor.document.getState();
  const actor = rules(editor).mover(scenario, drawnActor(editor.session.getState()), points, editor.transient.getState().frame);
  editor.run(addActors([actor]));
  editor.session.setState({ selection: selectionOf({ actors: [actor.id] }), ...(shift ? {} : { tool: "select" }) });
}

/** A click places a standing actor; a drag makes one that moves from the start to the end of the drag. */
export function createPlaceTool(editor: Editor): Tool {
  let from: Point | null = null;
  /** Where the path would end; null while the press is not a drag. */
  let to: Point | null = null;

  const showGhost = (at: Point) => {
    const actor = drawnActor(editor.session.getState());
    const { scenario } = editor.document.getState();
    editor.transient.setState({ draft: rules(editor).standingDraft(scenario, actor, at), cursor: "crosshair" });
  };
  const forget = () => {
    from = null;
    to = null;
    editor.transient.setState({ draft: null, snapLines: [], note: null });
  };
  const measured = (): Measured => ({ from, actor: drawnActor(editor.session.getState()) });

  return {
    pointerDown: (input) => {
      from = snappedPlace(editor, input, { ...measured(), from: null });
      to = null;
    },
    pointerMove: (input) => {
      const at = snappedPlace(editor, input, measured());
      if (!at) {
        if (!from) editor.transient.setState({ draft: null });
        return;
      }
      if (!from || (!to && !isApart(editor, from, at))) return showGhost(at);
      to = at;
      const actor = drawnActor(editor.session.getState());
      editor.transient.setState({ draft: { kind: "path", actor, points: [from], next: at, smooth: false }, cursor: "crosshair" });
    },
    pointerUp: (input) => {
      if (!from) return;
      const points = to ? [from, snappedPlace(editor, input, measured()) ?? to] : [from];
      forget();
      place(editor, points, input);
    },
    doubleClick: () => undefined,
    key: (key) => {
      if (key !== "Escape" || !from) return false;
      forget();
      return true;
    },
    cancel: forget,
  };
}
