import { createStore } from "zustand/vanilla";
import { secondsOf } from "@/core/timeline";

/** What a drag in the timeline would set, to be shown next to the pointer; null while nothing is dragged. */
type DragTip = { readonly x: number; readonly y: number; readonly text: string };

export const dragTip = createStore<{ readonly tip: DragTip | null }>(() => ({ tip: null }));

/** `frame 42 · 1.4 s`, or a span of them. */
export function tipText(frames: readonly number[], fps: number): string {
  const join = (texts: readonly string[]) => texts.join(" – ");
  return `frame ${join(frames.map(String))} · ${join(frames.map((frame) => secondsOf(frame, fps).toFixed(2)))} s`;
}
