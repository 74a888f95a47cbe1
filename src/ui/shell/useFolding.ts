import { useLayoutEffect, useRef } from "react";
import { usePanelRef } from "react-resizable-panels";
import { useEditor, useSession } from "../context/EditorContext";
import { isFolded, setFolded, type Foldable } from "../panels/folding";

/**
 * Folds a panel away as the session says, and tells the session what was dragged shut or open. For the panel's props; while
 * it is `away`, its content stands elsewhere and it has no room; `present` says whether there is such a panel now.
 */
export function useFolding(part: Foldable, away = false, present = true) {
  const editor = useEditor();
  const panelRef = usePanelRef();
  const folded = useSession(({ panels }) => isFolded(panels, part)) || away;
  const obeyed = useRef(folded);
  // Before the panel reports its first size: that must not count as a drag.
  useLayoutEffect(() => {
    obeyed.current = folded;
    const panel = panelRef.current;
    if (!panel || panel.isCollapsed() === folded) return;
    if (folded) panel.collapse();
    else panel.expand();
  }, [folded, present, panelRef]);
  const onResize = () => {
    const collapsed = panelRef.current?.isCollapsed();
    // A change of the session that the panel does not follow yet is no drag.
    if (collapsed !== undefined && !away && obeyed.current === isFolded(editor.session.getState().panels, part)) setFolded(editor, part, collapsed);
  };
  return { panelRef, onResize };
}
