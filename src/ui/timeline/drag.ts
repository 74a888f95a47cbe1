import type { PointerEvent as ReactPointerEvent } from "react";

export type DragHandlers = {
  /** The pointer has left the point where it was pressed. */
  readonly start?: () => void;
  /** Pixels since the press, horizontally and vertically, and the event. */
  readonly move: (dx: number, dy: number, event: PointerEvent) => void;
  readonly end: () => void;
  /** Escape, or the browser cancelled the pointer; the pointer may not have moved yet. */
  readonly cancel: () => void;
  /** The pointer was released where it was pressed. */
  readonly click?: () => void;
};

const THRESHOLD = 3;

/** Follows a press of the pointer until it ends; moves below `threshold` pixels are a click. */
export function followDrag(event: ReactPointerEvent<HTMLElement>, handlers: DragHandlers, threshold = THRESHOLD): void {
  const target = event.currentTarget;
  const { pointerId, clientX, clientY } = event;
  let moved = threshold === 0;
  target.setPointerCapture(pointerId);
  if (moved) handlers.start?.();

  const move = (next: PointerEvent) => {
    const dx = next.clientX - clientX;
    const dy = next.clientY - clientY;
    if (!moved && Math.hypot(dx, dy) < threshold) return;
    if (!moved) {
      moved = true;
      handlers.start?.();
    }
    handlers.move(dx, dy, next);
  };
  const stop = () => {
    target.removeEventListener("pointermove", move);
    target.removeEventListener("pointerup", end);
    target.removeEventListener("pointercancel", cancel);
    window.removeEventListener("keydown", escape, true);
    if (target.hasPointerCapture(pointerId)) target.releasePointerCapture(pointerId);
  };
  const end = () => {
    stop();
    if (moved) handlers.end();
    else handlers.click?.();
  };
  const cancel = () => {
    stop();
    handlers.cancel();
  };
  const escape = (key: KeyboardEvent) => {
    if (key.key !== "Escape") return;
    key.preventDefault();
    key.stopPropagation();
    cancel();
  };
  target.addEventListener("pointermove", move);
  target.addEventListener("pointerup", end);
  target.addEventListener("pointercancel", cancel);
  window.addEventListener("keydown", escape, true);
}
