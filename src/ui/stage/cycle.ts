import type { Point } from "@/core/document";
import { activeView, currentView, groundView, regionsAt, selectionOf, toSheet, viewportOf, type Editor, type Pointer } from "@/editor";
import { selectInPassing } from "../panels/following";

/**
 * Selects the next (`by` 1) or the previous (-1): waypoint of the selected actor while one is selected, otherwise actor, occluder or
 * region to ignore at the playhead. False past the last, where focus should leave the stage.
 */
export function cycleSelection(editor: Editor, by: 1 | -1): boolean {
  const { scenario } = editor.document.getState();
  const { selection } = editor.session.getState();
  const [waypoint] = selection.waypoints;
  if (waypoint) {
    const actor = scenario.actors.find(({ id }) => id === waypoint.actorId);
    const index = waypoint.index + by;
    if (!actor?.trajectory.waypoints[index]) return false;
    selectInPassing(editor, selectionOf({ actors: [actor.id], waypoints: [{ actorId: actor.id, index }] }));
    return true;
  }
  const { frame } = editor.transient.getState();
  const shown = <Body extends { readonly hidden: boolean }>(bodies: readonly Body[]) => bodies.filter(({ hidden }) => !hidden);
  // A plan shows no regions to ignore: they lie in the picture.
  const regions = groundView(editor).isPicture ? regionsAt(scenario, frame) : [];
  const stops = [
    ...shown(scenario.actors).map(({ id }) => ({ parts: { actors: [id] }, chosen: selection.actors.includes(id) })),
    ...shown(scenario.occluders).map(({ id }) => ({ parts: { occluders: [id] }, chosen: selection.occluders.includes(id) })),
    ...regions.map(([index]) => ({ parts: { regions: [index] }, chosen: selection.regions.includes(index) })),
  ];
  const present = stops.findIndex(({ chosen }) => chosen);
  const next = stops[present < 0 ? (by > 0 ? 0 : stops.length - 1) : present + by];
  if (!next) return false;
  selectInPassing(editor, selectionOf(next.parts));
  return true;
}

/** Goes from the selected actor into its first waypoint; false if not exactly one actor is selected. */
export function enterWaypoints({ session }: Editor): boolean {
  const { selection } = session.getState();
  const [actorId] = selection.actors;
  if (actorId === undefined || selection.actors.length > 1 || selection.waypoints.length > 0) return false;
  session.setState({ selection: selectionOf({ actors: [actorId], waypoints: [{ actorId, index: 0 }] }) });
  return true;
}

/** Shares of a view's height at which something may be placed by key, the best one first. */
const HEIGHTS = [0.5, 0.6, 0.7, 0.8, 0.9];

/** How far beside the one before the next one is placed, in CSS pixels. */
const BESIDE = 32;

/** Whether something stands at a place on the sheet, or so near that the next one would cover it. */
const isTaken = (editor: Editor, place: Point): boolean => {
  const ground = groundView(editor);
  const { actors, occluders } = editor.document.getState().scenario;
  const reach = BESIDE / 2 / currentView(editor).scale;
  return [...actors.flatMap(({ trajectory }) => trajectory.waypoints.slice(0, 1)), ...occluders].some((standing) => {
    const there = ground.project(standing);
    return there !== null && Math.hypot(there.x - place.x, there.y - place.y) < reach;
  });
};

/**
 * With a tool that adds actors or occluders in hand, adds one in the middle of what the stage shows, or beside what was placed there;
 * else gives false.
 */
export function placeInMiddle(editor: Editor, pointer: Pointer): boolean {
  const { tool } = editor.session.getState();
  if (tool !== "place" && tool !== "occluder") return false;
  const { width, height } = viewportOf(editor, activeView(editor));
  // A camera may see the sky in the middle of its picture: then as far up as there is ground.
  const view = currentView(editor);
  const share = HEIGHTS.find((at) => groundView(editor).unproject(toSheet(view, { x: width / 2, y: height * at })) !== null);
  if (share === undefined) return false;
  const placeAt = (step: number) => toSheet(view, { x: width / 2 + step * BESIDE, y: height * share });
  const steps = Math.max(1, Math.floor(width / 2 / BESIDE));
  const free = Array.from({ length: steps }, (_, step) => step).find((step) => !isTaken(editor, placeAt(step)));
  const place = placeAt(free ?? 0);
  pointer.pointerDown({ ...place, button: 0 });
  pointer.pointerUp({ ...place, button: 0 });
  return true;
}
