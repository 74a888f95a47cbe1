import type { Actor, Point, Scenario } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import { nearestOnPath } from "./commands/paths";
import { actorBox, contains, isPresent, occluderBox } from "./geometry";
import { guideAt } from "./guides";
import { hasWaypoint, type Selection } from "./selection";
import type { SessionData } from "./stores/session";
import type { BodyRef, ResizeEdge, Target } from "./target";

export type HitScene = {
  readonly scenario: Scenario;
  readonly frame: number;
  readonly selection: Selection;
  /** Pixels of the video for one CSS pixel: hit areas keep their size on the screen. */
  readonly pixel: number;
  readonly guides: SessionData["guides"];
  /** Whether paths of actors that are not chosen are shown, and can be hit. */
  readonly paths: boolean;
};

/** Half the side of a handle's hit area, in CSS pixels. */
const HANDLE_REACH = 10;
const PATH_REACH = 6;
const GUIDE_REACH = 4;
/** Below this length on the screen (CSS pixels) a side has no handle in its middle: corners would leave it no room. */
const SHORT_SIDE = 36;

/** The topmost thing at a point, as the stage shows it; locked and hidden bodies are passed over. */
export function hitTest(point: Point, scene: HitScene): Target | null {
  const { scenario, selection } = scene;
  const chosen = scenario.actors.filter((actor) => selection.actors.includes(actor.id) && !actor.hidden && !actor.locked);
  return (
    hitBezier(point, chosen, scene) ??
    hitWaypoint(point, chosen, scene) ??
    hitResize(point, scene) ??
    hitBody(point, scene, true) ??
    hitSegment(point, chosen, scene) ??
    hitBody(point, scene, false) ??
    (scene.paths
      ? hitSegment(
          point,
          scenario.actors.filter((actor) => !actor.hidden && !actor.locked),
          scene,
        )
      : null) ??
    hitGuide(point, scene)
  );
}

function hitGuide(point: Point, { guides, pixel }: HitScene): Target | null {
  const guide = guideAt(guides, point, GUIDE_REACH * pixel);
  return guide && { kind: "guide", ...guide };
}

/** Where a Bézier handle of a waypoint is; undefined where it has none. */
export function handlePoint(actor: Actor, index: number, side: "in" | "out"): Point | undefined {
  const waypoint = actor.trajectory.waypoints[index];
  const offset = actor.trajectory.curve === "bezier" ? waypoint?.handles?.[side] : undefined;
  return waypoint && offset ? { x: waypoint.x + offset.x, y: waypoint.y + offset.y } : undefined;
}

function hitBezier(point: Point, chosen: readonly Actor[], { selection, pixel }: HitScene): Target | null {
  for (const actor of chosen)
    for (const { actorId, index } of selection.waypoints) {
      if (actorId !== actor.id) continue;
      for (const side of ["out", "in"] as const) {
        const handle = handlePoint(actor, index, side);
        // A handle that lies on its waypoint cannot be told from it: the waypoint is what a person means.
        const offset = actor.trajectory.waypoints[index]?.handles?.[side];
        const apart = offset !== undefined && Math.hypot(offset.x, offset.y) > HANDLE_REACH * pixel;
        if (handle && apart && near(point, handle, HANDLE_REACH * pixel)) return { kind: "bezier", actorId, index, side };
      }
    }
  return null;
}

function hitWaypoint(point: Point, chosen: readonly Actor[], { selection, pixel }: HitScene): Target | null {
  let best: { target: Target; distance: number } | null = null;
  for (const actor of chosen)
    for (const [index, waypoint] of actor.trajectory.waypoints.entries()) {
      const distance = Math.hypot(point.x - waypoint.x, point.y - waypoint.y);
      if (distance > HANDLE_REACH * pixel) continue;
      const ref = { actorId: actor.id, index };
      // Of two in the same place, the one already chosen can be dragged away.
      const rank = hasWaypoint(selection, ref) ? distance - pixel : distance;
      if (!best || rank < best.distance) best = { target: { kind: "waypoint", ...ref }, distance: rank };
    }
  return best?.target ?? null;
}

/** The handles of the one chosen body: an actor keeps its feet where they are, so it has none below. */
export function resizeHandles(scene: HitScene): { body: BodyRef; handles: { edge: ResizeEdge; at: Point }[]; box: Box } | null {
  const chosen = singleBody(scene);
  if (!chosen) return null;
  const { body, box } = chosen;
  const { x, y, width, height } = box;
  const edges: [ResizeEdge, number, number][] = [
    ["top-left", x, y],
    ["top-right", x + width, y],
  ];
  const tall = height / scene.pixel > SHORT_SIDE;
  if (width / scene.pixel > SHORT_SIDE) edges.push(["top", x + width / 2, y]);
  if (tall) edges.push(["left", x, y + height / 2], ["right", x + width, y + height / 2]);
  if (body.kind === "occluder") edges.push(["bottom-left", x, y + height], ["bottom-right", x + width, y + height]);
  return { body, box, handles: edges.map(([edge, atX, atY]) => ({ edge, at: { x: atX, y: atY } })) };
}

function singleBody({ scenario, frame, selection }: HitScene): { body: BodyRef; box: Box } | null {
  if (selection.actors.length + selection.occluders.length !== 1) return null;
  const actor = scenario.actors.find(({ id }) => id === selection.actors[0]);
  if (actor)
    return !actor.locked && isPresent(actor, frame)
      ? { body: { kind: "actor", id: actor.id }, box: actorBox(scenario, actor, frame) }
      : null;
  const occluder = scenario.occluders.find(({ id }) => id === selection.occluders[0]);
  if (!occluder || occluder.locked || occluder.hidden) return null;
  return { body: { kind: "occluder", id: occluder.id }, box: occluderBox(occluder) };
}

function hitResize(point: Point, scene: HitScene): Target | null {
  const found = resizeHandles(scene);
  if (!found) return null;
  const { box, body, handles } = found;
  // A small body's handles cover it: its middle stays for moving.
  const middle = { x: box.x + box.width * 0.25, y: box.y + box.height * 0.2, width: box.width * 0.5, height: box.height * 0.6 };
  if (contains(middle, point)) return null;
  const hit = handles.find(({ at }) => near(point, at, HANDLE_REACH * scene.pixel));
  return hit ? { kind: "resize", body, edge: hit.edge } : null;
}

function hitBody(point: Point, { scenario, frame, selection, pixel }: HitScene, chosenOnly: boolean): Target | null {
  const bodies: { ref: BodyRef; box: Box; ground: number }[] = [];
  const add = (ref: BodyRef, box: Box, depth = 0) => {
    // Far away actors are a few pixels large; they are still to be caught.
    const margin = Math.max(0, (12 * pixel - Math.min(box.width, box.height)) / 2);
    if (contains(box, point, margin)) bodies.push({ ref, box, ground: box.y + box.height + depth });
  };
  for (const occluder of scenario.occluders)
    if (!occluder.hidden && !occluder.locked && (!chosenOnly || selection.occluders.includes(occluder.id)))
      add({ kind: "occluder", id: occluder.id }, occluderBox(occluder), occluder.depth);
  for (const actor of scenario.actors)
    if (isPresent(actor, frame) && !actor.locked && (!chosenOnly || selection.actors.includes(actor.id)))
      add({ kind: "actor", id: actor.id }, actorBox(scenario, actor, frame), actor.depth);
  // What stands nearer the camera is in front; an actor before an occluder on the same line.
  bodies.sort((one, other) => one.ground - other.ground);
  return bodies.at(-1)?.ref ?? null;
}

function hitSegment(point: Point, actors: readonly Actor[], { pixel }: HitScene): Target | null {
  let best: { target: Target; distance: number } | null = null;
  for (const actor of actors) {
    const found = nearestOnPath(actor, point, PATH_REACH * pixel);
    if (!found || (best && found.distance >= best.distance)) continue;
    const { segmentIndex, share, distance } = found;
    best = { target: { kind: "segment", actorId: actor.id, segmentIndex, share }, distance };
  }
  return best?.target ?? null;
}

const near = (one: Point, other: Point, reach: number) => Math.abs(one.x - other.x) <= reach && Math.abs(one.y - other.y) <= reach;
