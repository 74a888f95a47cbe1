import type { Actor } from "@/core/document";
import { relationsOf, type RelationState } from "@/core/relations";
import { formatSeconds } from "@/core/text";
import type { Pen } from "./pen";
import { isDetailed, type OverlayScene } from "./scene";

/** Radius of the ring where two actors meet (CSS pixels). */
const RADIUS = 7;

/** Where actors meet, or pass a place that others wait for: of the chosen ones, with when and how. */
export function paintMeetings(pen: Pen, scene: OverlayScene): void {
  const { scenario, chosen, transient } = scene;
  if (transient.playing || chosen.length === 0) return;
  const ids = new Set(chosen.map(({ id }) => id));
  for (const relation of relationsOf(scenario)) {
    const other = "actor" in relation.until ? relation.until.actor : undefined;
    if (!ids.has(relation.actorId) && (other === undefined || !ids.has(other))) continue;
    const actor = scenario.actors.find(({ id }) => id === relation.actorId);
    if (actor) paintMeeting(pen, scene, relation, actor);
  }
}

function paintMeeting(pen: Pen, scene: OverlayScene, { place, meeting, fault, until }: RelationState, actor: Actor): void {
  const at = place && pen.onGround(scene.ground, place);
  if (!at) return;
  const { context, colors } = pen;
  const color = fault === null ? colors.actors[actor.type] : colors.guide;
  context.save();
  for (const [stroke, width] of [
    [colors.halo, 5],
    [color, 2],
  ] as const) {
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.beginPath();
    context.arc(at.x, at.y, RADIUS, 0, 2 * Math.PI);
    context.moveTo(at.x - RADIUS / 2, at.y - RADIUS / 2);
    context.lineTo(at.x + RADIUS / 2, at.y + RADIUS / 2);
    context.moveTo(at.x + RADIUS / 2, at.y - RADIUS / 2);
    context.lineTo(at.x - RADIUS / 2, at.y + RADIUS / 2);
    context.stroke();
  }
  context.restore();
  if (!isDetailed(scene) || meeting === null) return;
  const how = until.when === "meets" ? `hit at ${Math.round(until.share * 100)} %` : "they meet";
  pen.label(`${how} · ${formatSeconds(meeting)}`, { x: at.x + RADIUS + 4, y: at.y - RADIUS }, "left");
}
