import { boxOfRegion, holdsAt, isPresent, regionsAt, selectedOccluders, selectedRegions } from "@/editor";
import { frameBox, type Pen } from "./pen";
import type { OverlayScene } from "./scene";

/** The frame's edge: a hairline, so that a dark picture stands out from the background. */
export function paintFrameEdge(pen: Pen, { scenario }: OverlayScene): void {
  const { context, colors } = pen;
  const { x, y, width, height } = pen.box(frameBox(scenario.video));
  context.save();
  context.strokeStyle = colors.edge;
  context.lineWidth = 1;
  context.strokeRect(x - 1, y - 1, width + 1, height + 1);
  context.restore();
}

/** Grid lines closer together than this on the screen (CSS pixels) are left out. */
const FINEST_GRID = 6;

export function paintGrid(pen: Pen, { scenario, session }: OverlayScene): void {
  const { gridSize, overlays } = session;
  if (!overlays.grid || gridSize * pen.view.scale < FINEST_GRID) return;
  const { width, height } = scenario.video;
  const { context, colors } = pen;
  context.save();
  context.globalAlpha = 0.28;
  context.strokeStyle = colors.halo;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = gridSize; x < width; x += gridSize) {
    const { x: column } = pen.at({ x, y: 0 });
    context.moveTo(Math.round(column) + 0.5, pen.at({ x, y: 0 }).y);
    context.lineTo(Math.round(column) + 0.5, pen.at({ x, y: height }).y);
  }
  for (let y = gridSize; y < height; y += gridSize) {
    const { y: row } = pen.at({ x: 0, y });
    context.moveTo(pen.at({ x: 0, y }).x, Math.round(row) + 0.5);
    context.lineTo(pen.at({ x: width, y }).x, Math.round(row) + 0.5);
  }
  context.stroke();
  context.restore();
}

/** Outlines around what is selected and what is under the pointer. */
export function paintOutlines(pen: Pen, scene: OverlayScene): void {
  const { scenario, session, transient, chosen, ground } = scene;
  const { frame, hover, playing } = transient;
  const { accent, actors } = pen.colors;
  for (const actor of chosen) {
    const outline = ground.actorOutline(scenario, actor, frame);
    if (!outline) continue;
    if (isPresent(actor, frame)) pen.body(outline, accent, 1.5);
    else if (!playing) pen.body(outline, actors[actor.type], 1, [3, 3], 0.8);
  }
  for (const occluder of selectedOccluders(scenario, session.selection)) {
    const outline = occluder.hidden ? null : ground.occluderOutline(occluder);
    if (outline) pen.body(outline, accent, 1.5);
  }
  if (ground.isPicture) paintChosenRegions(pen, scene);
  if (hover?.kind === "actor" && !session.selection.actors.includes(hover.id)) {
    const actor = scenario.actors.find(({ id }) => id === hover.id);
    const outline = actor && isPresent(actor, frame) ? ground.actorOutline(scenario, actor, frame) : null;
    if (outline) pen.body(outline, accent, 1, [], 0.9);
  }
  if (hover?.kind === "occluder" && !session.selection.occluders.includes(hover.id)) {
    const occluder = scenario.occluders.find(({ id }) => id === hover.id);
    const outline = occluder && ground.occluderOutline(occluder);
    if (outline) pen.body(outline, accent, 1, [], 0.9);
  }
  if (ground.isPicture && hover?.kind === "region" && !session.selection.regions.includes(hover.index)) {
    const region = scenario.ignoreRegions?.[hover.index];
    if (region && holdsAt(region, frame)) pen.outline(boxOfRegion(region), accent, 1, [], 0.9);
  }
}

/** An import brings a region for each frame: of more selected regions than this, only those at the playhead are outlined. */
const MOST_ABSENT = 20;

function paintChosenRegions(pen: Pen, { scenario, session: { selection }, transient: { frame, playing } }: OverlayScene): void {
  if (selection.regions.length === 0) return;
  const chosen = new Set(selection.regions);
  for (const [index, region] of regionsAt(scenario, frame)) if (chosen.has(index)) pen.outline(boxOfRegion(region), pen.colors.accent, 1.5);
  if (playing || chosen.size > MOST_ABSENT) return;
  for (const [, region] of selectedRegions(scenario, selection))
    if (!holdsAt(region, frame)) pen.outline(boxOfRegion(region), pen.colors.actors.occluder, 1, [3, 3], 0.8);
}

/** Boxes and labels of the ground truth, as selected in the overlay menu. */
export function paintTruth(pen: Pen, scene: OverlayScene): void {
  if (!scene.ground.isPicture) return;
  const { boxes, visibleBoxes, ids, visibility } = scene.session.overlays;
  if (!boxes && !visibleBoxes && !ids && !visibility) return;
  for (const body of scene.frameState().bodies) {
    if (body.kind !== "actor") continue;
    const color = pen.colors.actors[body.type];
    if (boxes) pen.outline(body.box, color, 1.5, [5, 3]);
    if (visibleBoxes && body.visibleBox) pen.outline(body.visibleBox, color, 1.5);
    const texts = [
      ...(ids ? [`${body.type.replace("_", " ")} ${body.trackId}`] : []),
      ...(visibility ? [`${Math.round(body.visibility * 100)} %`] : []),
    ];
    if (texts.length === 0) continue;
    const { x, y } = pen.at(body.box);
    pen.label(texts.join(" · "), { x, y: y - 4 }, "left");
  }
}

/** Lines that a drag has snapped to. */
export function paintSnapLines(pen: Pen, { transient }: OverlayScene): void {
  const { context, colors } = pen;
  context.save();
  context.lineWidth = 1;
  context.strokeStyle = colors.guide;
  for (const { axis, at, from, to } of transient.snapLines) {
    const { x, y, width, height } = pen.box(
      axis === "x" ? { x: at, y: from, width: 0, height: to - from } : { x: from, y: at, width: to - from, height: 0 },
    );
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + width, y + height);
    context.stroke();
  }
  context.restore();
}
