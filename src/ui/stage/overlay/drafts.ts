import { createActor, type Actor, type Occluder, type Scenario } from "@/core/document";
import { figureFor } from "@/core/scene/figures";
import { pathPolyline } from "@/core/timeline";
import { rulesOf, type Draft, type GroundView } from "@/editor";
import { groundLine, paintStrongPath } from "./paths";
import type { Pen } from "./pen";
import type { OverlayScene } from "./scene";

/** What a drawing tool has in hand. */
export function paintDraft(pen: Pen, scene: OverlayScene): void {
  const {
    scenario,
    ground,
    transient: { draft },
  } = scene;
  if (!draft) return;
  switch (draft.kind) {
    case "occluder":
      pen.outline(draft.box, pen.colors.actors.occluder, 1.5, [5, 3]);
      pen.label(
        `${Math.round(draft.box.width)} × ${Math.round(draft.box.height)} px`,
        pen.at({ x: draft.box.x + draft.box.width / 2, y: draft.box.y - 6 / pen.view.scale }),
      );
      return;
    case "actor":
      paintActorGhost(pen, draft);
      return;
    case "body":
      paintBodyDraft(pen, scenario, ground, draft.body);
      return;
    case "path":
      paintPathDraft(pen, scene, draft);
      return;
  }
}

function paintActorGhost(pen: Pen, { actorType, at, size }: Extract<Draft, { kind: "actor" }>): void {
  const { context, view, colors } = pen;
  const figure = figureFor({ style: "illustrated", subject: actorType, model: "", facing: "right", phase: 0 });
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.scale, view.scale);
  context.globalAlpha = 0.75;
  context.fillStyle = colors.actors[actorType];
  for (const { polygon } of figure.parts) {
    context.beginPath();
    for (let index = 0; index + 1 < polygon.length; index += 2)
      context.lineTo(
        at.x - size.width / 2 + (polygon[index] ?? 0) * size.width,
        at.y - size.height + (polygon[index + 1] ?? 0) * size.height,
      );
    context.fill();
  }
  context.restore();
}

/** What would be placed on the road. */
function paintBodyDraft(pen: Pen, scenario: Scenario, ground: GroundView, body: Actor | Occluder): void {
  const isActor = "trajectory" in body;
  const outline = isActor ? ground.actorOutline(scenario, body, body.startFrame) : ground.occluderOutline(body);
  if (!outline) return;
  const color = pen.colors.actors[isActor ? body.type : "occluder"];
  const { context } = pen;
  context.save();
  context.globalAlpha = 0.35;
  context.fillStyle = color;
  context.beginPath();
  pen.corners(outline.footprint ?? outline.corners ?? []);
  context.fill();
  context.restore();
  pen.body(outline, color, 1.5);
}

function paintPathDraft(
  pen: Pen,
  scene: OverlayScene,
  { actor: made, points, next, smooth, hint }: Extract<Draft, { kind: "path" }>,
): void {
  const { scenario, ground, transient } = scene;
  const { context, colors } = pen;
  const all = next ? [...points, next] : points;
  const color = colors.actors[made.type];
  const followed = all.length > 1 && (next || smooth) ? rulesOf(scenario).followed(scenario, made, all, transient.frame) : null;
  if (followed) {
    paintStrongPath(pen, ground, followed);
    paintBodyDraft(pen, scenario, ground, followed);
  } else if (smooth && all.length > 2) {
    const actor = createActor({ id: "draft", trackId: 0, type: made.type, startFrame: 0, endFrame: 1, curve: "smooth", waypoints: all });
    pen.stroke(groundLine(ground, pathPolyline(actor)), color, 2);
  } else if (all.length > 1 && next) {
    paintStrongPath(pen, ground, createActor({ id: "draft", trackId: 0, type: made.type, startFrame: 0, endFrame: 1, waypoints: all }));
  } else
    pen.stroke(
      groundLine(
        ground,
        all.flatMap(({ x, y }) => [x, y]),
      ),
      color,
      2,
    );
  context.save();
  context.fillStyle = "#ffffff";
  context.strokeStyle = color;
  context.lineWidth = 2;
  // A freehand stroke has hundreds of points and no waypoints yet.
  const dots = smooth || next ? points : points.slice(0, 1);
  for (const point of dots) {
    const at = pen.onGround(ground, point);
    if (!at) continue;
    const { x, y } = at;
    context.beginPath();
    context.arc(x, y, 4.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  context.restore();
  const place = next ?? points.at(-1);
  const at = place && pen.onGround(ground, place);
  if (hint !== undefined && at) pen.label(hint, { x: at.x + 14, y: at.y + 30 }, "left");
}
