import { useCallback, useLayoutEffect, useRef, type RefObject } from "react";
import { usePanelRef, type GroupImperativeHandle } from "react-resizable-panels";
import { useEditor, useSession } from "../context/EditorContext";
import { isFolded, setFolded, type Foldable } from "../panels/folding";

/**
 * Collapses a panel as the session says, and updates the session when the user drags it shut or open. For the panel's props; while it is
 * `away`, its content is shown elsewhere and it takes no space; `present` says whether there currently is such a panel. The panel's id
 * within its group is the part's name.
 */
export function useFolding(part: Foldable, groupRef: RefObject<GroupImperativeHandle | null>, away = false, present = true) {
  const editor = useEditor();
  const panelRef = usePanelRef();
  const folded = useSession(({ panels }) => isFolded(panels, part)) || away;
  const obeyed = useRef(folded);
  /** Whether the session's state has been applied to the panel since it appeared. */
  const synchronised = useRef(false);
  const tell = useCallback(() => {
    const panel = panelRef.current;
    // A panel that has just replaced another is not known to its group yet, and cannot be queried.
    synchronised.current = panel !== null && groupRef.current?.getLayout()[part] !== undefined;
    if (!panel || !synchronised.current || panel.isCollapsed() === obeyed.current) return;
    if (obeyed.current) panel.collapse();
    else panel.expand();
  }, [part, panelRef, groupRef]);
  // Before the panel reports its first size: that must not count as a drag.
  useLayoutEffect(() => {
    obeyed.current = folded;
    tell();
  }, [folded, present, tell]);
  const onResize = () => {
    if (!synchronised.current) {
      tell();
      return;
    }
    const collapsed = panelRef.current?.isCollapsed();
    // A change of the session that the panel does not follow yet is not a drag.
    if (collapsed !== undefined && !away && obeyed.current === isFolded(editor.session.getState().panels, part))
      setFolded(editor, part, collapsed);
  };
  return { panelRef, onResize };
}
