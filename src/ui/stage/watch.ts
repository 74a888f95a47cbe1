import { regionsAt, type Editor, type PlacedRegion, type TransientState } from "@/editor";
import type { Picture } from "./picture";
import { sameFaintPaths } from "./overlay/paths";
import type { Pace } from "./pace";

/**
 * Calls back when the picture is out of date: different content, view or size of the stage. Different content waits while the picture
 * takes up the page's time, except during playback: then every frame is wanted.
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

/**
 * Calls back when the frame's edge, the grid, guides, the regions to ignore or the paths of what is not chosen change: not while one
 * actor is dragged.
 */
export function watchBackdrop(editor: Editor, changed: () => void): () => void {
  const regions = () => regionsAt(editor.live(), editor.transient.getState().frame);
  let drawn = editor.live();
  let drawnRegions = regions();
  const compare = () => {
    const scenario = editor.live();
    const present = regions();
    if (!sameRegions(drawnRegions, present) || !sameFaintPaths(drawn, scenario, editor.session.getState())) changed();
    drawn = scenario;
    drawnRegions = present;
  };
  const stops = [
    editor.document.subscribe(compare),
    editor.transient.subscribe((state, before) => {
      if (state.viewport !== before.viewport) changed();
      if (state.preview !== before.preview || state.frame !== before.frame) compare();
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

const sameRegions = (one: readonly PlacedRegion[], other: readonly PlacedRegion[]): boolean =>
  one === other ||
  (one.length === other.length && one.every(([index, region], place) => other[place]?.[0] === index && other[place][1] === region));

const SHOWN = [
  "playing",
  "preview",
  "hover",
  "marquee",
  "snapLines",
  "draft",
  "viewport",
] as const satisfies readonly (keyof TransientState)[];

/** Whether what is drawn over that is another at another frame: without a choice and boxes it is not. */
function followsPlayhead({ session, transient }: Editor): boolean {
  const { overlays, selection } = session.getState();
  const { boxes, visibleBoxes, ids, visibility, masks } = overlays;
  const chosen = selection.actors.length + selection.regions.length > 0;
  return chosen || transient.getState().hover !== null || boxes || visibleBoxes || ids || visibility || masks;
}

/** Calls back when anything changes that is drawn above that. */
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
