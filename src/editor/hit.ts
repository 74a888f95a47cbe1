import type { Actor, Point, Scenario } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import { nearestOnPath } from "./commands/paths";
import type { WaypointRef } from "./commands/waypoints";
import { actorBox, boxOfRegion, contains, holdsAt, isPresent, occluderBox } from "./geometry";
import { hasWaypoint, type Selection } from "./selection";
import type { BodyRef, ItemRef, ResizeEdge, StageHit, Target } from "./target";

export type HitScene = {
  readonly scenario: Scenario;
  readonly frame: number;
  readonly selection: Selection;
  /** Pixels of the video per CSS pixel: hit areas keep their size on the screen. */
  readonly pixel: number;
};

/** How far from its centre something over the picture can be grabbed, in CSS pixels. */
export const REACH = { handle: 10, path: 6, guide: 4 } as const;
/** Below this length on the screen (CSS pixels), a side has no handle in its middle: the corners would leave no room for it. */
const SHORT_SIDE = 36;

/**
 * What a person means at a point, from the topmost thing that the stage shows over the picture there, and the bodies in
 * the picture. What is chosen comes before what is not, a body before paths, and regions to ignore come last: they cover ground
 * on which other things stand. Locked and hidden bodies are passed over.
 */
export function targetAt(point: Point, hit: StageHit | null, scene: HitScene): Target | null {
  if (hit?.kind === "bezier" || hit?.kind === "waypoint" || hit?.kind === "resize") return hit;
  const chosenRegion = hit?.kind === "region" && scene.selection.regions.includes(hit.index);
  const chosenPath = hit?.kind === "path" && scene.selection.actors.includes(hit.actorId);
  return (
    bodyAt(point, scene, true) ??
    (chosenRegion ? hit : null) ??
    (chosenPath ? segmentAt(point, hit.actorId, scene) : null) ??
    bodyAt(point, scene, false) ??
    (hit?.kind === "path" ? segmentAt(point, hit.actorId, scene) : hit)
  );
}

/** The body at a point, chosen or not: what a click in a chosen region means. */
export const bodyUnder = (point: Point, scene: HitScene): BodyRef | null => bodyAt(point, scene, false);

/** Where on an actor's path the place nearest to a point is. */
function segmentAt(point: Point, actorId: string, { scenario }: HitScene): Target | null {
  const actor = scenario.actors.find(({ id }) => id === actorId);
  const found = actor && nearestOnPath(actor, point);
  return found ? { kind: "segment", actorId, segmentIndex: found.segmentIndex, share: found.share } : null;
}

function bodyAt(point: Point, { scenario, frame, selection, pixel }: HitScene, chosenOnly: boolean): BodyRef | null {
  const bodies: { ref: BodyRef; ground: number }[] = [];
  const add = (ref: BodyRef, box: Box, depth = 0) => {
    // Distant actors are a few pixels large; they must still be easy to hit.
    const margin = Math.max(0, (12 * pixel - Math.min(box.width, box.height)) / 2);
    if (contains(box, point, margin)) bodies.push({ ref, ground: box.y + box.height + depth });
  };
  for (const occluder of scenario.occluders)
    if (!occluder.hidden && !occluder.locked && (!chosenOnly || selection.occluders.includes(occluder.id)))
      add({ kind: "occluder", id: occluder.id }, occluderBox(occluder), occluder.depth);
  for (const actor of scenario.actors)
    if (isPresent(actor, frame) && !actor.locked && (!chosenOnly || selection.actors.includes(actor.id)))
      add({ kind: "actor", id: actor.id }, actorBox(scenario, actor, frame), actor.depth);
  // What is nearer to the camera is in front; an actor is in front of an occluder on the same line.
  bodies.sort((one, other) => one.ground - other.ground);
  return bodies.at(-1)?.ref ?? null;
}

/** Actors whose waypoints and paths can be grabbed: those that are selected and neither hidden nor locked. */
export const reachableActors = ({ scenario, selection }: Pick<HitScene, "scenario" | "selection">): readonly Actor[] =>
  scenario.actors.filter((actor) => selection.actors.includes(actor.id) && !actor.hidden && !actor.locked);

/** The waypoint of an actor nearest to a point; of two in the same place the selected one, which can then be dragged away. */
export function nearestWaypoint(actor: Actor, point: Point, { selection, pixel }: Pick<HitScene, "selection" | "pixel">) {
  let best: { ref: WaypointRef; distance: number; rank: number } | null = null;
  for (const [index, waypoint] of actor.trajectory.waypoints.entries()) {
    const ref = { actorId: actor.id, index };
    const distance = Math.hypot(point.x - waypoint.x, point.y - waypoint.y);
    const rank = hasWaypoint(selection, ref) ? distance - pixel : distance;
    if (!best || rank < best.rank) best = { ref, distance, rank };
  }
  return best;
}

type BezierHandle = {
  readonly ref: WaypointRef & { readonly side: "in" | "out" };
  readonly from: Point;
  readonly at: Point;
  /** False for a handle so close to its waypoint that the two cannot be distinguished: the waypoint is what the user means. */
  readonly apart: boolean;
};

/** The visible Bézier handles: those of the selected waypoints of an actor. */
export function bezierHandles(actor: Actor, { selection, pixel }: Pick<HitScene, "selection" | "pixel">): readonly BezierHandle[] {
  if (actor.trajectory.curve !== "bezier") return [];
  return selection.waypoints.flatMap(({ actorId, index }) => {
    const from = actorId === actor.id ? actor.trajectory.waypoints[index] : undefined;
    if (!from?.handles) return [];
    const { handles } = from;
    return (["in", "out"] as const).flatMap((side): BezierHandle[] => {
      const offset = handles[side];
      if (!offset) return [];
      const apart = Math.hypot(offset.x, offset.y) > REACH.handle * pixel;
      return [{ ref: { actorId, index, side }, from, at: { x: from.x + offset.x, y: from.y + offset.y }, apart }];
    });
  });
}

type ResizeHandles = { readonly item: ItemRef; readonly box: Box; readonly edges: readonly ResizeEdge[] };

/** The handles of the one selected body or region: an actor's feet stay in place, so it has none at the bottom. */
export function resizeHandles(scene: HitScene): ResizeHandles | null {
  const chosen = singleItem(scene);
  if (!chosen) return null;
  const { item, box } = chosen;
  const edges: ResizeEdge[] = ["top-left", "top-right"];
  if (box.width / scene.pixel > SHORT_SIDE) edges.push("top");
  if (box.height / scene.pixel > SHORT_SIDE) edges.push("left", "right");
  if (item.kind === "region" && box.width / scene.pixel > SHORT_SIDE) edges.push("bottom");
  if (item.kind !== "actor") edges.push("bottom-left", "bottom-right");
  return { item, box, edges };
}

/** The part of an item with handles that stays for moving it: handles of a small one would cover it. */
export const middleOf = ({ x, y, width, height }: Box): Box => ({
  x: x + width * 0.25,
  y: y + height * 0.2,
  width: width * 0.5,
  height: height * 0.6,
});

function singleItem({ scenario, frame, selection }: HitScene): { item: ItemRef; box: Box } | null {
  if (selection.actors.length + selection.occluders.length + selection.regions.length !== 1) return null;
  const [index] = selection.regions;
  if (index !== undefined) {
    const region = scenario.ignoreRegions?.[index];
    return region && holdsAt(region, frame) ? { item: { kind: "region", index }, box: boxOfRegion(region) } : null;
  }
  const actor = scenario.actors.find(({ id }) => id === selection.actors[0]);
  if (actor)
    return !actor.locked && isPresent(actor, frame)
      ? { item: { kind: "actor", id: actor.id }, box: actorBox(scenario, actor, frame) }
      : null;
  const occluder = scenario.occluders.find(({ id }) => id === selection.occluders[0]);
  if (!occluder || occluder.locked || occluder.hidden) return null;
  return { item: { kind: "occluder", id: occluder.id }, box: occluderBox(occluder) };
}
