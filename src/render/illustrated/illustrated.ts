import { FLICKER_DRAWN_ABOVE, type ActorState, type FrameState, type OccluderState } from "@/core/scene";
import type { RenderAssets } from "../assets";
import { clipToFrame, type Regions } from "../regions";
import type { Context2D } from "../surface";
import { drawingOf } from "./body";
import { placeOf } from "./places";
import { drawRain, drawRainOutside, drawRipples, rainBoxes } from "./rain";

function drawnBodies(state: FrameState): (ActorState | OccluderState)[] {
  return state.bodies.filter((body) => body.kind === "occluder" || body.flicker > FLICKER_DRAWN_ABOVE);
}

/** Actors and occluders from back to front, then the rain. */
export function drawIllustratedBodies(context: Context2D, state: FrameState, assets: RenderAssets): void {
  const place = placeOf(state.scene.kind);
  drawRipples(context, state, place);
  // Indoors it rains behind the windows, and so behind everybody.
  if (place.openings) drawRainOutside(context, state, place.openings, assets);
  for (const body of drawnBodies(state)) {
    const { surface, offsetX, offsetY } = drawingOf(body, state, place, assets);
    context.drawImage(surface.canvas, body.box.x + offsetX, body.box.y + offsetY);
  }
  if (!place.openings) drawRain(context, state, assets);
}

export function illustratedRegions(state: FrameState, assets: RenderAssets): Regions {
  const place = placeOf(state.scene.kind);
  const boxes = drawnBodies(state).map((body) => {
    const { surface, offsetX, offsetY } = drawingOf(body, state, place, assets);
    return { x: body.box.x + offsetX, y: body.box.y + offsetY, width: surface.width, height: surface.height };
  });
  return clipToFrame([...boxes, ...rainBoxes(state, place, assets)], state);
}
