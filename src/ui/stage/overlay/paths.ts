import type Konva from "konva";
import type { Actor, Point, Scenario } from "@/core/document";
import { REACH, type GroundView, type SessionState, type StageHit } from "@/editor";
import type { ActorPart } from "../nodes/ActorShapes";
import { frameBox, type Pen } from "./pen";
import type { OverlayScene } from "./scene";

type Lines = WeakMap<GroundView, WeakMap<Actor, Path2D>>;
const lines: Lines = new WeakMap();
const shownLines: Lines = new WeakMap();

/** A line on a view's sheet, made once for an actor and a view. */
function knownLine(all: Lines, ground: GroundView, actor: Actor, draw: () => Path2D): Path2D {
  const ofView = all.get(ground) ?? new WeakMap<Actor, Path2D>();
  all.set(ground, ofView);
  const path = ofView.get(actor) ?? draw();
  ofView.set(actor, path);
  return path;
}

/** The whole path as one line. */
const lineOf = (ground: GroundView, actor: Actor): Path2D =>
  knownLine(lines, ground, actor, () => {
    const path = new Path2D();
    ground.tracePath(path, actor);
    return path;
  });

/** The part of a trimmed path that the actor goes while it is to be seen. */
const shownLineOf = (ground: GroundView, actor: Actor): Path2D =>
  knownLine(shownLines, ground, actor, () => {
    const path = new Path2D();
    ground.traceShownPath(path, actor);
    return path;
  });

/** A line of the ground (x0, y0, x1, y1, …) on a view's sheet. */
export function groundLine(ground: GroundView, coordinates: readonly number[]): Path2D {
  const path = new Path2D();
  ground.traceLine(path, coordinates);
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

/** Where a path is hit: along its whole line, also where the actor is not to be seen. */
function areaOfPath({ context, view }: Pen, actor: Actor, shape: Konva.Shape, { ground }: OverlayScene): void {
  context.beginPath();
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  ground.tracePath(context, actor);
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
  // Of the way of who carries the camera, only a line down the middle of the picture would be seen.
  actors: ({ scenario, session, ground }) =>
    session.overlays.paths ? scenario.actors.filter((actor) => actor.id !== ground.carrier && isFaint(actor, session)) : [],
  paint: (pen, actor, { ground, scenario }, count) => {
    const color = pen.colors.actors[actor.type];
    pen.context.save();
    if (ground.kind === "camera") pen.clip(frameBox(scenario.video));
    if (count > MANY) pen.hairline(lineOf(ground, actor), color, 0.22);
    else pen.stroke(lineOf(ground, actor), color, 1.25, 0.26);
    pen.context.restore();
  },
};

/** The paths of the chosen actors. */
export const chosenPaths: ActorPart = {
  ...path,
  actors: ({ chosen }) => chosen,
  paint: (pen, actor, { ground }) => paintStrongPath(pen, ground, actor),
};

/** The path of the actor under the pointer, which is else a faint one. */
export function paintHoveredPath(pen: Pen, { scenario, session, ground, transient: { hover } }: OverlayScene): void {
  if (!session.overlays.paths || hover?.kind !== "actor") return;
  const actor = scenario.actors.find(({ id }) => id === hover.id);
  if (actor && isFaint(actor, session)) pen.stroke(lineOf(ground, actor), pen.colors.actors[actor.type], 1.5, 0.9);
}

/** The path of a chosen actor, with chevrons that show which way it goes. */
export function paintStrongPath(pen: Pen, ground: GroundView, actor: Actor): void {
  const color = pen.colors.actors[actor.type];
  const { trim } = actor.trajectory;
  if (trim) pen.stroke(lineOf(ground, actor), color, 1.25, 0.4);
  pen.stroke(trim ? shownLineOf(ground, actor) : lineOf(ground, actor), color, 2);
  for (const { at, direction, length } of ground.arrows(actor)) if (length * pen.view.scale >= 40) paintChevron(pen, at, direction, color);
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
