import { currentView, pannedBy, setView, toSheet, zoomedAt, type Editor, type Pointer, type PointerInput, type ViewId } from "@/editor";
import type { Point } from "@/core/document";
import type { StageHits } from "./nodes/stageHits";

type Modified = Pick<MouseEvent, "clientX" | "clientY" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey" | "button">;

/** Attaches the pointer, wheel and fingers to the element of a view. Gives a function that detaches them. */
export function attachInput(element: HTMLElement, editor: Editor, id: ViewId, pointer: Pointer, hits: StageHits): () => void {
  const fingers = new Map<number, Point>();
  let pinching = false;

  /** Tools, keys and menus are about the view that the pointer is in. */
  const enter = () => {
    if (editor.transient.getState().activeView !== id) editor.transient.setState({ activeView: id });
  };

  const local = ({ clientX, clientY }: Pick<MouseEvent, "clientX" | "clientY">): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const inputOf = (event: Modified): PointerInput => {
    const onStage = local(event);
    enter();
    const point = toSheet(currentView(editor, id), onStage);
    return {
      ...point,
      shift: event.shiftKey,
      alt: event.altKey,
      mod: event.ctrlKey || event.metaKey,
      button: event.button,
      hit: () => hits.at(onStage, point),
    };
  };

  const down = (event: PointerEvent) => {
    if (event.pointerType === "touch") {
      fingers.set(event.pointerId, local(event));
      if (fingers.size === 2) {
        pointer.interrupt();
        pinching = true;
      }
      if (pinching) return;
    }
    element.setPointerCapture(event.pointerId);
    pointer.pointerDown(inputOf(event));
  };
  const move = (event: PointerEvent) => {
    if (fingers.has(event.pointerId)) {
      const before = [...fingers.values()];
      fingers.set(event.pointerId, local(event));
      if (pinching) return pinch(editor, id, before, [...fingers.values()]);
    }
    // A freehand stroke needs every position of the pointer, not only one per frame.
    const { tool } = editor.session.getState();
    const events = tool === "freehand" ? event.getCoalescedEvents() : [];
    for (const each of events.length > 0 ? events : [event]) pointer.pointerMove(inputOf(each));
  };
  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (pinching) {
      pinching = fingers.size > 0;
      return;
    }
    pointer.pointerUp(inputOf(event));
  };
  const cancel = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    pinching &&= fingers.size > 0;
    pointer.interrupt();
  };
  const leave = () => {
    pointer.left();
    const { hover, draft } = editor.transient.getState();
    if (hover) editor.transient.setState({ hover: null });
    if (draft && (draft.kind !== "path" || draft.points.length === 0))
      editor.transient.setState({ draft: null, snapLines: [], note: null });
  };
  const doubleClick = (event: MouseEvent) => pointer.doubleClick(inputOf(event));
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    enter();
    const view = currentView(editor, id);
    if (event.ctrlKey || event.metaKey) {
      const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY * lines)) * 0.008);
      return setView(editor, id, zoomedAt(view, local(event), factor, id));
    }
    const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    setView(editor, id, pannedBy(view, -dx * lines, -dy * lines));
  };

  element.addEventListener("pointerdown", down);
  element.addEventListener("pointermove", move);
  element.addEventListener("pointerup", up);
  element.addEventListener("pointercancel", cancel);
  element.addEventListener("pointerleave", leave);
  element.addEventListener("dblclick", doubleClick);
  element.addEventListener("wheel", wheel, { passive: false });
  element.addEventListener("focus", enter);
  return () => {
    element.removeEventListener("pointerdown", down);
    element.removeEventListener("pointermove", move);
    element.removeEventListener("pointerup", up);
    element.removeEventListener("pointercancel", cancel);
    element.removeEventListener("pointerleave", leave);
    element.removeEventListener("dblclick", doubleClick);
    element.removeEventListener("wheel", wheel);
    element.removeEventListener("focus", enter);
  };
}

/** Two fingers pan with their middle and zoom with their distance. */
function pinch(editor: Editor, id: ViewId, before: readonly Point[], after: readonly Point[]): void {
  const [a, b] = before;
  const [c, d] = after;
  if (!a || !b || !c || !d) return;
  const middle = (one: Point, other: Point) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
  const length = (one: Point, other: Point) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
  const from = middle(a, b);
  const to = middle(c, d);
  const panned = pannedBy(currentView(editor, id), to.x - from.x, to.y - from.y);
  setView(editor, id, zoomedAt(panned, to, length(c, d) / length(a, b), id));
}
