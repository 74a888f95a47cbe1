import type { Actor, Point, Waypoint } from "@/core/document";
import { arrivalTimes, motionSpan, pointAtShare, secondsOf } from "@/core/timeline";
import { handlePoint, hasWaypoint, resizeHandles, segmentsOf, waitAt, type HitScene, type WaypointRef } from "@/editor";
import { formatSeconds, formatTimecode } from "@/core/text";
import type { OverlayScene, Pen } from "./pen";

const HANDLE = 9;

/** Waypoints of a chosen actor; the chosen ones are filled, and those of a Bézier path show their handles. */
export function paintWaypoints(pen: Pen, actor: Actor, scene: OverlayScene): void {
  const { selection } = scene.session;
  const { hover } = scene.transient;
  actor.trajectory.waypoints.forEach((waypoint, index) => {
    const ref = { actorId: actor.id, index };
    const chosen = hasWaypoint(selection, ref);
    if (chosen) paintBezierHandles(pen, actor, waypoint, index);
    const hovered = hover?.kind === "waypoint" && hover.actorId === actor.id && hover.index === index;
    paintWaypoint(pen, pen.at(waypoint), pen.colors.actors[actor.type], { chosen, hovered, waits: (waypoint.hold ?? 0) > 0 });
  });
}

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

function paintBezierHandles(pen: Pen, actor: Actor, waypoint: Waypoint, index: number): void {
  const { context, colors } = pen;
  const start = pen.at(waypoint);
  for (const side of ["in", "out"] as const) {
    const handle = handlePoint(actor, index, side);
    if (!handle) continue;
    const end = pen.at(handle);
    context.save();
    context.beginPath();
    context.moveTo(start.x, start.y);
    context.lineTo(end.x, end.y);
    context.strokeStyle = colors.accent;
    context.lineWidth = 1;
    context.stroke();
    context.translate(end.x, end.y);
    context.rotate(Math.PI / 4);
    context.fillStyle = "#ffffff";
    context.fillRect(-3.5, -3.5, 7, 7);
    context.lineWidth = 1.5;
    context.strokeRect(-3.5, -3.5, 7, 7);
    context.restore();
  }
}

/** Squares at the corners and sides of the one chosen body. */
export function paintResizeHandles(pen: Pen, scene: HitScene): void {
  const found = resizeHandles(scene);
  if (!found) return;
  const { context, colors } = pen;
  context.save();
  context.fillStyle = "#ffffff";
  context.strokeStyle = colors.accent;
  context.lineWidth = 1.5;
  for (const { at } of found.handles) {
    const { x, y } = pen.at(at);
    const left = Math.round(x - HANDLE / 2) + 0.5;
    const top = Math.round(y - HANDLE / 2) + 0.5;
    context.beginPath();
    context.roundRect(left, top, HANDLE - 1, HANDLE - 1, 2);
    context.fill();
    context.stroke();
  }
  context.restore();
}

/** What the waypoint under the pointer, or the only chosen one, is: its place in the path, its time, its wait. */
export function paintWaypointLabel(pen: Pen, { scenario, session, transient }: OverlayScene): void {
  const { hover, preview } = transient;
  const [only, ...others] = session.selection.waypoints;
  const ref: WaypointRef | undefined = hover?.kind === "waypoint" && !preview ? hover : others.length === 0 ? only : undefined;
  const actor = scenario.actors.find(({ id }) => id === ref?.actorId);
  const waypoint = actor && ref ? actor.trajectory.waypoints[ref.index] : undefined;
  if (!actor || !ref || !waypoint || actor.hidden) return;
  const { x, y } = pen.at(waypoint);
  pen.label(waypointText(actor, ref.index, scenario.video.fps, preview !== null ? waypoint : null), { x, y: y - 12 });
}

function waypointText(actor: Actor, index: number, fps: number, dragged: Point | null): string {
  const { waypoints } = actor.trajectory;
  const parts = [`${index + 1} of ${waypoints.length}`];
  if (dragged) parts.push(`${Math.round(dragged.x)}, ${Math.round(dragged.y)} px`);
  else parts.push(formatTimecode(Math.round(motionSpan(actor).startFrame + (arrivalTimes(actor)[index] ?? 0)), fps));
  const wait = waitAt(actor, index);
  if (wait > 0) parts.push(`waits ${formatSeconds(secondsOf(wait, fps))}`);
  return parts.join(" · ");
}

/** The dot that says a drag here would add a waypoint. */
export function paintSegmentDot(pen: Pen, { scenario, session, transient }: OverlayScene): void {
  const { hover } = transient;
  if (hover?.kind !== "segment" || !session.selection.actors.includes(hover.actorId)) return;
  const actor = scenario.actors.find(({ id }) => id === hover.actorId);
  const segment = actor && segmentsOf(actor.trajectory)[hover.segmentIndex];
  if (!actor || !segment) return;
  const { x, y } = pen.at(pointAtShare(segment, hover.share));
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
