import type { Editor, TransientState } from "@/editor";
import type { Picture } from "./picture";
import { sameFaintPaths } from "./overlay/paths";
import type { Pace } from "./pace";

/**
 * Calls back when the picture is no longer what it was: another content, view or size of the stage. Other content waits
 * while the picture takes up the page's time, unless it plays: then every frame is wanted.
 */
export function watchPicture(editor: Editor, picture: Picture, pace: Pace, changed: () => void): () => void {
  const compare = () => {
    const { frame, playing } = editor.transient.getState();
    if (picture.shows(editor.live(), frame)) return;
    if (playing) changed();
    else pace.request(changed);
  };
  picture.onLoaded = changed;
  const stops = [
    editor.document.subscribe((state, before) => {
      if (state.scenario.video !== before.scenario.video) changed();
      else compare();
    }),
    editor.transient.subscribe((state, before) => {
      if (state.viewport !== before.viewport) changed();
      else if (state.frame !== before.frame || state.preview !== before.preview) compare();
    }),
    editor.session.subscribe((state, before) => {
      if (state.view !== before.view) changed();
    }),
  ];
  return () => {
    picture.onLoaded = () => {};
    pace.stop();
    stops.forEach((stop) => stop());
  };
}

/** Calls back when the frame's edge, the grid, guides or the paths of what is not chosen change: not while one actor is dragged. */
export function watchBackdrop(editor: Editor, changed: () => void): () => void {
  let drawn = editor.live();
  const compare = () => {
    const scenario = editor.live();
    if (!sameFaintPaths(drawn, scenario, editor.session.getState())) changed();
    drawn = scenario;
  };
  const stops = [
    editor.document.subscribe(compare),
    editor.transient.subscribe((state, before) => {
      if (state.viewport !== before.viewport) changed();
      if (state.preview !== before.preview) compare();
    }),
    editor.session.subscribe((state, before) => {
      if (
        state.view !== before.view ||
        state.selection.actors !== before.selection.actors ||
        state.overlays !== before.overlays ||
        state.guides !== before.guides ||
        state.gridSize !== before.gridSize
      )
        changed();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

const SHOWN = [
  "playing",
  "preview",
  "hover",
  "marquee",
  "snapLines",
  "draft",
  "viewport",
] as const satisfies readonly (keyof TransientState)[];

/** Whether what is drawn over the picture is another at another frame: without a choice, boxes and regions to ignore, it is not. */
function followsPlayhead({ document, session, transient }: Editor): boolean {
  const { overlays, selection } = session.getState();
  const { boxes, visibleBoxes, ids, visibility, masks } = overlays;
  const hasRegions = (document.getState().scenario.ignoreRegions?.length ?? 0) > 0;
  return (
    hasRegions || selection.actors.length > 0 || transient.getState().hover !== null || boxes || visibleBoxes || ids || visibility || masks
  );
}

/** Calls back when anything changes that is drawn over that. */
export function watchHandles(editor: Editor, changed: () => void): () => void {
  const stops = [
    editor.document.subscribe(changed),
    editor.transient.subscribe((state, before) => {
      if (SHOWN.some((key) => state[key] !== before[key]) || (state.frame !== before.frame && followsPlayhead(editor))) changed();
    }),
    editor.session.subscribe((state, before) => {
      if (
        state.view !== before.view ||
        state.selection !== before.selection ||
        state.overlays !== before.overlays ||
        state.tool !== before.tool
      )
        changed();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
