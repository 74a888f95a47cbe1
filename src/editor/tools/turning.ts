import { headingOf, normalDegrees } from "@/core/world";
import { lanesAt, roadLayout, snapTargets } from "@/core/world/roads";
import type { Point, Scenario } from "@/core/document";
import { turnBody } from "../commands/heading";
import type { Editor } from "../editor";
import type { BodyRef } from "../target";
import { refuse, type Drag, groundOf } from "./tool";

/** Degrees within which a body turns along what it stands at. */
const REACH = 4;
/** With Shift, it turns by steps of so many degrees. */
const STEP = 15;
/** Metres from a kerb or a bay at which a body may stand along it. */
const BESIDE = 4;

/** Turns a body to where the pointer is; Shift turns it by steps, Control suspends snapping to the road's directions. */
export function turnItem(editor: Editor, item: BodyRef): Drag {
  const gesture = editor.gesture("Turn");
  const { scenario } = editor.document.getState();
  const middle = middleOf(editor, scenario, item);
  const directions = middle ? directionsAt(scenario, middle) : [];
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

/** The directions, both ways, of what is at a point of the road. */
function directionsAt({ road }: Scenario, point: Point): { readonly name: string; readonly heading: number }[] {
  if (!road) return [];
  const layout = roadLayout(road.plan);
  const lanes = lanesAt(layout, point).length > 0;
  const found = snapTargets(layout, point, BESIDE).flatMap(({ kind, heading }) => {
    if (kind === "lane_centre") return lanes ? [{ name: "along the lane", heading }] : [];
    if (kind === "kerb") return [{ name: "along the kerb", heading }];
    return kind === "bay" ? [{ name: "along the bay", heading }] : [];
  });
  return found.flatMap(({ name, heading }) => [
    { name, heading },
    { name, heading: normalDegrees(heading + 180) },
  ]);
}
