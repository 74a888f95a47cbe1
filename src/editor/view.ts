import type { Point, Size, VideoSettings } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { Editor } from "./editor";
import type { View } from "./stores/session";

const ZOOM = { min: 0.05, max: 32 } as const;

/** Space left around the frame when it is fitted, in CSS pixels: off-frame handles stay in sight. */
const MARGIN = 48;

/** The view that shows the whole box, centred; `largest` bounds the scale. */
export function viewOfBox(box: Box, viewport: Size, largest: number = ZOOM.max): View {
  const room = Math.min(MARGIN, viewport.width / 8, viewport.height / 8);
  const fitting = Math.min((viewport.width - 2 * room) / box.width, (viewport.height - 2 * room) / box.height);
  const scale = Math.min(largest, ZOOM.max, Math.max(ZOOM.min, fitting));
  return {
    scale,
    x: viewport.width / 2 - (box.x + box.width / 2) * scale,
    y: viewport.height / 2 - (box.y + box.height / 2) * scale,
  };
}

/** The view that is shown: the explicit one, or the frame fitted into the stage. At 100 % it is aligned to whole pixels, to be sharp. */
export function currentView({ session, transient, document }: Pick<Editor, "session" | "transient" | "document">): View {
  const view = session.getState().view ?? fittedView(document.getState().scenario.video, transient.getState().viewport);
  return view.scale === 1 ? { ...view, x: Math.round(view.x), y: Math.round(view.y) } : view;
}

export const fittedView = ({ width, height }: VideoSettings, viewport: Size): View => viewOfBox({ x: 0, y: 0, width, height }, viewport);

/** Zooms by a factor and keeps the picture's point under the pointer (CSS pixels in the stage) where it is. */
export function zoomedAt(view: View, pointer: Point, factor: number): View {
  const wanted = view.scale * factor;
  // 100 % exactly, however it was reached.
  const scale = Math.abs(wanted - 1) < 1e-6 ? 1 : Math.min(ZOOM.max, Math.max(ZOOM.min, wanted));
  const ratio = scale / view.scale;
  return { scale, x: pointer.x - (pointer.x - view.x) * ratio, y: pointer.y - (pointer.y - view.y) * ratio };
}

export const pannedBy = (view: View, dx: number, dy: number): View => ({ ...view, x: view.x + dx, y: view.y + dy });

/** From CSS pixels in the stage to pixels of the video. */
export const toVideo = ({ x, y, scale }: View, pointer: Point): Point => ({
  x: (pointer.x - x) / scale,
  y: (pointer.y - y) / scale,
});
