import { useEffect } from "react";
import type { Editor } from "@/editor";
import { followSelection } from "./following";

/** Marks the inspector's element, wherever on the page it is at the moment. */
export const INSPECTOR_MARK = { "data-inspector": true } as const;

/** Lets the inspector's tab follow the selection for as long as the page is open, also while the inspector is closed or replaced. */
export function useFollowing(editor: Editor): void {
  useEffect(() => followSelection(editor, isInspectorWorkedIn), [editor]);
}

/** Whether the focus is in the inspector, or in a menu that was opened there. */
function isInspectorWorkedIn(): boolean {
  const box = document.querySelector("[data-inspector]");
  const active = document.activeElement;
  const opener = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  return box !== null && (box.contains(active) || box.contains(document.getElementById(opener ?? "")));
}
