import type { Actor, Occluder, Scenario } from "@/core/document";
import { cameraAt } from "@/core/scene";
import { viewOnGround } from "@/core/camera";
import { roadUserKind } from "@/core/world";
import { isPresent, type GroundView } from "@/editor";
import type { Pen } from "../overlay/pen";
import type { PlanColors } from "./planColors";

/** Bodies shorter than this on screen (CSS pixels) are drawn as a mark of this size, so that they can be found when zoomed out. */
const SMALLEST = 11;
/** Length of a camera's field of view as drawn on the ground, in metres. */
const REACH = 60;

/** Draws actors and occluders at a frame from above. */
export function paintBodies(pen: Pen, scenario: Scenario, frame: number, ground: GroundView, colors: PlanColors): void {
  for (const occluder of scenario.occluders) if (!occluder.hidden) paintOccluder(pen, occluder, ground, colors);
  // Large bodies below small ones.
  const present = scenario.actors.filter((actor) => isPresent(actor, frame));
  const area = ({ size }: Actor) => (size.length ?? size.width) * size.width;
  for (const actor of present.sort((one, other) => area(other) - area(one))) paintActor(pen, scenario, actor, frame, ground, colors);
}

type Pose = { readonly x: number; readonly y: number; readonly heading: number };

/** Draws in a body's own frame, in CSS pixels: ahead is to the right. */
function inFrameOf(pen: Pen, ground: GroundView, pose: Pose, draw: (context: Pen["context"]) => void): void {
  const at = pen.onGround(ground, pose);
  if (!at) return;
  const { context } = pen;
  context.save();
  context.translate(at.x, at.y);
  context.rotate(ground.directionAt(pose, pose.heading));
  draw(context);
  context.restore();
}

function paintOccluder(pen: Pen, occluder: Occluder, ground: GroundView, colors: PlanColors): void {
  const { x, y, heading = 0, size, kind, color = pen.colors.actors.occluder } = occluder;
  inFrameOf(pen, ground, { x, y, heading }, (context) => {
    const [length, width] = extent(pen, size);
    context.beginPath();
    if (kind === "tree") context.ellipse(0, 0, length / 2, width / 2, 0, 0, 2 * Math.PI);
    else context.roundRect(-length / 2, -width / 2, length, width, Math.min(width, length) * (isVehicle(kind) ? 0.22 : 0.06));
    context.globalAlpha = kind === "tree" ? 0.45 : 0.75;
    context.fillStyle = color;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.stroke();
    if (isVehicle(kind)) paintWindows(context, length, width, colors);
  });
}

const isVehicle = (kind: Occluder["kind"]): boolean => kind === "parked_car" || kind === "parked_van" || kind === "parked_bus";

/** Length and width in CSS pixels, large enough to be visible. */
function extent({ view }: Pen, { length, width }: Actor["size"]): [number, number] {
  return [Math.max(3, (length ?? width) * view.scale), Math.max(3, width * view.scale)];
}

function paintActor(pen: Pen, scenario: Scenario, actor: Actor, frame: number, ground: GroundView, colors: PlanColors): void {
  const color = pen.colors.actors[actor.type];
  inFrameOf(pen, ground, ground.world.poseAt(actor, frame), (context) => {
    const [length, width] = extent(pen, actor.size);
    context.fillStyle = color;
    context.strokeStyle = colors.edge;
    context.lineWidth = 1;
    context.lineJoin = "round";
    if (Math.max(length, width) < SMALLEST) paintMark(context);
    else if (actor.type === "pedestrian") paintWalker(context, length, width, color);
    else if (roadUserKind(actor.type, actor.appearance.model) === "motorcyclist" || actor.type === "cyclist")
      paintRider(context, length, width, color);
    else paintVehicle(context, length, width, color, colors);
    if (scenario.road?.ego === actor.id) paintEgoRing(context, Math.max(length, width, SMALLEST), pen.colors.accent);
  });
}

/** A drop that points ahead. */
function paintMark(context: Pen["context"]): void {
  const radius = SMALLEST / 2 - 1;
  context.beginPath();
  context.arc(0, 0, radius, 0.9, 2 * Math.PI - 0.9);
  context.lineTo(radius + 4, 0);
  context.closePath();
  context.fill();
  context.globalAlpha = 0.6;
  context.stroke();
}

function paintWalker(context: Pen["context"], length: number, width: number, color: string): void {
  context.beginPath();
  context.ellipse(0, 0, length / 2, width / 2, 0, 0, 2 * Math.PI);
  context.globalAlpha = 0.85;
  context.fill();
  context.globalAlpha = 0.6;
  context.stroke();
  paintNose(context, length, width, color);
}

function paintRider(context: Pen["context"], length: number, width: number, color: string): void {
  context.beginPath();
  context.roundRect(-length / 2, -width / 8, length, width / 4, width / 8);
  context.globalAlpha = 0.9;
  context.fill();
  context.beginPath();
  context.ellipse(-length * 0.05, 0, length * 0.17, width / 2, 0, 0, 2 * Math.PI);
  context.fill();
  context.globalAlpha = 0.6;
  context.stroke();
  paintNose(context, length, width, color);
}

function paintVehicle(context: Pen["context"], length: number, width: number, color: string, colors: PlanColors): void {
  context.beginPath();
  context.roundRect(-length / 2, -width / 2, length, width, [width * 0.14, width * 0.32, width * 0.32, width * 0.14]);
  context.fill();
  context.globalAlpha = 0.6;
  context.stroke();
  context.globalAlpha = 1;
  paintWindows(context, length, width, colors);
  paintNose(context, length, width, color);
}

/** The windscreen and the rear window, which show where the front is. */
function paintWindows(context: Pen["context"], length: number, width: number, colors: PlanColors): void {
  context.globalAlpha = 0.45;
  context.fillStyle = colors.edge;
  const front = Math.max(length / 2 - width * 0.85, -length * 0.1);
  context.beginPath();
  context.moveTo(front, -width * 0.42);
  context.quadraticCurveTo(front + width * 0.12, 0, front, width * 0.42);
  context.lineTo(front - width * 0.28, width * 0.36);
  context.lineTo(front - width * 0.28, -width * 0.36);
  context.closePath();
  context.fill();
}

/** A small arrow ahead of a body. */
function paintNose(context: Pen["context"], length: number, width: number, color: string): void {
  const size = Math.max(3.5, Math.min(7, width * 0.3));
  const from = length / 2 + 3;
  context.globalAlpha = 0.95;
  context.beginPath();
  context.moveTo(from, -size);
  context.lineTo(from + size, 0);
  context.lineTo(from, size);
  context.lineWidth = 1.5;
  context.strokeStyle = color;
  context.lineCap = "round";
  context.stroke();
}

function paintEgoRing(context: Pen["context"], size: number, accent: string): void {
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(0, 0, Math.min(3.5, size / 4), 0, 2 * Math.PI);
  context.fillStyle = "#ffffff";
  context.fill();
  context.strokeStyle = accent;
  context.lineWidth = 2;
  context.stroke();
}

/** Labels the actors present with type and track id. */
export function paintIds(pen: Pen, scenario: Scenario, frame: number, ground: GroundView): void {
  for (const actor of scenario.actors) {
    const at = isPresent(actor, frame) ? pen.onGround(ground, ground.world.poseAt(actor, frame)) : null;
    if (at) pen.label(`${actor.type} ${actor.trackId}`, { x: at.x + 8, y: at.y - 6 }, "left");
  }
}

/** The part of the ground that the shown camera sees: a wedge bounded by the picture's edges. */
export function paintFieldOfView(pen: Pen, scenario: Scenario, frame: number, ground: GroundView): void {
  if (!scenario.road) return;
  const camera = cameraAt(scenario, scenario.road, frame);
  const outline = viewOnGround(camera, REACH).flatMap((point) => pen.onGround(ground, point) ?? []);
  const from = pen.onGround(ground, camera.pose.position);
  const [first, ...rest] = outline;
  if (!first || !from) return;
  const { context, colors } = pen;
  context.save();
  context.beginPath();
  context.moveTo(first.x, first.y);
  for (const { x, y } of rest) context.lineTo(x, y);
  context.closePath();
  const shade = context.createRadialGradient(from.x, from.y, 0, from.x, from.y, REACH * pen.view.scale);
  shade.addColorStop(0, `${colors.accent}38`);
  shade.addColorStop(1, `${colors.accent}0a`);
  context.fillStyle = shade;
  context.fill();
  context.globalAlpha = 0.35;
  context.strokeStyle = colors.accent;
  context.lineWidth = 1;
  context.stroke();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(from.x, from.y, 3, 0, 2 * Math.PI);
  context.fillStyle = colors.accent;
  context.fill();
  context.restore();
}
