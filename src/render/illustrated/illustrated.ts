import { FLICKER_DRAWN_ABOVE, type ActorState, type FrameState, type OccluderState } from "@/core/scene";
import type { RenderAssets } from "../assets";
import { clipToFrame, type Regions } from "../regions";
import type { Context2D } from "../surface";
import { drawingsOf } from "./body";
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
    for (const { surface, offsetX, offsetY, width, height } of drawingsOf(body, state, place, assets)) {
      const [x, y] = [body.box.x + offsetX, body.box.y + offsetY];
      context.drawImage(surface.canvas, 0, 0, width, height, x, y, width, height);
    }
  }
  if (!place.openings) drawRain(context, state, assets);
}

export function illustratedRegions(state: FrameState, assets: RenderAssets): Regions {
  const place = placeOf(state.scene.kind);
  const boxes = drawnBodies(state).flatMap((body) =>
    drawingsOf(body, state, place, assets).map(({ offsetX, offsetY, width, height }) => ({
      x: body.box.x + offsetX,
      y: body.box.y + offsetY,
      width,
      height,
    })),
  );
  return clipToFrame([...boxes, ...rainBoxes(state, place, assets)], state);
}
