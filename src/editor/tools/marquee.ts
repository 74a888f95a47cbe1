import type { Actor } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import { withGroups } from "../commands/groups";
import type { WaypointRef } from "../commands/waypoints";
import type { Editor } from "../editor";
import { boxBetween, boxOfRegion, isPresent, meets, regionsAt, unionBox } from "../geometry";
import { selectedActors, selectedOccluders, selectedRegions, selectionOf, type Selection } from "../selection";
import { groundView } from "../view";
import { meetsBox, type BodyOutline, type GroundView } from "../views";
import type { Drag, PointerInput } from "./tool";

/** A box that selects what it touches; with Shift, in addition to the selection. */
export function spanMarquee(editor: Editor, start: PointerInput): Drag {
  const before = editor.session.getState().selection;
  return {
    move: (input) => {
      const marquee = boxBetween(start, input);
      editor.transient.setState({ marquee });
      editor.session.setState({ selection: chosenBy(editor, marquee, before, start.shift === true) });
    },
    up: () => editor.transient.setState({ marquee: null }),
    cancel: () => {
      editor.transient.setState({ marquee: null });
      editor.session.setState({ selection: before });
    },
  };
}

/** Waypoints of the chosen actors where the box holds some and no other body; else the bodies and regions to ignore it meets. */
function chosenBy(editor: Editor, marquee: Box, before: Selection, additive: boolean): Selection {
  const { scenario } = editor.document.getState();
  const { frame } = editor.transient.getState();
  const ground = groundView(editor);
  const isMet = (outline: BodyOutline | null) => outline !== null && meetsBox(outline, marquee);
  const actors = scenario.actors.filter(
    (actor) => !actor.locked && isPresent(actor, frame) && isMet(ground.actorOutline(scenario, actor, frame)),
  );
  const occluders = scenario.occluders.filter(
    (occluder) => !occluder.locked && !occluder.hidden && isMet(ground.occluderOutline(occluder)),
  );
  const waypoints = waypointsWithin(selectedActors(scenario, before), marquee, ground);
  if (waypoints.length > 0 && occluders.length === 0 && actors.every(({ id }) => before.actors.includes(id))) {
    const isNew = (ref: WaypointRef) => !waypoints.some(({ actorId, index }) => actorId === ref.actorId && index === ref.index);
    return { ...before, waypoints: [...(additive ? before.waypoints.filter(isNew) : []), ...waypoints] };
  }
  const regions = ground.isPicture ? regionsAt(scenario, frame).filter(([, region]) => meets(boxOfRegion(region), marquee)) : [];
  const joined = <Key>(old: readonly Key[], found: readonly Key[]) => [...new Set([...(additive ? old : []), ...found])];
  const idsOf = (bodies: readonly { readonly id: string }[]) => bodies.map(({ id }) => id);
  const found = { actors: joined(before.actors, idsOf(actors)), occluders: joined(before.occluders, idsOf(occluders)) };
  const places = regions.map(([index]) => index);
  return selectionOf({ ...withGroups(scenario, found), regions: joined(before.regions, places) });
}

const waypointsWithin = (actors: readonly Actor[], { x, y, width, height }: Box, { project }: GroundView): WaypointRef[] =>
  actors.flatMap(({ id, locked, hidden, trajectory }) =>
    trajectory.waypoints.flatMap((waypoint, index) => {
      const at = project(waypoint);
      const inside = at !== null && at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height;
      return inside && !locked && !hidden ? [{ actorId: id, index }] : [];
    }),
  );

/** The box around everything selected at the current frame; for an actor that is not present, its path counts. */
export function selectionBox(editor: Editor): Box | undefined {
  const scenario = editor.live();
  const { selection } = editor.session.getState();
  const { frame } = editor.transient.getState();
  const ground = groundView(editor);
  const boxOf = (outline: BodyOutline | null) => (outline ? [outline.box] : []);
  const boxes = selectedActors(scenario, selection).flatMap((actor) => [
    ...(isPresent(actor, frame) ? boxOf(ground.actorOutline(scenario, actor, frame)) : []),
    ...actor.trajectory.waypoints.flatMap((waypoint) => {
      const at = ground.project(waypoint);
      return at ? [{ x: at.x, y: at.y, width: 0, height: 0 }] : [];
    }),
  ]);
  return unionBox([
    ...boxes,
    ...selectedOccluders(scenario, selection).flatMap((occluder) => boxOf(ground.occluderOutline(occluder))),
    ...(ground.isPicture ? selectedRegions(scenario, selection).map(([, region]) => boxOfRegion(region)) : []),
  ]);
}
