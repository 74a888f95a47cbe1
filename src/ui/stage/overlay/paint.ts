import type Konva from "konva";
import { selectedActors, type HitScene } from "@/editor";
import { paintGhosts } from "./ghosts";
import { paintResizeHandles, paintSegmentDot, paintWaypointLabel, paintWaypoints } from "./handles";
import { paintDraft, paintFrameEdge, paintGrid, paintGuides, paintMarquee, paintOutlines, paintTruth } from "./marks";
import { paintMasks } from "./masks";
import { paintFaintPaths, paintHoveredPath, paintStrongPath, paintTicks } from "./paths";
import { Pen, type OverlayScene } from "./pen";

/** Of more chosen actors than this only the paths are shown: handles of all of them would be a thicket. */
const FEW = 6;

/** Draws what lies over the picture and seldom changes: the frame's edge, the grid, the paths of what is not chosen. */
export function paintBackdrop(context: Konva.Context, scene: OverlayScene): void {
  const pen = new Pen(context, scene.view, scene.colors);
  paintFrameEdge(pen, scene);
  paintGrid(pen, scene);
  paintFaintPaths(pen, scene);
}

/** Draws what lies over that and follows the pointer and the playhead, from back to front. */
export function paintOverlay(context: Konva.Context, scene: OverlayScene): void {
  const { scenario, session, transient } = scene;
  const pen = new Pen(context, scene.view, scene.colors);
  const chosen = selectedActors(scenario, session.selection).filter(({ hidden }) => !hidden);
  const detailed = !transient.playing && chosen.length <= FEW;

  if (detailed && session.overlays.ghosts) for (const actor of chosen) paintGhosts(pen, actor, scene);
  paintHoveredPath(pen, scene);
  for (const actor of chosen) paintStrongPath(pen, actor);
  if (detailed && session.overlays.ticks) for (const actor of chosen) paintTicks(pen, actor, scene, chosen.length === 1);
  paintMasks(pen, scene);
  paintTruth(pen, scene);
  paintOutlines(pen, scene);
  if (!transient.playing) {
    for (const actor of chosen) if (!actor.locked) paintWaypoints(pen, actor, scene);
    if (session.tool === "select") {
      paintResizeHandles(pen, hitSceneOf(scene));
      paintSegmentDot(pen, scene);
    }
    paintWaypointLabel(pen, scene);
  }
  paintDraft(pen, scene);
  paintGuides(pen, scene);
  paintMarquee(pen, scene);
}

const hitSceneOf = ({ scenario, session, transient, view }: OverlayScene): HitScene => ({
  scenario,
  frame: transient.frame,
  selection: session.selection,
  pixel: 1 / view.scale,
  guides: session.guides,
  paths: session.overlays.paths,
});
