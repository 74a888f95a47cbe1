import type { Editor } from "../editor";
import { currentView, pannedBy } from "../view";
import type { View } from "../stores/session";
import type { PointerInput, Tool } from "./tool";

/** Pans the picture. The point that was grabbed stays under the pointer. */
export function createHandTool(editor: Editor): Tool {
  let held: PointerInput | null = null;
  let before: View | null = null;

  const release = () => {
    held = null;
    editor.transient.setState({ cursor: "grab" });
  };
  const cancel = () => {
    if (held) editor.session.setState({ view: before });
    release();
  };

  return {
    pointerDown: (input) => {
      held = input;
      before = editor.session.getState().view;
      editor.transient.setState({ cursor: "grabbing" });
    },
    pointerMove: (input) => {
      if (!held) return editor.transient.setState({ cursor: "grab" });
      const view = currentView(editor);
      // Positions are in pixels of the video: after the move, the pointer is over the grabbed one again.
      editor.session.setState({ view: pannedBy(view, (input.x - held.x) * view.scale, (input.y - held.y) * view.scale) });
    },
    pointerUp: release,
    doubleClick: () => undefined,
    key: (key) => {
      if (key !== "Escape" || !held) return false;
      cancel();
      return true;
    },
    cancel,
  };
}
