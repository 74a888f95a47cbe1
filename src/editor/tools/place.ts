import type { Point } from "@/core/document";
import { addActors, draftActor } from "../commands/actors";
import type { Editor } from "../editor";
import { actorBox } from "../geometry";
import { draftMover } from "../motionDefaults";
import { selectionOf } from "../selection";
import { snapPoint } from "../snapping";
import { DRAG_THRESHOLD, SNAP_REACH, fieldFor, pixelOf, wholePixel, type PointerInput, type Tool } from "./tool";

/** A point in whole pixels, snapped to what is there (Control suspends it), with the lines shown. */
export function snappedPlace(editor: Editor, input: PointerInput): Point {
  const free = wholePixel(input);
  const snapped = input.mod ? null : snapPoint(free, fieldFor(editor, []), SNAP_REACH * pixelOf(editor));
  editor.transient.setState({ snapLines: snapped?.lines ?? [] });
  return { x: free.x + (snapped?.dx ?? 0), y: free.y + (snapped?.dy ?? 0) };
}

/** Adds an actor, selects it and returns to the select tool; with Shift the tool stays active, for the next one. */
function place(editor: Editor, points: readonly Point[], { shift }: PointerInput): void {
  const { scenario } = editor.document.getState();
  const actor = draftMover(scenario, editor.session.getState().actorType, points, editor.transient.getState().frame);
  editor.run(addActors([actor]));
  editor.session.setState({ selection: selectionOf({ actors: [actor.id] }), ...(shift ? {} : { tool: "select" }) });
}

/** A click places a standing actor; a drag makes one that moves from the start to the end of the drag. */
export function createPlaceTool(editor: Editor): Tool {
  let from: Point | null = null;
  let moved = false;

  const showGhost = (at: Point) => {
    const { actorType } = editor.session.getState();
    const { scenario } = editor.document.getState();
    const draft = draftActor(scenario, actorType, [at]);
    const { width, height } = actorBox(scenario, draft, draft.startFrame);
    editor.transient.setState({ draft: { kind: "actor", actorType, at, size: { width, height } }, cursor: "crosshair" });
  };
  const forget = () => {
    from = null;
    moved = false;
    editor.transient.setState({ draft: null, snapLines: [] });
  };

  return {
    pointerDown: (input) => {
      from = snappedPlace(editor, input);
      moved = false;
    },
    pointerMove: (input) => {
      const at = snappedPlace(editor, input);
      if (from) moved ||= Math.hypot(at.x - from.x, at.y - from.y) > DRAG_THRESHOLD * pixelOf(editor);
      if (!from || !moved) return showGhost(at);
      const { actorType } = editor.session.getState();
      editor.transient.setState({ draft: { kind: "path", actorType, points: [from], next: at, smooth: false } });
    },
    pointerUp: (input) => {
      if (!from) return;
      const points = moved ? [from, snappedPlace(editor, input)] : [from];
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
