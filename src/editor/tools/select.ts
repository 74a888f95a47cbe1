import type { Scenario } from "@/core/document";
import { withGroups } from "../commands/groups";
import { insertWaypoint } from "../commands/waypoints";
import type { Editor } from "../editor";
import { bodyUnder } from "../hit";
import { hasWaypoint, selectionOf, toggled, type Selection } from "../selection";
import type { Cursor } from "../stores/transient";
import type { BodyRef, Target } from "../target";
import { bendHandle, moveGuide, moveItems, moveSelectedWaypoints, pullSegment } from "./drags";
import { spanMarquee } from "./marquee";
import { resizeItem } from "./resize";
import { turnItem } from "./turning";
import { DRAG_THRESHOLD, hitScene, pixelOf, targetOf, type Drag, type PointerInput, type Tool } from "./tool";

/** Selects, moves, resizes and bends. */
export function createSelectTool(editor: Editor): Tool {
  /** A press that has not moved far enough to be a drag. */
  let press: { at: PointerInput; target: Target | null; before: Selection } | null = null;
  let drag: Drag | null = null;

  const select = (selection: Selection) => editor.session.setState({ selection });
  const selection = () => editor.session.getState().selection;
  const scenario = () => editor.document.getState().scenario;

  const begin = (start: PointerInput, target: Target | null): Drag | null => {
    if (!target) return spanMarquee(editor, start);
    switch (target.kind) {
      case "actor":
      case "occluder":
      case "region":
        return moveItems(editor, start, target);
      case "waypoint":
        return moveSelectedWaypoints(editor, start, target);
      case "bezier":
        return bendHandle(editor, target);
      case "resize":
        return resizeItem(editor, start, target.item, target.edge);
      case "turn":
        return turnItem(editor, target.item);
      case "guide":
        return moveGuide(editor, target);
      case "segment":
        return start.mod ? moveItems(editor, start, { kind: "actor", id: target.actorId }) : pullSegment(editor, start, target);
    }
  };

  const forget = () => {
    press = null;
    drag = null;
    editor.transient.setState({ marquee: null, snapLines: [], note: null });
  };

  return {
    pointerDown: (input) => {
      const target = targetOf(editor, input);
      press = { at: input, target, before: selection() };
      select(selectionOnPress(scenario(), selection(), target, input));
    },
    pointerMove: (input) => {
      if (!press) {
        const target = targetOf(editor, input);
        showHover(editor, target, input);
        return;
      }
      const far = Math.hypot(input.x - press.at.x, input.y - press.at.y) > DRAG_THRESHOLD * pixelOf(editor);
      if (!drag && far && press.at.button !== 2) {
        const target = grabbed(press.at, press.target, press.before);
        if (!target) select(press.before);
        else if (press.at.shift) select(withTarget(scenario(), press.before, target));
        drag = begin(press.at, target);
      }
      drag?.move(input);
    },
    pointerUp: (input) => {
      if (drag) drag.up(input);
      else if (press && press.at.button !== 2) select(selectionOnClick(scenario(), selection(), clicked(editor, press), press.at));
      forget();
      showHover(editor, targetOf(editor, input), input);
    },
    doubleClick: (input) => {
      const target = targetOf(editor, input);
      // Into a group: only this one.
      if (target?.kind === "actor" || target?.kind === "occluder") select(only(target));
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

/** What a click without a drag means: in a chosen region, which can be dragged from anywhere in it, the body that is there. */
function clicked(editor: Editor, { at, target }: { readonly at: PointerInput; readonly target: Target | null }): Target | null {
  return target?.kind === "region" ? (bodyUnder(at, hitScene(editor)) ?? target) : target;
}

/** What a drag takes hold of. A path bends only where its actor was chosen before: over others a marquee may begin. */
function grabbed({ mod }: PointerInput, target: Target | null, before: Selection): Target | null {
  return target?.kind === "segment" && !mod && !before.actors.includes(target.actorId) ? null : target;
}

const bodyOf = (target: Target): BodyRef | null => {
  switch (target.kind) {
    case "actor":
    case "occluder":
      return target;
    case "segment":
      return { kind: "actor", id: target.actorId };
    case "resize":
    case "turn":
    case "waypoint":
    case "bezier":
    case "guide":
    case "region":
      return null;
  }
};

/** What a press selects immediately: things that were not selected yet, so that they can be dragged in the same movement. */
function selectionOnPress(scenario: Scenario, selection: Selection, target: Target | null, { shift }: PointerInput): Selection {
  if (!target || shift) return selection;
  if (target.kind === "waypoint") {
    if (hasWaypoint(selection, target)) return selection;
    const { actorId, index } = target;
    return selectionOf({ actors: selection.actors, occluders: selection.occluders, waypoints: [{ actorId, index }] });
  }
  if (target.kind === "region") return selection.regions.includes(target.index) ? selection : selectionOf({ regions: [target.index] });
  const body = bodyOf(target);
  if (!body) return selection;
  const chosen = body.kind === "actor" ? selection.actors : selection.occluders;
  return chosen.includes(body.id) ? selection : withItsGroup(scenario, selection, body);
}

/** What a click without a drag selects: just this, or with Shift adds or removes this. */
function selectionOnClick(scenario: Scenario, selection: Selection, target: Target | null, { shift }: PointerInput): Selection {
  if (!target) return shift ? selection : selectionOf({});
  if (target.kind === "resize" || target.kind === "turn" || target.kind === "bezier" || target.kind === "guide") return selection;
  if (target.kind === "waypoint") {
    const { actorId, index } = target;
    if (shift) return toggled(selection, { waypoint: { actorId, index } });
    return selectionOf({ actors: [actorId], waypoints: [{ actorId, index }] });
  }
  if (target.kind === "region") return shift ? toggled(selection, { region: target.index }) : selectionOf({ regions: [target.index] });
  const body = bodyOf(target);
  if (!body) return selection;
  if (!shift) return withItsGroup(scenario, selection, body);
  return toggledGroup(scenario, selection, body);
}

/** With Shift, a drag also takes the thing it started on. */
function withTarget(scenario: Scenario, selection: Selection, target: Target): Selection {
  if (target.kind === "waypoint")
    return hasWaypoint(selection, target) ? selection : toggled(selection, { waypoint: { actorId: target.actorId, index: target.index } });
  if (target.kind === "region") return selection.regions.includes(target.index) ? selection : toggled(selection, { region: target.index });
  const body = bodyOf(target);
  if (!body) return selection;
  const chosen = body.kind === "actor" ? selection.actors : selection.occluders;
  return chosen.includes(body.id) ? selection : toggledGroup(scenario, selection, body);
}

/** The body and its group; the body alone if the user has already entered its group. */
function withItsGroup(scenario: Scenario, selection: Selection, body: BodyRef): Selection {
  const whole = withGroups(scenario, only(body));
  const chosen = [...selection.actors, ...selection.occluders];
  const members = [...whole.actors, ...whole.occluders];
  const inside = chosen.length > 0 && chosen.length < members.length && chosen.every((id) => members.includes(id));
  return inside ? only(body) : selectionOf(whole);
}

/** Adds a body with its group to the selection, or removes both. */
function toggledGroup(scenario: Scenario, selection: Selection, body: BodyRef): Selection {
  const whole = withGroups(scenario, only(body));
  const adding = !(body.kind === "actor" ? selection.actors : selection.occluders).includes(body.id);
  const joined = (list: readonly string[], members: readonly string[]) => [
    ...list.filter((id) => !members.includes(id)),
    ...(adding ? members : []),
  ];
  const actors = joined(selection.actors, whole.actors);
  return {
    ...selection,
    actors,
    occluders: joined(selection.occluders, whole.occluders),
    waypoints: selection.waypoints.filter(({ actorId }) => actors.includes(actorId)),
  };
}

const only = ({ kind, id }: BodyRef): Selection => selectionOf(kind === "actor" ? { actors: [id] } : { occluders: [id] });

function showHover(editor: Editor, target: Target | null, { alt }: PointerInput): void {
  const { hover, cursor } = editor.transient.getState();
  const { actors } = editor.session.getState().selection;
  const wanted = target?.kind === "segment" && !actors.includes(target.actorId) ? "pointer" : cursorFor(target, alt);
  if (sameTarget(hover, target) && cursor === wanted) return;
  editor.transient.setState({ hover: target, cursor: wanted });
}

function sameTarget(one: Target | null, other: Target | null): boolean {
  if (one === other) return true;
  // A position on a segment changes with every move, and so does the dot that shows it.
  return one !== null && other !== null && one.kind !== "segment" && JSON.stringify(one) === JSON.stringify(other);
}

function cursorFor(target: Target | null, alt: boolean | undefined): Cursor {
  if (!target) return "default";
  switch (target.kind) {
    case "actor":
    case "occluder":
    case "region":
      return alt ? "copy" : "move";
    case "waypoint":
    case "bezier":
      return "pointer";
    case "turn":
      return "grab";
    case "segment":
      return "crosshair";
    case "guide":
      return target.axis === "x" ? "ew-resize" : "ns-resize";
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
