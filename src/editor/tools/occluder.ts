import type { Point } from "@/core/document";
import { addOccluders } from "../commands/occluders";
import type { Editor } from "../editor";
import { selectionOf } from "../selection";
import type { Measured } from "../worlds";
import { isApart, snappedPlace } from "./place";
import { rules, type Tool } from "./tool";

const MEASURED: Measured = { from: null, actor: null };

/** A click places an occluder of its kind's usual size. A drag draws its box or, on the road, turns it. */
export function createOccluderTool(editor: Editor): Tool {
  let from: Point | null = null;
  let to: Point | null = null;

  const show = (at: Point, end: Point | null) => {
    const { scenario } = editor.document.getState();
    editor.transient.setState({ draft: rules(editor).occluderDraft(scenario, editor.session.getState().occluderKind, at, end) });
  };
  const forget = () => {
    from = null;
    to = null;
    editor.transient.setState({ draft: null, snapLines: [], note: null });
  };

  return {
    pointerDown: (input) => {
      from = snappedPlace(editor, input, MEASURED, editor.session.getState().occluderKind);
      to = null;
    },
    pointerMove: (input) => {
      const at = snappedPlace(editor, input, MEASURED, editor.session.getState().occluderKind);
      if (!at) {
        if (!from) editor.transient.setState({ draft: null });
        return;
      }
      editor.transient.setState({ cursor: "crosshair" });
      if (!from) return show(at, null);
      if (!to && !isApart(editor, from, at)) return;
      to = at;
      show(from, at);
    },
    pointerUp: (input) => {
      if (!from) return;
      const { scenario } = editor.document.getState();
      const { occluderKind } = editor.session.getState();
      const occluder = rules(editor).occluder(scenario, occluderKind, from, to);
      forget();
      editor.run(addOccluders([occluder]));
      editor.session.setState({ selection: selectionOf({ occluders: [occluder.id] }), ...(input.shift ? {} : { tool: "select" }) });
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
