import type { ActorType, Point } from "@/core/document";
import { addActors } from "../commands/actors";
import { appendWaypoints } from "../commands/waypoints";
import type { Editor } from "../editor";
import { hitTest } from "../hit";
import { draftMover } from "../motionDefaults";
import { selectionOf } from "../selection";
import { snappedPlace } from "./place";
import { hitScene, pixelOf, type PointerInput, type Tool } from "./tool";

/** A path under construction: of a new actor, or continuing one from its last waypoint. */
type Drawing = { readonly points: readonly Point[]; readonly type: ActorType; readonly continues: string | null };

/** A second click this near the last point (CSS pixels) ends the path. */
const END_REACH = 8;

/**
 * Each click adds a waypoint; Enter, a double click or a click on the last one ends the path and makes the actor.
 * Backspace takes the last waypoint back, Escape gives the path up. Begun on the last waypoint of a chosen actor, it
 * lengthens that actor's path.
 */
export function createPathTool(editor: Editor): Tool {
  let drawing: Drawing | null = null;

  const show = (next: Point | null) => {
    if (!drawing) return editor.transient.setState({ draft: null, cursor: "crosshair" });
    const { points, type } = drawing;
    editor.transient.setState({ draft: { kind: "path", actorType: type, points, next, smooth: true }, cursor: "crosshair" });
  };
  const forget = () => {
    drawing = null;
    editor.transient.setState({ draft: null, snapLines: [] });
  };

  const finish = () => {
    if (!drawing) return;
    const { points, type, continues } = drawing;
    const { scenario } = editor.document.getState();
    forget();
    if (continues !== null) {
      editor.run(appendWaypoints(continues, points.slice(1)));
      editor.session.setState({ selection: selectionOf({ actors: [continues] }), tool: "select" });
      return;
    }
    const actor = draftMover(scenario, type, points, editor.transient.getState().frame);
    editor.run(addActors([actor]));
    editor.session.setState({ selection: selectionOf({ actors: [actor.id] }), tool: "select" });
  };

  const begin = (input: PointerInput): Drawing => {
    const { actorType } = editor.session.getState();
    const target = hitTest(input, hitScene(editor));
    if (target?.kind === "waypoint") {
      const actor = editor.document.getState().scenario.actors.find(({ id }) => id === target.actorId);
      const last = actor?.trajectory.waypoints.at(-1);
      if (actor && last && target.index === actor.trajectory.waypoints.length - 1)
        return { points: [{ x: last.x, y: last.y }], type: actor.type, continues: actor.id };
    }
    return { points: [snappedPlace(editor, input)], type: actorType, continues: null };
  };

  return {
    pointerDown: (input) => {
      if (!drawing) {
        drawing = begin(input);
        show(null);
        return;
      }
      const last = drawing.points.at(-1);
      const near = last && Math.hypot(input.x - last.x, input.y - last.y) <= END_REACH * pixelOf(editor);
      if (near) {
        if (drawing.points.length > 1) finish();
        return;
      }
      drawing = { ...drawing, points: [...drawing.points, snappedPlace(editor, input)] };
      show(null);
    },
    pointerMove: (input) => show(snappedPlace(editor, input)),
    pointerUp: () => undefined,
    // Its second press fell on the last point, which has ended the path already.
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
          forget();
          return true;
        case "Backspace":
        case "Delete":
          drawing = drawing.points.length > 1 ? { ...drawing, points: drawing.points.slice(0, -1) } : null;
          show(null);
          return true;
        default:
          return false;
      }
    },
    cancel: forget,
  };
}
