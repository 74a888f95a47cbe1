import type { Point } from "@/core/document";
import { addActors } from "../commands/actors";
import type { Editor } from "../editor";
import { selectionOf } from "../selection";
import { drawnActor, type NewActor } from "../stores/session";
import { groundView } from "../view";
import { snappedPlace } from "./place";
import { pixelOf, rules, type PointerInput, type Tool } from "./tool";

/** A path under construction: of a new actor, or extending one from its last waypoint. */
type Drawing = { readonly points: readonly Point[]; readonly actor: NewActor; readonly continues: string | null };

/** A second click this near the last point (CSS pixels) ends the path. */
const END_REACH = 8;

/**
 * Each click adds a waypoint; Enter, a double click or a click on the last one ends the path and makes the actor. So do Escape, after
 * which the tool is still active, and choosing another tool. Backspace and undo remove the last waypoint. If it starts on the last
 * waypoint of a selected actor, it extends that actor's path.
 */
export function createPathTool(editor: Editor): Tool {
  let drawing: Drawing | null = null;
  /** The path before the press in progress. */
  let pressed: { readonly before: Drawing | null } | null = null;

  const show = (next: Point | null) => {
    if (!drawing) return editor.transient.setState({ draft: null, cursor: "crosshair" });
    const { points, actor } = drawing;
    const hint = pathHint(drawing) + (points.length > 1 ? ": Enter ends it, Backspace takes back a point" : "");
    editor.transient.setState({ draft: { kind: "path", actor, points, next, smooth: true, hint }, cursor: "crosshair" });
  };
  /** Before the first click: whose path it would be. */
  const showBeginning = (input: PointerInput) => {
    const would = begin(input);
    if (!would) return editor.transient.setState({ draft: null });
    editor.transient.setState({
      draft: { kind: "path", actor: would.actor, points: [], next: would.points[0] ?? null, smooth: true, hint: pathHint(would) },
      cursor: "crosshair",
    });
  };
  const pathHint = ({ actor: made, continues }: Drawing): string => {
    const actor = continues === null ? undefined : editor.document.getState().scenario.actors.find(({ id }) => id === continues);
    return actor ? `Continues ${actor.name}` : `${rules(editor).nameOf(made)} path`;
  };
  const forget = () => {
    drawing = null;
    pressed = null;
    editor.transient.setState({ draft: null, snapLines: [], note: null });
  };

  /** Makes the path the actor's. The caller decides which tool is active after that. */
  const commit = () => {
    if (!drawing) return;
    const { points, actor: made, continues } = drawing;
    const { scenario } = editor.document.getState();
    forget();
    if (continues !== null) {
      editor.run(rules(editor).continued(continues, points.slice(1)));
      editor.session.setState({ selection: selectionOf({ actors: [continues] }) });
      return;
    }
    const actor = rules(editor).mover(scenario, made, points, editor.transient.getState().frame);
    editor.run(addActors([actor]));
    editor.session.setState({ selection: selectionOf({ actors: [actor.id] }) });
  };
  const finish = () => {
    commit();
    editor.session.setState({ tool: "select" });
  };

  const begin = (input: PointerInput): Drawing | null => {
    const made = drawnActor(editor.session.getState());
    const target = input.hit?.();
    if (target?.kind === "waypoint") {
      const actor = editor.document.getState().scenario.actors.find(({ id }) => id === target.actorId);
      const last = actor?.trajectory.waypoints.at(-1);
      if (actor && last && target.index === actor.trajectory.waypoints.length - 1)
        return { points: [{ x: last.x, y: last.y }], actor: { type: actor.type, model: actor.appearance.model }, continues: actor.id };
    }
    const point = snappedPlace(editor, input, { from: null, actor: made });
    return point && { points: [point], actor: made, continues: null };
  };
  /** The next point of the path: measured from the last one. */
  const nextPlace = (input: PointerInput, { points, actor }: Drawing): Point | null =>
    snappedPlace(editor, input, { from: points.at(-1) ?? null, actor });

  return {
    pointerDown: (input) => {
      pressed = { before: drawing };
      if (!drawing) {
        drawing = begin(input);
        show(null);
        return;
      }
      const last = drawing.points.at(-1);
      const seen = last && groundView(editor).project(last);
      const near = seen && Math.hypot(input.x - seen.x, input.y - seen.y) <= END_REACH * pixelOf(editor);
      if (near) {
        if (drawing.points.length > 1) finish();
        return;
      }
      const next = nextPlace(input, drawing);
      if (!next) return;
      drawing = { ...drawing, points: [...drawing.points, next] };
      show(null);
    },
    pointerMove: (input) => {
      if (!drawing) return showBeginning(input);
      const next = nextPlace(input, drawing);
      if (next) show(next);
    },
    pointerUp: () => {
      pressed = null;
    },
    // The second press hit the last point, which has already ended the path.
    doubleClick: () => {
      if (drawing && drawing.points.length > 1) finish();
    },
    key: (key) => {
      if (!drawing) return false;
      switch (key) {
        case "Enter":
          finish();
          return true;
        case "Escape":
          // What has been drawn so far is complete. The tool stays active until Escape is pressed again.
          if (drawing.points.length > 1) commit();
          else forget();
          return true;
        case "Backspace":
        case "Delete":
        case "Undo":
          drawing = drawing.points.length > 1 ? { ...drawing, points: drawing.points.slice(0, -1) } : null;
          show(null);
          return true;
        case "Redo":
          // Later steps of the document are not part of this path.
          return true;
        default:
          return false;
      }
    },
    cancel: forget,
    leave: () => {
      if (drawing && drawing.points.length > 1) commit();
      else forget();
    },
    interrupt: () => {
      if (pressed) drawing = pressed.before;
      pressed = null;
      show(null);
    },
  };
}
