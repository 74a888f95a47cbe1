import { sceneryIn } from "@/core/scene";
import type { Editor, TransientState } from "@/editor";

/** Whether the plan is to be fitted into its part of the stage again. */
export const isFittedAnew = (state: TransientState, before: TransientState): boolean =>
  state.planViewport !== before.planViewport || state.planBox !== before.planBox;

/** What lies and stands on the ground of the scenario as it is being edited: its plan and its scenery. */
function groundOf(editor: Editor) {
  const scenario = editor.live();
  const { road } = scenario;
  return { plan: road?.plan, scenery: road && sceneryIn(scenario, road) };
}

/** Calls back when the road or its scenery changes or moves on the stage. */
export function watchPlanGround(editor: Editor, changed: () => void): () => void {
  let drawn = groundOf(editor);
  const compare = () => {
    const ground = groundOf(editor);
    if (ground.plan !== drawn.plan || ground.scenery !== drawn.scenery) changed();
    drawn = ground;
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
