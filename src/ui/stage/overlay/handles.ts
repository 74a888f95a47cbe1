import type { Actor, Point } from "@/core/document";
import { motionSpan, secondsOf } from "@/core/timeline";
import {
  REACH,
  bezierHandles,
  hasWaypoint,
  hasWaypointHandles,
  nearestWaypoint,
  pointOnPath,
  rulesOf,
  waitAt,
  type WaypointRef,
} from "@/editor";
import { formatSeconds, formatTimecode } from "@/core/text";
import type { ActorPart } from "../nodes/ActorShapes";
import type { Pen } from "./pen";
import { hitSceneOf, type OverlayScene } from "./scene";

/** The width of a waypoint, in CSS pixels. */
const HANDLE = 9;
/** Waypoints closer to each other than this (CSS pixels) look like one. */
const CLOSE = 1.5;

/** The actors whose waypoints are visible, to be dragged. */
const unlocked = ({ scenario, chosen, transient }: OverlayScene): readonly Actor[] => {
  const rules = rulesOf(scenario);
  return transient.playing ? [] : chosen.filter((actor) => !actor.locked && hasWaypointHandles(rules, actor));
};

/**
 * The waypoints that can be distinguished from the previous one, with their positions on the stage: a track has thousands, each almost on
 * top of the last. `keep` says which are included in any case.
 */
function* spreadOut(pen: Pen, { ground }: OverlayScene, { trajectory }: Actor, keep: (index: number) => boolean = () => false) {
  let last: Point | null = null;
  for (const [index, waypoint] of trajectory.waypoints.entries()) {
    const at = pen.onGround(ground, waypoint);
    if (!at) continue;
    if (last && Math.hypot(at.x - last.x, at.y - last.y) < CLOSE && !keep(index)) continue;
    last = at;
    yield { index, at };
  }
}

/** Waypoints of the selected actors; the selected ones are filled. */
export const waypoints: ActorPart = {
  actors: unlocked,
  paint: (pen, actor, scene) => {
    const {
      session,
      transient: { hover },
    } = scene;
    const isChosen = (index: number) => hasWaypoint(session.selection, { actorId: actor.id, index });
    const isHovered = (index: number) => hover?.kind === "waypoint" && hover.actorId === actor.id && hover.index === index;
    const waits = (index: number) => (actor.trajectory.waypoints[index]?.hold ?? 0) > 0;
    for (const { index, at } of spreadOut(pen, scene, actor, (place) => isChosen(place) || isHovered(place) || waits(place)))
      paintWaypoint(pen, at, pen.colors.actors[actor.type], {
        chosen: isChosen(index),
        hovered: isHovered(index),
        waits: waits(index),
      });
  },
  area: (pen, actor, shape, scene) => {
    const { context } = pen;
    context.beginPath();
    for (const { at } of spreadOut(pen, scene, actor)) {
      context.moveTo(at.x + REACH.handle, at.y);
      context.arc(at.x, at.y, REACH.handle, 0, 2 * Math.PI);
    }
    context.fillShape(shape);
  },
  hit: (actor, point, scene) => {
    const nearest = nearestWaypoint(actor, point, hitSceneOf(scene));
    return nearest && { kind: "waypoint", ...nearest.ref };
  },
};

function paintWaypoint(
  { context, colors }: Pen,
  { x, y }: Point,
  color: string,
  { chosen, hovered, waits }: { chosen: boolean; hovered: boolean; waits: boolean },
): void {
  const radius = HANDLE / 2 + (hovered || chosen ? 1 : 0);
  context.save();
  if (waits) {
    // A ring around it: the actor waits here.
    context.beginPath();
    context.arc(x, y, radius + 4, 0, 2 * Math.PI);
    context.strokeStyle = color;
    context.lineWidth = 1.5;
    context.stroke();
  }
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = chosen ? colors.accent : "#ffffff";
  context.fill();
  context.strokeStyle = chosen ? "#ffffff" : color;
  context.lineWidth = 2;
  context.stroke();
  context.restore();
}

/** The lines from selected waypoints of Bézier paths to their handles. */
export function paintHandleLines(pen: Pen, scene: OverlayScene): void {
  const { context, colors } = pen;
  context.save();
  context.strokeStyle = colors.accent;
  context.lineWidth = 1;
  for (const actor of unlocked(scene))
    for (const { from, at } of bezierHandles(actor, hitSceneOf(scene))) {
      const [start, end] = [pen.at(from), pen.at(at)];
      context.beginPath();
      context.moveTo(start.x, start.y);
      context.lineTo(end.x, end.y);
      context.stroke();
    }
  context.restore();
}

/** The handles at the ends of these lines. */
export const bezierEnds: ActorPart = {
  actors: (scene) => unlocked(scene).filter((actor) => bezierHandles(actor, hitSceneOf(scene)).length > 0),
  paint: (pen, actor, scene) => {
    const { context, colors } = pen;
    for (const { at } of bezierHandles(actor, hitSceneOf(scene))) {
      const { x, y } = pen.at(at);
      context.save();
      context.translate(x, y);
      context.rotate(Math.PI / 4);
      context.fillStyle = "#ffffff";
      context.fillRect(-3.5, -3.5, 7, 7);
      context.strokeStyle = colors.accent;
      context.lineWidth = 1.5;
      context.strokeRect(-3.5, -3.5, 7, 7);
      context.restore();
    }
  },
  area: (pen, actor, shape, scene) => {
    const { context } = pen;
    context.beginPath();
    for (const { at, apart } of bezierHandles(actor, hitSceneOf(scene))) {
      const { x, y } = pen.at(at);
      if (apart) context.rect(x - REACH.handle, y - REACH.handle, 2 * REACH.handle, 2 * REACH.handle);
    }
    context.fillShape(shape);
  },
  hit: (actor, point, scene) => {
    const distance = ({ x, y }: Point) => Math.hypot(x - point.x, y - point.y);
    const [nearest] = bezierHandles(actor, hitSceneOf(scene))
      .filter(({ apart }) => apart)
      .sort((one, other) => distance(one.at) - distance(other.at));
    return nearest ? { kind: "bezier", ...nearest.ref } : null;
  },
};

/** What the waypoint under the pointer, or the only chosen one, is: its place in the path, its time, its wait. */
export function paintWaypointLabel(pen: Pen, scene: OverlayScene): void {
  const { scenario, session, transient, ground } = scene;
  const { hover, playing, preview, note } = transient;
  // Beside it, what is measured is told.
  if (playing || note) return;
  const [only, ...others] = session.selection.waypoints;
  const ref: WaypointRef | undefined = hover?.kind === "waypoint" && !preview ? hover : others.length === 0 ? only : undefined;
  const actor = scenario.actors.find(({ id }) => id === ref?.actorId);
  const waypoint = actor && ref ? actor.trajectory.waypoints[ref.index] : undefined;
  if (!actor || !ref || !waypoint || actor.hidden) return;
  const at = pen.onGround(ground, waypoint);
  if (at) pen.label(waypointText(scene, actor, ref.index, preview !== null ? waypoint : null), { x: at.x, y: at.y - 12 });
}

function waypointText({ scenario, ground }: OverlayScene, actor: Actor, index: number, dragged: Point | null): string {
  const { waypoints } = actor.trajectory;
  const { fps } = scenario.video;
  const parts = [`${index + 1} of ${waypoints.length}`];
  if (dragged) parts.push(rulesOf(scenario).placeText(dragged));
  else parts.push(formatTimecode(Math.round(motionSpan(actor).startFrame + (ground.world.arrivalTimes(actor)[index] ?? 0)), fps));
  const wait = waitAt(ground.world, actor, index);
  if (wait > 0) parts.push(`waits ${formatSeconds(secondsOf(wait, fps))}`);
  return parts.join(" · ");
}

/** The dot that says a drag here would add a waypoint. */
export function paintSegmentDot(pen: Pen, { scenario, session, transient, ground }: OverlayScene): void {
  const { hover } = transient;
  if (transient.playing || session.tool !== "select") return;
  if (hover?.kind !== "segment" || !session.selection.actors.includes(hover.actorId)) return;
  const actor = scenario.actors.find(({ id }) => id === hover.actorId);
  const point = actor && pointOnPath(ground.world, actor, hover);
  const at = point && pen.onGround(ground, point);
  if (!actor || !at) return;
  const { x, y } = at;
  const { context, colors } = pen;
  context.save();
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fillStyle = colors.actors[actor.type];
  context.fill();
  context.strokeStyle = "#ffffff";
  context.lineWidth = 1.5;
  context.stroke();
  context.beginPath();
  context.moveTo(x - 2, y);
  context.lineTo(x + 2, y);
  context.moveTo(x, y - 2);
  context.lineTo(x, y + 2);
  context.stroke();
  context.restore();
}
