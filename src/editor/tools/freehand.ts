import type { Point } from "@/core/document";
import { addActors } from "../commands/actors";
import type { Editor } from "../editor";
import { selectionOf } from "../selection";
import { drawnActor } from "../stores/session";
import { simplified } from "../simplify";
import { groundAt, refuse, rules, unitOf, type Tool } from "./tool";

/** Largest distance of the simplified path from the drawn one, in CSS pixels. */
const TOLERANCE = 5;
/** Shorter strokes, in CSS pixels, are accidental. */
const SHORTEST = 12;

/** A stroke becomes an actor's path of few waypoints. */
export function createFreehandTool(editor: Editor): Tool {
  let stroke: Point[] | null = null;

  const forget = () => {
    stroke = null;
    editor.transient.setState({ draft: null });
  };

  return {
    pointerDown: (input) => {
      const point = groundAt(editor, input);
      stroke = point && [point];
    },
    pointerMove: (input) => {
      const point = groundAt(editor, input);
      if (!point) return refuse(editor);
      editor.transient.setState({ cursor: "crosshair" });
      const actor = drawnActor(editor.session.getState());
      if (!stroke) {
        const hint = `${rules(editor).nameOf(actor)} path`;
        editor.transient.setState({ draft: { kind: "path", actor, points: [], next: point, smooth: false, hint } });
        return;
      }
      stroke.push(point);
      editor.transient.setState({ draft: { kind: "path", actor, points: [...stroke], next: null, smooth: false } });
    },
    pointerUp: () => {
      const points = stroke ?? [];
      forget();
      const { scenario } = editor.document.getState();
      const [first] = points;
      if (!first) return;
      const unit = unitOf(editor, first);
      const reach = SHORTEST * unit;
      if (points.every(({ x, y }) => Math.hypot(x - first.x, y - first.y) < reach)) return;
      const path = simplified(points, TOLERANCE * unit);
      const actor = rules(editor).mover(scenario, drawnActor(editor.session.getState()), path, editor.transient.getState().frame);
      editor.run(addActors([actor]));
      editor.session.setState({ selection: selectionOf({ actors: [actor.id] }), tool: "select" });
    },
    doubleClick: () => undefined,
    key: (key) => {
      if (key !== "Escape" || !stroke) return false;
      forget();
      return true;
    },
    cancel: forget,
  };
}
