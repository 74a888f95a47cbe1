import type Konva from "konva";
import type { Actor, Point, Scenario } from "@/core/document";
import { worldOf, type World } from "@/core/scene";
import { pointAtShare } from "@/core/timeline";
import { REACH, positionOnPath, segmentsOf, type SessionState, type StageHit } from "@/editor";
import type { ActorPart } from "../nodes/ActorShapes";
import type { Pen } from "./pen";
import type { OverlayScene } from "./scene";

const lines = new WeakMap<Actor, Path2D>();

/** The whole path as one line in pixels of the video; created once per actor. */
function lineOf(actor: Actor): Path2D {
  const known = lines.get(actor);
  if (known) return known;
  const path = new Path2D();
  trace(path, actor);
  lines.set(actor, path);
  return path;
}

/** Traces the whole path with a pen that has been set to pixels of the video. */
function trace(line: Pick<Path2D, "moveTo" | "lineTo" | "bezierCurveTo">, { trajectory }: Actor): void {
  const [start] = trajectory.waypoints;
  if (start) line.moveTo(start.x, start.y);
  for (const { to, controls } of segmentsOf(trajectory)) {
    if (!controls) line.lineTo(to.x, to.y);
    else line.bezierCurveTo(controls[0].x, controls[0].y, controls[1].x, controls[1].y, to.x, to.y);
  }
}

const shownLines = new WeakMap<Actor, Path2D>();
/** Pieces of a curve that look like one. */
const PIECES = 24;

/** The part of a trimmed path that the actor follows while it is visible. */
function shownLineOf(world: World, actor: Actor): Path2D {
  const known = shownLines.get(actor);
  if (known) return known;
  const from = positionOnPath(world, actor, actor.startFrame);
  const to = positionOnPath(world, actor, actor.endFrame);
  const coordinates = segmentsOf(actor.trajectory).flatMap((segment, index) => {
    if (!from || !to || index < from.segmentIndex || index > to.segmentIndex) return [];
    const begin = index === from.segmentIndex ? from.share : 0;
    const end = index === to.segmentIndex ? to.share : 1;
    const pieces = segment.controls ? PIECES : 1;
    return Array.from({ length: pieces + 1 }, (_, piece) => pointAtShare(segment, begin + ((end - begin) * piece) / pieces)).flatMap(
      ({ x, y }) => [x, y],
    );
  });
  const path = polyline(coordinates);
  shownLines.set(actor, path);
  return path;
}

export function polyline(coordinates: readonly number[]): Path2D {
  const path = new Path2D();
  for (let index = 0; index + 1 < coordinates.length; index += 2) {
    const x = coordinates[index] ?? 0;
    const y = coordinates[index + 1] ?? 0;
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  return path;
}

/** If there are more paths than this, each is a hairline: the picture stays visible, and drawing stays fast. */
const MANY = 24;

/** Whether an actor's path is among the faint ones. */
const isFaint = ({ id, hidden, trajectory }: Actor, { selection }: SessionState): boolean =>
  !hidden && trajectory.waypoints.length > 1 && !selection.actors.includes(id);

/** Whether two scenarios show the same faint paths: then a drag need not redraw them. */
export function sameFaintPaths(one: Scenario, other: Scenario, session: SessionState): boolean {
  if (one === other) return true;
  return (
    one.actors.length === other.actors.length &&
    one.video === other.video &&
    one.actors.every((actor, index) => {
      const twin = other.actors[index];
      return actor === twin || (twin?.id === actor.id && !isFaint(actor, session) && !isFaint(twin, session));
    })
  );
}

/** Where a path is hit: along its whole line, even where the actor is not visible. */
function areaOfPath({ context, view }: Pen, actor: Actor, shape: Konva.Shape): void {
  context.beginPath();
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  trace(context, actor);
  context.restore();
  context.strokeShape(shape);
}

const path = {
  area: areaOfPath,
  hitStrokeWidth: 2 * REACH.path,
  hit: ({ id }: Actor): StageHit => ({ kind: "path", actorId: id }),
};

/** The paths of the actors that are not selected. */
export const faintPaths: ActorPart = {
  ...path,
  actors: ({ scenario, session }) => (session.overlays.paths ? scenario.actors.filter((actor) => isFaint(actor, session)) : []),
  paint: (pen, actor, _scene, count) => {
    const color = pen.colors.actors[actor.type];
    if (count > MANY) pen.hairline(lineOf(actor), color, 0.22);
    else pen.stroke(lineOf(actor), color, 1.25, 0.26);
  },
};

/** The paths of the selected actors. */
export const chosenPaths: ActorPart = { ...path, actors: ({ chosen }) => chosen, paint: paintStrongPath };

/** The path of the actor under the pointer, which otherwise is a faint one. */
export function paintHoveredPath(pen: Pen, { scenario, session, transient: { hover } }: OverlayScene): void {
  if (!session.overlays.paths || hover?.kind !== "actor") return;
  const actor = scenario.actors.find(({ id }) => id === hover.id);
  if (actor && isFaint(actor, session)) pen.stroke(lineOf(actor), pen.colors.actors[actor.type], 1.5, 0.9);
}

/** The path of a selected actor, with chevrons that show its direction. */
export function paintStrongPath(pen: Pen, actor: Actor, { scenario }: Pick<OverlayScene, "scenario">): void {
  const color = pen.colors.actors[actor.type];
  const { trim } = actor.trajectory;
  if (trim) pen.stroke(lineOf(actor), color, 1.25, 0.4);
  pen.stroke(trim ? shownLineOf(worldOf(scenario), actor) : lineOf(actor), color, 2);
  for (const segment of segmentsOf(actor.trajectory)) {
    if (segment.length * pen.view.scale < 40) continue;
    const before = along(segment, 0.49);
    const middle = along(segment, 0.51);
    paintChevron(pen, middle, Math.atan2(middle.y - before.y, middle.x - before.x), color);
  }
}

function along({ from, to, controls }: ReturnType<typeof segmentsOf>[number], t: number): Point {
  const s = 1 - t;
  const [first, second] = controls ?? [from, to];
  if (!controls) return { x: from.x * s + to.x * t, y: from.y * s + to.y * t };
  const mix = (a: number, b: number, c: number, d: number) => s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
  return { x: mix(from.x, first.x, second.x, to.x), y: mix(from.y, first.y, second.y, to.y) };
}

function paintChevron({ context, colors, ...pen }: Pen, point: Point, heading: number, color: string): void {
  const x = pen.view.x + point.x * pen.view.scale;
  const y = pen.view.y + point.y * pen.view.scale;
  context.save();
  context.translate(x, y);
  context.rotate(heading);
  context.lineJoin = "round";
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(-4, -5);
  context.lineTo(3, 0);
  context.lineTo(-4, 5);
  context.globalAlpha = 0.6;
  context.strokeStyle = colors.halo;
  context.lineWidth = 4;
  context.stroke();
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke();
  context.restore();
}
