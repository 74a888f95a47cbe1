import { useRef, useState, type PointerEvent } from "react";

/** A change in progress: `update` previews, `commit` keeps, `cancel` leaves no trace. */
export type NumberGesture = {
  readonly update: (value: number) => void;
  readonly commit: () => void;
  readonly cancel: () => void;
};

type ScrubOptions = {
  readonly value: number | undefined;
  readonly step: number;
  readonly limit: (value: number) => number;
  readonly begin: () => NumberGesture;
};

/** Pixels of drag for one step. */
const PIXELS_PER_STEP = 3;

/** Changes a number by dragging a label sideways: Shift takes steps ten times as large, Alt a tenth; Escape cancels. */
export function useScrub({ value, step, limit, begin }: ScrubOptions) {
  const [scrubbed, setScrubbed] = useState<number | null>(null);
  const drag = useRef<{ gesture: NumberGesture; value: number; shown: number } | null>(null);

  const end = (keep: boolean) => {
    const current = drag.current;
    if (!current) return;
    drag.current = null;
    if (keep) current.gesture.commit();
    else current.gesture.cancel();
    setScrubbed(null);
  };

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || value === undefined) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const target = event.currentTarget;
      const cancelOnEscape = (key: KeyboardEvent) => {
        if (key.key !== "Escape") return;
        key.stopPropagation();
        end(false);
      };
      window.addEventListener("keydown", cancelOnEscape, true);
      target.addEventListener("lostpointercapture", () => window.removeEventListener("keydown", cancelOnEscape, true), { once: true });
      drag.current = { gesture: begin(), value, shown: value };
      setScrubbed(value);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const current = drag.current;
      if (!current || event.movementX === 0) return;
      const factor = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
      current.value += (event.movementX / PIXELS_PER_STEP) * step * factor;
      const grid = event.altKey ? step / 10 : step;
      const shown = limit(Math.round(current.value / grid) * grid);
      if (shown === current.shown) return;
      current.shown = shown;
      current.gesture.update(shown);
      setScrubbed(shown);
    },
    onPointerUp: () => end(true),
    onPointerCancel: () => end(false),
  };

  return { scrubbed, handlers };
}
