import type { Actor, Point, Scenario } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import { directionOf } from "@/core/world";
import type { WaypointRef } from "./commands/waypoints";
import { actorBox, boxOfRegion, holdsAt, isPresent, occluderBox } from "./geometry";
import { hasWaypoint, type Selection } from "./selection";
import type { BodyRef, ItemRef, ResizeEdge, StageHit, Target } from "./target";
import { coversPlace, type BodyOutline, type GroundView } from "./views";
import { rulesOf, type EditingRules } from "./worlds";

export type HitScene = {
  readonly scenario: Scenario;
  readonly frame: number;
  readonly selection: Selection;
  /** Pixels of the video per CSS pixel: hit areas keep their size on the screen. */
  readonly pixel: number;
  readonly ground: GroundView;
};

/** How far from its centre something over the picture can be grabbed, in CSS pixels. */
export const REACH = { handle: 10, path: 6, guide: 4 } as const;
/** Below this length on the screen (CSS pixels), a side has no handle in its middle: the corners would leave no room for it. */
const SHORT_SIDE = 36;

/**
 * What a person means at a place of the sheet, from the topmost thing that the stage shows over the picture there, and the bodies in
 * the picture. What is chosen comes before what is not, a body before paths, and regions to ignore come last: they cover ground
 * on which other things stand. Locked and hidden bodies are passed over.
 */
export function targetAt(point: Point, hit: StageHit | null, scene: HitScene): Target | null {
  if (hit?.kind === "bezier" || hit?.kind === "waypoint" || hit?.kind === "resize" || hit?.kind === "turn") return hit;
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

/** The body at a place, chosen or not: what a click in a chosen region means. */
export const bodyUnder = (point: Point, scene: HitScene): BodyRef | null => bodyAt(point, scene, false);

/** Where on an actor's path the place nearest to a place of the sheet is. */
function segmentAt(point: Point, actorId: string, { scenario, ground }: HitScene): Target | null {
  const actor = scenario.actors.find(({ id }) => id === actorId);
  const found = actor && ground.nearestOnPath(actor, point);
  return found ? { kind: "segment", actorId, segmentIndex: found.segmentIndex, share: found.share } : null;
}

function bodyAt(point: Point, { scenario, frame, selection, pixel, ground }: HitScene, chosenOnly: boolean): BodyRef | null {
  const bodies: { ref: BodyRef; rank: number }[] = [];
  const add = (ref: BodyRef, outline: BodyOutline | null) => {
    if (!outline) return;
    // Far away actors are a few pixels large; they are still to be caught.
    const margin = Math.max(0, (12 * pixel - Math.min(outline.box.width, outline.box.height)) / 2);
    if (coversPlace(outline, point, margin)) bodies.push({ ref, rank: outline.rank });
  };
  for (const occluder of scenario.occluders)
    if (!occluder.hidden && !occluder.locked && (!chosenOnly || selection.occluders.includes(occluder.id)))
      add({ kind: "occluder", id: occluder.id }, ground.occluderOutline(occluder));
  for (const actor of scenario.actors)
    if (isPresent(actor, frame) && !actor.locked && (!chosenOnly || selection.actors.includes(actor.id)))
      add({ kind: "actor", id: actor.id }, ground.actorOutline(scenario, actor, frame));
  // What stands nearer the camera is in front; an actor before an occluder on the same line.
  bodies.sort((one, other) => one.rank - other.rank);
  return bodies.at(-1)?.ref ?? null;
}

/** Actors whose waypoints and paths can be grabbed: those that are selected and neither hidden nor locked. */
export const reachableActors = ({ scenario, selection }: Pick<HitScene, "scenario" | "selection">): readonly Actor[] =>
  scenario.actors.filter((actor) => selection.actors.includes(actor.id) && !actor.hidden && !actor.locked);

/**
 * Whether an actor's waypoints are shown as handles. From above, the only one of somebody who stands would cover them, so that they could
 * not be copied or dragged.
 */
export const hasWaypointHandles = ({ isPicture }: Pick<EditingRules, "isPicture">, { trajectory }: Actor): boolean =>
  isPicture || trajectory.waypoints.length > 1;

/** The waypoint of an actor nearest to a place of the sheet; of two in one place the one chosen, which can be dragged away. */
export function nearestWaypoint(
  actor: Actor,
  point: Point,
  { selection, pixel, ground }: Pick<HitScene, "selection" | "pixel" | "ground">,
) {
  let best: { ref: WaypointRef; distance: number; rank: number } | null = null;
  for (const [index, waypoint] of actor.trajectory.waypoints.entries()) {
    const ref = { actorId: actor.id, index };
    const place = ground.project(waypoint);
    if (!place) continue;
    const distance = Math.hypot(point.x - place.x, point.y - place.y);
    const rank = hasWaypoint(selection, ref) ? distance - pixel : distance;
    if (!best || rank < best.rank) best = { ref, distance, rank };
  }
  return best;
}

type BezierHandle = {
  readonly ref: WaypointRef & { readonly side: "in" | "out" };
  /** Places on the sheet: of the waypoint, and of the handle. */
  readonly from: Point;
  readonly at: Point;
  /** False for a handle so close to its waypoint that the two cannot be distinguished: the waypoint is what the user means. */
  readonly apart: boolean;
};

/** The Bézier handles that show: those of the chosen waypoints of an actor. */
export function bezierHandles(
  actor: Actor,
  { selection, pixel, ground }: Pick<HitScene, "selection" | "pixel" | "ground">,
): readonly BezierHandle[] {
  if (actor.trajectory.curve !== "bezier") return [];
  return selection.waypoints.flatMap(({ actorId, index }) => {
    const waypoint = actorId === actor.id ? actor.trajectory.waypoints[index] : undefined;
    const from = waypoint && ground.project(waypoint);
    if (!waypoint?.handles || !from) return [];
    const { handles } = waypoint;
    return (["in", "out"] as const).flatMap((side): BezierHandle[] => {
      const offset = handles[side];
      const at = offset && ground.project({ x: waypoint.x + offset.x, y: waypoint.y + offset.y });
      if (!at) return [];
      const apart = Math.hypot(at.x - from.x, at.y - from.y) > REACH.handle * pixel;
      return [{ ref: { actorId, index, side }, from, at, apart }];
    });
  });
}

type ResizeHandles = { readonly item: ItemRef; readonly box: Box; readonly edges: readonly ResizeEdge[] };

/** The handles of the one selected body or region: an actor's feet stay in place, so it has none at the bottom. */
export function resizeHandles(scene: HitScene): ResizeHandles | null {
  const chosen = rulesOf(scene.scenario).resizable || scene.selection.regions.length > 0 ? singleItem(scene) : null;
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

function singleItem({ scenario, frame, selection, ground }: HitScene): { item: ItemRef; box: Box } | null {
  if (selection.actors.length + selection.occluders.length + selection.regions.length !== 1) return null;
  const [index] = selection.regions;
  if (index !== undefined) {
    const region = ground.isPicture ? scenario.ignoreRegions?.[index] : undefined;
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

/** Places on the sheet: of a body, and of the handle ahead of it by which it is turned. */
type TurnHandle = { readonly item: BodyRef; readonly from: Point; readonly at: Point };

/** CSS pixels from a body's front to its handle. */
const AHEAD = 24;

/** The handle of the one selected body that has a heading of its own: on the road, an occluder or an actor that stands. */
export function turnHandle({ scenario, frame, selection, pixel, ground }: HitScene): TurnHandle | null {
  if (rulesOf(scenario).isPicture || selection.actors.length + selection.occluders.length !== 1) return null;
  const actor = scenario.actors.find(({ id }) => id === selection.actors[0]);
  const occluder = scenario.occluders.find(({ id }) => id === selection.occluders[0]);
  const body = actor ?? occluder;
  if (!body || body.locked || body.hidden) return null;
  if (actor && (actor.trajectory.waypoints.length > 1 || !isPresent(actor, frame) || !ground.actorOutline(scenario, actor, frame)))
    return null;
  const pose = actor ? ground.world.poseAt(actor, frame) : occluder && { x: occluder.x, y: occluder.y, heading: occluder.heading ?? 0 };
  if (!pose) return null;
  const ahead = directionOf(pose.heading);
  const reach = (body.size.length ?? body.size.width) / 2 + AHEAD * pixel * ground.unitAt(pose);
  const from = ground.project(pose);
  const at = ground.project({ x: pose.x + ahead.x * reach, y: pose.y + ahead.y * reach });
  return from && at && { item: { kind: actor ? "actor" : "occluder", id: body.id }, from, at };
}
