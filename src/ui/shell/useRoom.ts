import { useLayoutEffect } from "react";
import type { Editor } from "@/editor";
import { setCramped, type Foldable } from "../panels/folding";

/** Window sizes in which a part would take too much of the stage, as at 200 % zoom. */
const CRAMPED: Record<Foldable, string> = { inspector: "(width < 900px)", timeline: "(height < 560px)" };

/** Collapses parts when the window becomes too small for them, and restores them when it grows. */
export function useRoom(editor: Editor): void {
  useLayoutEffect(() => {
    const watch = (part: Foldable) => {
      const query = window.matchMedia(CRAMPED[part]);
      const follow = () => setCramped(editor, part, query.matches);
      follow();
      query.addEventListener("change", follow);
      return () => query.removeEventListener("change", follow);
    };
    const stops = [watch("inspector"), watch("timeline")];
    return () => stops.forEach((stop) => stop());
  }, [editor]);
}
