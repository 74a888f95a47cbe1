import { useEffect, type RefObject } from "react";
import type { TimelineView } from "./TimelineView";
import { zoomedScale } from "./scale";
import { useEditor } from "../context/EditorContext";

/** Zooms with Control or Alt and the wheel (or a pinch), keeping the pointer's frame in place; Shift scrolls sideways. */
export function useTimelineWheel(body: RefObject<HTMLElement | null>, view: TimelineView): void {
  const editor = useEditor();
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const lane = element.querySelector("[data-testid=ruler]");
      if (!lane) return;
      const scale = view.scale();
      if (event.ctrlKey || event.metaKey || event.altKey) {
        event.preventDefault();
        const x = event.clientX - lane.getBoundingClientRect().left;
        const { durationFrames } = editor.document.getState().scenario.video;
        view.setScale(zoomedScale(scale, Math.exp(-event.deltaY * 0.0025), x, durationFrames, view.width()));
        return;
      }
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return;
      event.preventDefault();
      view.setScale({ ...scale, start: scale.start + sideways / scale.pixelsPerFrame });
    };
    // React listens passively, and could not prevent the page from zooming.
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [body, view, editor]);
}
