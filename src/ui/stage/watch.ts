import { groundView, regionsAt, type Editor, type PlacedRegion, type SessionState, type TransientState, type ViewId } from "@/editor";
import type { Picture } from "./picture";
import { sameFaintPaths } from "./overlay/paths";
import type { Pace } from "./pace";
import { isFittedAnew } from "./plan/watchPlan";

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

/** Whether a view's sheet lies elsewhere on the stage, or its part of the stage has another size. */
const isMoved = (id: ViewId) => ({
  session: (state: SessionState, before: SessionState): boolean =>
    state.panes !== before.panes || (id === "plan" ? state.planView !== before.planView : state.view !== before.view),
  transient: (state: TransientState, before: TransientState): boolean =>
    id === "plan" ? isFittedAnew(state, before) : state.viewport !== before.viewport,
});

/**
 * Calls back when the frame's edge, the grid, guides, the regions to ignore or the paths of what is not chosen change: not while one
 * actor is dragged.
 */
export function watchBackdrop(editor: Editor, id: ViewId, changed: () => void): () => void {
  const moved = isMoved(id);
  const regions = () => regionsAt(editor.live(), editor.transient.getState().frame);
  let drawn = editor.live();
  let drawnRegions = regions();
  let drawnGround = groundView(editor, id);
  const compare = () => {
    const scenario = editor.live();
    const present = regions();
    const ground = groundView(editor, id);
    if (ground !== drawnGround || !sameRegions(drawnRegions, present) || !sameFaintPaths(drawn, scenario, editor.session.getState()))
      changed();
    drawn = scenario;
    drawnRegions = present;
    drawnGround = ground;
  };
  const stops = [
    editor.document.subscribe(compare),
    editor.transient.subscribe((state, before) => {
      if (moved.transient(state, before)) changed();
      if (state.preview !== before.preview || state.frame !== before.frame) compare();
    }),
    editor.session.subscribe((state, before) => {
      if (
        moved.session(state, before) ||
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
  "note",
  "activeView",
] as const satisfies readonly (keyof TransientState)[];

/** Whether what is drawn over that is another at another frame: without a choice and boxes it is not. */
function followsPlayhead(editor: Editor, id: ViewId): boolean {
  const { session, transient } = editor;
  const { overlays, selection } = session.getState();
  if (groundView(editor, id).followsPlayhead) return true;
  const { boxes, visibleBoxes, ids, visibility, masks, keypoints } = overlays;
  const chosen = selection.actors.length + selection.regions.length > 0;
  return chosen || transient.getState().hover !== null || boxes || visibleBoxes || ids || visibility || masks || keypoints;
}

/** Calls back when anything changes that is drawn over that. */
export function watchHandles(editor: Editor, id: ViewId, changed: () => void): () => void {
  const moved = isMoved(id);
  const stops = [
    editor.document.subscribe(changed),
    editor.transient.subscribe((state, before) => {
      if (
        moved.transient(state, before) ||
        SHOWN.some((key) => state[key] !== before[key]) ||
        (state.frame !== before.frame && followsPlayhead(editor, id))
      )
        changed();
    }),
    editor.session.subscribe((state, before) => {
      if (
        moved.session(state, before) ||
        state.selection !== before.selection ||
        state.overlays !== before.overlays ||
        state.tool !== before.tool
      )
        changed();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
