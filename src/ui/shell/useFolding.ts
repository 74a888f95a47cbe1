import { useLayoutEffect, useRef } from "react";
import { usePanelRef } from "react-resizable-panels";
import { useEditor, useSession } from "../context/EditorContext";
import { isFolded, setFolded, type Foldable } from "../panels/folding";

/** Folds a panel away as the session says, and tells the session what was dragged shut or open. For the panel's props. */
export function useFolding(part: Foldable) {
  const editor = useEditor();
  const panelRef = usePanelRef();
  const folded = useSession(({ panels }) => isFolded(panels, part));
  const obeyed = useRef(folded);
  // Before the panel reports its first size: that must not count as a drag.
  useLayoutEffect(() => {
    obeyed.current = folded;
    const panel = panelRef.current;
    if (!panel || panel.isCollapsed() === folded) return;
    if (folded) panel.collapse();
    else panel.expand();
  }, [folded, panelRef]);
  const onResize = () => {
    const collapsed = panelRef.current?.isCollapsed();
    // A change of the session that the panel does not follow yet is no drag.
    if (collapsed !== undefined && obeyed.current === isFolded(editor.session.getState().panels, part)) setFolded(editor, part, collapsed);
  };
  return { panelRef, onResize };
}
