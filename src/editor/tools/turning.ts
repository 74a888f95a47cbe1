import { headingOf, normalDegrees } from "@/core/world";
import type { Point, Scenario } from "@/core/document";
import { turnBody } from "../commands/heading";
import type { Editor } from "../editor";
import type { BodyRef } from "../target";
import { groundOf, refuse, rules, type Drag } from "./tool";

/** Degrees within which a body turns along what it stands at. */
const REACH = 4;
/** With Shift, it turns by steps of so many degrees. */
const STEP = 15;

/** Turns a body to where the pointer is; Shift turns it by steps, Control suspends snapping to the road's directions. */
export function turnItem(editor: Editor, item: BodyRef): Drag {
  const gesture = editor.gesture("Turn");
  const { scenario } = editor.document.getState();
  const middle = middleOf(editor, scenario, item);
  const directions = middle ? rules(editor).directionsAt(middle) : [];
  return {
    move: (input) => {
      const point = groundOf(editor).unproject(input);
      if (!point || !middle) return refuse(editor);
      const free = headingOf({ x: point.x - middle.x, y: point.y - middle.y });
      const stepped = input.shift ? STEP * Math.round(free / STEP) : Math.round(free);
      const { snapping } = editor.session.getState();
      const along = input.mod || input.shift || !snapping.enabled ? undefined : directions.find(({ heading }) => isNear(heading, free));
      const heading = along?.heading ?? stepped;
      gesture.update(turnBody(item, heading));
      editor.transient.setState({
        cursor: "grabbing",
        note: { at: middle, text: `${Math.round(normalDegrees(heading) * 10) / 10}°`, snapped: along?.name ?? null },
      });
    },
    up: gesture.commit,
    cancel: gesture.cancel,
  };
}

const isNear = (one: number, other: number): boolean => Math.abs(normalDegrees(one - other)) <= REACH;

function middleOf(editor: Editor, scenario: Scenario, { kind, id }: BodyRef): Point | null {
  if (kind === "occluder") return scenario.occluders.find((occluder) => occluder.id === id) ?? null;
  const actor = scenario.actors.find((other) => other.id === id);
  return actor ? groundOf(editor).world.poseAt(actor, editor.transient.getState().frame) : null;
}
