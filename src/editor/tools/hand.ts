import type { Editor } from "../editor";
import { activeView, currentView, pannedBy, setView } from "../view";
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
    if (held) setView(editor, activeView(editor), before);
    release();
  };

  return {
    pointerDown: (input) => {
      held = input;
      const { view, planView } = editor.session.getState();
      before = activeView(editor) === "plan" ? planView : view;
      editor.transient.setState({ cursor: "grabbing" });
    },
    pointerMove: (input) => {
      if (!held) return editor.transient.setState({ cursor: "grab" });
      const view = currentView(editor);
      // Places are on the sheet: after the move, the pointer is over the held one again.
      setView(editor, activeView(editor), pannedBy(view, (input.x - held.x) * view.scale, (input.y - held.y) * view.scale));
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
