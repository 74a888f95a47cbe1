import type { Point } from "@/core/document";
import { addOccluders, draftOccluder } from "../commands/occluders";
import type { Editor } from "../editor";
import { boxBetween, occluderBox } from "../geometry";
import { selectionOf } from "../selection";
import { snappedPlace } from "./place";
import { DRAG_THRESHOLD, pixelOf, type Tool } from "./tool";

/** A drag draws an occluder's box; a click places one of its kind's usual size. */
export function createOccluderTool(editor: Editor): Tool {
  let from: Point | null = null;
  let to: Point | null = null;

  const showGhost = (at: Point) => {
    const usual = draftOccluder(editor.document.getState().scenario, editor.session.getState().occluderKind, at);
    editor.transient.setState({ draft: { kind: "occluder", box: occluderBox(usual) } });
  };
  const forget = () => {
    from = null;
    to = null;
    editor.transient.setState({ draft: null, snapLines: [] });
  };

  return {
    pointerDown: (input) => {
      from = snappedPlace(editor, input);
      to = null;
    },
    pointerMove: (input) => {
      const at = snappedPlace(editor, input);
      editor.transient.setState({ cursor: "crosshair" });
      if (!from) return showGhost(at);
      const far = Math.hypot(at.x - from.x, at.y - from.y) > DRAG_THRESHOLD * pixelOf(editor);
      if (!to && !far) return;
      to = at;
      editor.transient.setState({ draft: { kind: "occluder", box: boxBetween(from, at) } });
    },
    pointerUp: (input) => {
      if (!from) return;
      const { scenario } = editor.document.getState();
      const { occluderKind } = editor.session.getState();
      const box = to ? boxBetween(from, to) : null;
      const place = box ? { x: box.x + box.width / 2, y: box.y + box.height, size: { width: box.width, height: box.height } } : from;
      forget();
      const occluder = draftOccluder(scenario, occluderKind, place);
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
