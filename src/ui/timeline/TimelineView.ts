import { createStore, type StoreApi } from "zustand/vanilla";
import type { Editor } from "@/editor";
import { PAD, boundedScale, fittedScale, type Scale } from "./scale";

/** Width of the lanes in CSS pixels; 0 before the first layout. */
export type WidthStore = StoreApi<{ readonly width: number }>;

/**
 * The timeline's view. What moves with zoom, scroll and playhead follows by subscription and CSS variables, so that none of it re-renders
 * React.
 */
export type TimelineView = {
  readonly scale: () => Scale;
  readonly width: () => number;
  readonly setWidth: (width: number) => void;
  readonly setScale: (scale: Scale | null) => void;
  /** Calls back immediately and after every change of zoom, scroll, width or length. */
  readonly follow: (listener: (scale: Scale) => void) => () => void;
  /** Scrolls so that a frame is visible, if it is not. */
  readonly reveal: (frame: number) => void;
};

export function createTimelineView(editor: Editor): TimelineView {
  const store: WidthStore = createStore(() => ({ width: 0 }));
  const duration = () => editor.document.getState().scenario.video.durationFrames;
  const width = () => store.getState().width;

  const scale = (): Scale => {
    const kept = editor.session.getState().timeline;
    return kept ? boundedScale(kept, duration(), width()) : fittedScale(duration(), width());
  };
  const setScale = (next: Scale | null) => {
    const bounded = next && boundedScale(next, duration(), width());
    const fitted = fittedScale(duration(), width());
    const whole = bounded === null || bounded.pixelsPerFrame <= fitted.pixelsPerFrame;
    editor.session.setState({ timeline: whole ? null : bounded });
  };

  return {
    scale,
    width,
    setWidth: (next) => store.setState({ width: next }),
    setScale,
    follow: (listener) => {
      listener(scale());
      const stops = [
        store.subscribe(() => listener(scale())),
        editor.session.subscribe((state, before) => {
          if (state.timeline !== before.timeline) listener(scale());
        }),
        editor.document.subscribe((state, before) => {
          if (state.scenario.video !== before.scenario.video) listener(scale());
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
    reveal: (frame) => {
      const { start, pixelsPerFrame } = scale();
      const span = width() / pixelsPerFrame;
      const first = start - PAD / pixelsPerFrame;
      if (frame < first || frame > first + span) setScale({ start: frame - span * 0.1, pixelsPerFrame });
    },
  };
}
