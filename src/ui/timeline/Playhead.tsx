import { useEffect, useRef } from "react";
import { useEditor } from "../context/EditorContext";
import { xOf } from "./scale";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";

/** One line from the ruler to the last row. It follows the playhead without React, as fast as the pointer moves. */
export function Playhead() {
  const editor = useEditor();
  const view = useTimeline();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const element = line.current;
      if (!element) return;
      const x = xOf(view.scale(), editor.transient.getState().frame);
      element.style.transform = `translateX(${x}px)`;
      element.style.visibility = x < -1 || x > view.width() + 1 ? "hidden" : "visible";
    };
    const stopScale = view.follow(place);
    const stopFrame = editor.transient.subscribe((state, before) => {
      if (state.frame === before.frame) return;
      view.reveal(state.frame);
      place();
    });
    return () => {
      stopScale();
      stopFrame();
    };
  }, [editor, view]);
  return <div ref={line} className={classes.playhead} aria-hidden />;
}
