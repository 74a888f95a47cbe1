import { createContext, useCallback, useContext, useSyncExternalStore, type ReactNode } from "react";
import { useStore } from "zustand";
import type { SlimScenario } from "@/core/document";
import { worldOf, type World } from "@/core/scene";
import type { Editor, SessionState } from "@/editor";

const EditorContext = createContext<Editor | null>(null);

export function EditorProvider({ editor, children }: { editor: Editor; children: ReactNode }) {
  return <EditorContext value={editor}>{children}</EditorContext>;
}

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("useEditor needs an EditorProvider above it");
  return editor;
}

/** A part of the scenario as last committed. The selector must return a primitive or a part of the document itself. */
export function useScenario<Part>(select: (scenario: SlimScenario) => Part): Part {
  return useStore(useEditor().document, (state) => select(state.scenario));
}

/** The part of the scenario that is in force at the playhead's frame. The selector must return a part of the document itself. */
export function useAtPlayhead<Part>(select: (scenario: SlimScenario, frame: number) => Part): Part {
  const editor = useEditor();
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [editor.document.subscribe(listener), editor.transient.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => select(editor.document.getState().scenario, editor.transient.getState().frame));
}

/** The geometry of the scenario’s world. */
export const useWorld = (): World => useScenario(worldOf);

/** A part of the session; the selector must return a primitive or a part of the session itself. */
export function useSession<Part>(select: (session: SessionState) => Part): Part {
  return useStore(useEditor().session, select);
}

/** A part of the scenario as shown, including the preview of a gesture in progress. For small parts of the page that must follow a drag. */
export function useLive<Part>(select: (scenario: SlimScenario) => Part): Part {
  const editor = useEditor();
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [
        editor.document.subscribe(listener),
        editor.transient.subscribe((state, before) => {
          if (state.preview !== before.preview) listener();
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => select(editor.live()));
}
