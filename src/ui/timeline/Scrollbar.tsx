import { useEffect, useRef, type PointerEvent } from "react";
import { useEditor } from "../context/EditorContext";
import { followDrag } from "./drag";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";

/** The visible part of the video; the thumb scrolls. */
export function Scrollbar() {
  const editor = useEditor();
  const view = useTimeline();
  const thumb = useRef<HTMLDivElement>(null);
  const duration = () => editor.document.getState().scenario.video.durationFrames;

  useEffect(
    () =>
      view.follow(({ start, pixelsPerFrame }) => {
        const element = thumb.current;
        if (!element) return;
        const total = editor.document.getState().scenario.video.durationFrames;
        const shown = Math.min(1, view.width() / (total * pixelsPerFrame));
        element.style.left = `${(start / total) * 100}%`;
        element.style.width = `${shown * 100}%`;
        element.style.visibility = editor.session.getState().timeline ? "visible" : "hidden";
      }),
    [editor, view],
  );

  const press = (event: PointerEvent<HTMLElement>) => {
    const track = event.currentTarget.parentElement;
    if (event.button !== 0 || !track) return;
    const { start, pixelsPerFrame } = view.scale();
    const framesPerPixel = duration() / track.clientWidth;
    followDrag(
      event,
      {
        move: (dx) => view.setScale({ start: start + dx * framesPerPixel, pixelsPerFrame }),
        end: () => undefined,
        cancel: () => view.setScale({ start, pixelsPerFrame }),
      },
      0,
    );
  };
  return (
    <div className={classes.scrollbar} aria-hidden>
      <div ref={thumb} className={classes.thumb} onPointerDown={press} />
    </div>
  );
}
