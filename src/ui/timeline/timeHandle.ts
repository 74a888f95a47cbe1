import type { HTMLAttributes, KeyboardEvent } from "react";

type TimeHandle = {
  readonly label: string;
  /** The frame that the handle sets. */
  readonly frame: number;
  /** Range of frames that a screen reader announces; a step past it does nothing. */
  readonly min: number;
  readonly max: number;
  /** Whether it is a Tab stop. */
  readonly reachable: boolean;
  readonly onStep: (frames: number) => void;
  /** Enter or Space: the same as a click. */
  readonly onChoose?: () => void;
};

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

/**
 * Makes an element of the timeline a slider of its frame for keyboard and screen reader: arrow keys move it by a frame, with Shift (or
 * Page Up and Page Down) by ten, Enter selects it.
 */
export function timeHandle({ label, frame, min, max, reachable, onStep, onChoose }: TimeHandle): HTMLAttributes<HTMLElement> {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) onStep(event.shiftKey ? 10 * Math.sign(step) : step);
    else if (onChoose && (event.key === "Enter" || event.key === " ")) onChoose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    role: "slider",
    tabIndex: reachable ? 0 : -1,
    "aria-label": label,
    "aria-valuemin": min,
    "aria-valuemax": max,
    "aria-valuenow": frame,
    "aria-valuetext": `frame ${frame}`,
    onKeyDown,
  };
}
