import type { Editor } from "@/editor";

/** Calls back when the road changes or moves on the stage. */
export function watchPlanGround(editor: Editor, changed: () => void): () => void {
  let drawn = editor.live().road?.plan;
  const compare = () => {
    const { road } = editor.live();
    if (road?.plan !== drawn) changed();
    drawn = road?.plan;
  };
  const stops = [
    editor.document.subscribe(compare),
    editor.transient.subscribe((state, before) => {
      if (state.planViewport !== before.planViewport) changed();
      else if (state.preview !== before.preview) compare();
    }),
    editor.session.subscribe((state, before) => {
      if (state.planView !== before.planView || state.overlays !== before.overlays) changed();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Calls back when bodies on the road or its camera change. */
export function watchPlanBodies(editor: Editor, changed: () => void): () => void {
  const stops = [
    editor.document.subscribe(changed),
    editor.transient.subscribe((state, before) => {
      if (state.planViewport !== before.planViewport || state.frame !== before.frame || state.preview !== before.preview) changed();
    }),
    editor.session.subscribe((state, before) => {
      if (state.planView !== before.planView || state.overlays !== before.overlays) changed();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
