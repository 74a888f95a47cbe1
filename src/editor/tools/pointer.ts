import type { Point } from "@/core/document";
import type { Editor } from "../editor";
import type { ToolId } from "../stores/session";
import { groundView } from "../view";
import { createFreehandTool } from "./freehand";
import { createHandTool } from "./hand";
import { createOccluderTool } from "./occluder";
import { createPathTool } from "./path";
import { createPlaceTool } from "./place";
import { createSelectTool } from "./select";
import type { PointerInput, Tool } from "./tool";

/** Receives all pointer and key input of the stage: passes it to the active tool, or to the hand while the space bar is held. */
export type Pointer = Omit<Tool, "leave" | "interrupt"> & {
  /** Takes back the press in progress, as if it had not happened: it became a pinch. What was drawn before it stays. */
  interrupt: () => void;
  /** The point of the ground under the pointer, in the world's unit; null while it is elsewhere. */
  place: () => Point | null;
  /** The pointer has left the stage. A menu that it opened there applies to where it was. */
  left: () => void;
  /** While held (space bar), the pointer pans whatever the tool. On release, returns whether it did; undefined if it was not held. */
  holdHand: (held: boolean) => "used" | "unused" | undefined;
  /** Stops following the editor. */
  dispose: () => void;
};

export function createPointer(editor: Editor): Pointer {
  const tools: Record<ToolId, Tool> = {
    select: createSelectTool(editor),
    place: createPlaceTool(editor),
    path: createPathTool(editor),
    freehand: createFreehandTool(editor),
    occluder: createOccluderTool(editor),
    hand: createHandTool(editor),
  };
  let handHeld = false;
  let handUsed = false;
  let place: Point | null = null;
  let opensMenu = false;
  /** The tool that a press started with; it also gets the release, whatever is chosen meanwhile. */
  let pressed: Tool | null = null;

  const chosen = (): Tool => tools[editor.session.getState().tool];
  const current = (): Tool => pressed ?? (handHeld ? tools.hand : chosen());

  const stopSession = editor.session.subscribe((state, before) => {
    if (state.tool === before.tool) return;
    const left = tools[before.tool];
    if (left.leave) left.leave();
    else left.cancel();
    editor.transient.setState({
      hover: null,
      draft: null,
      snapLines: [],
      note: null,
      cursor: state.tool === "select" ? "default" : "crosshair",
    });
  });
  // The unfinished drawing belongs to a scenario that is no longer open. One that only gets another id is still the same.
  const stopDocument = editor.document.subscribe((state, before) => {
    if (state.opening !== before.opening) chosen().cancel();
  });

  return {
    pointerDown: (input: PointerInput) => {
      handUsed ||= handHeld;
      opensMenu = input.button === 2;
      // The context button selects what the menu is for, whatever the tool: it draws nothing.
      pressed = handHeld || input.button === 1 ? tools.hand : input.button === 2 ? tools.select : chosen();
      pressed.pointerDown(input);
    },
    pointerMove: (input) => {
      place = groundView(editor).unproject({ x: input.x, y: input.y });
      current().pointerMove(input);
    },
    place: () => place,
    left: () => {
      if (!opensMenu) place = null;
      opensMenu = false;
    },
    pointerUp: (input) => {
      const tool = current();
      pressed = null;
      tool.pointerUp(input);
    },
    doubleClick: (input) => current().doubleClick(input),
    key: (key) => current().key(key),
    cancel: () => {
      current().cancel();
      pressed = null;
    },
    interrupt: () => {
      const tool = current();
      pressed = null;
      if (tool.interrupt) tool.interrupt();
      else tool.cancel();
    },
    holdHand: (held) => {
      if (held === handHeld) return undefined;
      handHeld = held;
      if (!pressed) editor.transient.setState({ cursor: held ? "grab" : "default" });
      if (held) handUsed = false;
      return handUsed ? "used" : "unused";
    },
    dispose: () => {
      stopSession();
      stopDocument();
    },
  };
}
