import { insertWaypoint } from "../commands/waypoints";
import type { Editor } from "../editor";
import { hitTest, type BodyRef, type Target } from "../hit";
import { hasWaypoint, selectionOf, toggled, type Selection } from "../selection";
import type { Cursor } from "../stores/transient";
import { bendHandle, moveBodies, moveSelectedWaypoints, pullSegment, resizeBody, spanMarquee } from "./drags";
import { DRAG_THRESHOLD, hitScene, pixelOf, type Drag, type PointerInput, type Tool } from "./tool";

/** Selects, moves, resizes and bends. */
export function createSelectTool(editor: Editor): Tool {
  /** A press that has not moved far enough to be a drag. */
  let press: { at: PointerInput; target: Target | null; before: Selection } | null = null;
  let drag: Drag | null = null;

  const select = (selection: Selection) => editor.session.setState({ selection });
  const selection = () => editor.session.getState().selection;

  const begin = (start: PointerInput, target: Target | null): Drag | null => {
    if (!target) return spanMarquee(editor, start);
    switch (target.kind) {
      case "actor":
      case "occluder":
        return moveBodies(editor, start, target);
      case "waypoint":
        return moveSelectedWaypoints(editor, start, target);
      case "bezier":
        return bendHandle(editor, target);
      case "resize":
        return resizeBody(editor, start, target.body, target.edge);
      case "segment":
        return start.mod ? moveBodies(editor, start, { kind: "actor", id: target.actorId }) : pullSegment(editor, start, target);
    }
  };

  const forget = () => {
    press = null;
    drag = null;
    editor.transient.setState({ marquee: null, snapLines: [] });
  };

  return {
    pointerDown: (input) => {
      const target = hitTest(input, hitScene(editor));
      press = { at: input, target, before: selection() };
      select(selectionOnPress(selection(), target, input));
    },
    pointerMove: (input) => {
      if (!press) {
        const target = hitTest(input, hitScene(editor));
        showHover(editor, target, input);
        return;
      }
      const far = Math.hypot(input.x - press.at.x, input.y - press.at.y) > DRAG_THRESHOLD * pixelOf(editor);
      if (!drag && far && press.at.button !== 2) {
        if (press.at.shift && press.target) select(withTarget(press.before, press.target));
        drag = begin(press.at, press.target);
      }
      drag?.move(input);
    },
    pointerUp: (input) => {
      if (drag) drag.up(input);
      else if (press && press.at.button !== 2) select(selectionOnClick(selection(), press.target, press.at));
      forget();
      showHover(editor, hitTest(input, hitScene(editor)), input);
    },
    doubleClick: (input) => {
      const target = hitTest(input, hitScene(editor));
      if (target?.kind !== "segment") return;
      editor.run(insertWaypoint(target.actorId, target.segmentIndex, target.share));
      select(selectionOf({ actors: [target.actorId], waypoints: [{ actorId: target.actorId, index: target.segmentIndex + 1 }] }));
    },
    key: (key) => {
      if (key !== "Escape" || !press) return false;
      const { before } = press;
      drag?.cancel();
      select(before);
      forget();
      return true;
    },
    cancel: () => {
      drag?.cancel();
      if (press) select(press.before);
      forget();
    },
  };
}

const bodyOf = (target: Target): BodyRef | null => {
  switch (target.kind) {
    case "actor":
    case "occluder":
      return target;
    case "segment":
      return { kind: "actor", id: target.actorId };
    case "resize":
    case "waypoint":
    case "bezier":
      return null;
  }
};

/** What a press selects at once: what was not chosen yet, so that it can be dragged away in the same movement. */
function selectionOnPress(selection: Selection, target: Target | null, { shift }: PointerInput): Selection {
  if (!target || shift) return selection;
  if (target.kind === "waypoint") {
    if (hasWaypoint(selection, target)) return selection;
    const { actorId, index } = target;
    return selectionOf({ actors: selection.actors, occluders: selection.occluders, waypoints: [{ actorId, index }] });
  }
  const body = bodyOf(target);
  if (!body) return selection;
  const chosen = body.kind === "actor" ? selection.actors : selection.occluders;
  return chosen.includes(body.id) ? selection : only(body);
}

/** What a click without a drag selects: just this, or with Shift this more or less. */
function selectionOnClick(selection: Selection, target: Target | null, { shift }: PointerInput): Selection {
  if (!target) return shift ? selection : selectionOf({});
  if (target.kind === "resize" || target.kind === "bezier") return selection;
  if (target.kind === "waypoint") {
    const { actorId, index } = target;
    if (shift) return toggled(selection, { waypoint: { actorId, index } });
    return selectionOf({ actors: [actorId], waypoints: [{ actorId, index }] });
  }
  const body = bodyOf(target);
  if (!body) return selection;
  if (!shift) return only(body);
  return toggled(selection, body.kind === "actor" ? { actor: body.id } : { occluder: body.id });
}

/** With Shift a drag takes what it began on along with the rest. */
function withTarget(selection: Selection, target: Target): Selection {
  if (target.kind === "waypoint") return hasWaypoint(selection, target) ? selection : toggled(selection, { waypoint: { actorId: target.actorId, index: target.index } });
  const body = bodyOf(target);
  if (!body) return selection;
  const chosen = body.kind === "actor" ? selection.actors : selection.occluders;
  if (chosen.includes(body.id)) return selection;
  return toggled(selection, body.kind === "actor" ? { actor: body.id } : { occluder: body.id });
}

const only = ({ kind, id }: BodyRef): Selection => selectionOf(kind === "actor" ? { actors: [id] } : { occluders: [id] });

function showHover(editor: Editor, target: Target | null, { alt }: PointerInput): void {
  const { hover, cursor } = editor.transient.getState();
  const wanted = cursorFor(target, alt);
  if (sameTarget(hover, target) && cursor === wanted) return;
  editor.transient.setState({ hover: target, cursor: wanted });
}

function sameTarget(one: Target | null, other: Target | null): boolean {
  if (one === other) return true;
  // A place on a segment changes with every move, and the dot that shows it.
  return one !== null && other !== null && one.kind !== "segment" && JSON.stringify(one) === JSON.stringify(other);
}

function cursorFor(target: Target | null, alt: boolean | undefined): Cursor {
  if (!target) return "default";
  switch (target.kind) {
    case "actor":
    case "occluder":
      return alt ? "copy" : "move";
    case "waypoint":
    case "bezier":
      return "pointer";
    case "segment":
      return "crosshair";
    case "resize":
      switch (target.edge) {
        case "left":
        case "right":
          return "ew-resize";
        case "top":
        case "bottom":
          return "ns-resize";
        case "top-left":
        case "bottom-right":
          return "nwse-resize";
        case "top-right":
        case "bottom-left":
          return "nesw-resize";
      }
  }
}

