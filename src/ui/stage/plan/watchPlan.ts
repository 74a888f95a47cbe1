import type { Editor, TransientState } from "@/editor";

/** Whether the plan is to be fitted into its part of the stage again. */
export const isFittedAnew = (state: TransientState, before: TransientState): boolean =>
  state.planViewport !== before.planViewport || state.planBox !== before.planBox;

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
      if (isFittedAnew(state, before)) changed();
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
      if (isFittedAnew(state, before) || state.frame !== before.frame || state.preview !== before.preview) changed();
    }),
    editor.session.subscribe((state, before) => {
      if (state.planView !== before.planView || state.overlays !== before.overlays) changed();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
