import type { Editor } from "@/editor";

/** Calls back when the picture is no longer what it was: another scenario, frame, view or size of the stage. */
export function watchPicture(editor: Editor, changed: () => void): () => void {
  const stops = [
    editor.document.subscribe(changed),
    editor.transient.subscribe((state, before) => {
      if (state.frame !== before.frame || state.preview !== before.preview || state.viewport !== before.viewport) changed();
    }),
    editor.session.subscribe((state, before) => {
      if (state.view !== before.view) changed();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Calls back when anything changes that is drawn over the picture. */
export function watchOverlay(editor: Editor, changed: () => void): () => void {
  const stops = [
    editor.document.subscribe(changed),
    editor.transient.subscribe(changed),
    editor.session.subscribe((state, before) => {
      if (
        state.view !== before.view ||
        state.selection !== before.selection ||
        state.overlays !== before.overlays ||
        state.tool !== before.tool ||
        state.gridSize !== before.gridSize ||
        state.guides !== before.guides
      )
        changed();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
