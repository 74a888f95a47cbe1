import type { Point, Size, VideoSettings } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { Editor } from "./editor";
import type { View } from "./stores/session";
import { groundViewOf, stageViewsOf, type GroundView, type ViewId } from "./views";

type Zoom = { readonly min: number; readonly max: number };
/** CSS pixels to one of the picture, and to a metre of the plan. */
const ZOOM: Readonly<Record<ViewId, Zoom>> = { picture: { min: 0.05, max: 32 }, plan: { min: 0.4, max: 240 } };

/** Space left around the frame when it is fitted, in CSS pixels: off-frame handles stay in sight. */
const MARGIN = 48;

/** The view that shows the whole box, centred; `largest` bounds the scale. */
export function viewOfBox(
  box: Box,
  viewport: Size,
  largest: number = ZOOM.picture.max,
  { zoom = ZOOM.picture, margin = MARGIN } = {},
): View {
  const room = Math.min(margin, viewport.width / 8, viewport.height / 8);
  const fitting = Math.min((viewport.width - 2 * room) / box.width, (viewport.height - 2 * room) / box.height);
  const scale = Math.min(largest, zoom.max, Math.max(zoom.min, fitting));
  return {
    scale,
    x: viewport.width / 2 - (box.x + box.width / 2) * scale,
    y: viewport.height / 2 - (box.y + box.height / 2) * scale,
  };
}

type Stores = Pick<Editor, "session" | "transient" | "document">;

/** The view that the pointer or the keyboard was in last, of those that the stage shows. */
export function activeView({ session, transient, document }: Stores): ViewId {
  return stageViewsOf(document.getState().scenario).active(session.getState().panes, transient.getState().activeView);
}

/** How a view shows the ground now: the active one, unless another is named. */
export const groundView = (editor: Stores & Pick<Editor, "live">, id: ViewId = activeView(editor), scenario = editor.live()): GroundView =>
  groundViewOf(scenario, editor.transient.getState().frame, id);

/**
 * Where a view's sheet lies in its part of the stage: as set, or so that all of it fits in. At 100 % a picture lies on whole pixels, to be
 * sharp. The active one, unless another is named.
 */
export function currentView(editor: Stores, id: ViewId = activeView(editor)): View {
  const { view, planView } = editor.session.getState();
  if (id === "plan") return planView ?? fitted(editor, id);
  const shown = view ?? fitted(editor, id);
  return shown.scale === 1 ? { ...shown, x: Math.round(shown.x), y: Math.round(shown.y) } : shown;
}

/** The size of a view's part of the stage, in CSS pixels. */
export const viewportOf = ({ transient }: Pick<Editor, "transient">, id: ViewId): Size =>
  id === "plan" ? transient.getState().planViewport : transient.getState().viewport;

/** Shows a view's sheet elsewhere; null fits it in. */
export const setView = ({ session }: Pick<Editor, "session">, id: ViewId, view: View | null): void =>
  session.setState(id === "plan" ? { planView: view } : { view });

function fitted({ document, transient }: Stores, id: ViewId): View {
  const { scenario } = document.getState();
  const viewport = viewportOf({ transient }, id);
  const { box, margin } = stageViewsOf(scenario).fitted(id, transient.getState().planBox);
  return viewOfBox(box, viewport, ZOOM[id].max, { zoom: ZOOM[id], margin });
}

/** A picture fitted into the stage. */
export const fittedView = ({ width, height }: VideoSettings, viewport: Size): View => viewOfBox({ x: 0, y: 0, width, height }, viewport);

/** Zooms a view by a factor and keeps the place under the pointer (CSS pixels in its part of the stage) where it is. */
export function zoomedAt(view: View, pointer: Point, factor: number, id: ViewId = "picture"): View {
  const wanted = view.scale * factor;
  const { min, max } = ZOOM[id];
  // 100 % exactly, however it was reached.
  const scale = Math.abs(wanted - 1) < 1e-6 ? 1 : Math.min(max, Math.max(min, wanted));
  const ratio = scale / view.scale;
  return { scale, x: pointer.x - (pointer.x - view.x) * ratio, y: pointer.y - (pointer.y - view.y) * ratio };
}

export const pannedBy = (view: View, dx: number, dy: number): View => ({ ...view, x: view.x + dx, y: view.y + dy });

/** From CSS pixels in a view's part of the stage to a place on its sheet: pixels of the video, or metres of the plan. */
export const toSheet = ({ x, y, scale }: View, pointer: Point): Point => ({
  x: (pointer.x - x) / scale,
  y: (pointer.y - y) / scale,
});
