import { FLICKER_DRAWN_ABOVE, type ActorState, type Box, type FrameState, type OccluderState } from "@/core/scene";
import type { RenderAssets } from "../assets";
import { drawMoved, motionOf, movedBox } from "../sensor";
import type { Context2D } from "../surface";
import { drawingsOf } from "./body";
import { placeOf } from "./places";
import { drawRipples, rainSheets, rippleBoxes } from "./rain";
import { drawSheets, drawSheetsOutside, sheetBoxes } from "./sheets";
import { snowSheets } from "./snow";

function drawnBodies(state: FrameState): (ActorState | OccluderState)[] {
  return state.bodies.filter((body) => body.kind === "occluder" || body.flicker > FLICKER_DRAWN_ABOVE);
}

const fallingSheets = (state: FrameState, assets: RenderAssets) => [...rainSheets(state, assets), ...snowSheets(state, assets)];

/** Actors and occluders from back to front, then precipitation. */
export function drawIllustratedBodies(context: Context2D, state: FrameState, assets: RenderAssets): void {
  const place = placeOf(state.scene.kind);
  drawRipples(context, state, place);
  const falling = fallingSheets(state, assets);
  // Indoors, rain and snow fall behind the windows, and so behind everybody.
  if (place.openings) drawSheetsOutside(context, state, falling, place.openings, assets);
  for (const body of drawnBodies(state)) {
    const motion = motionOf(body, state);
    for (const drawing of drawingsOf(body, state, place, assets)) {
      const { surface, offsetX, offsetY, width, height } = drawing;
      const [x, y] = [body.box.x + offsetX, body.box.y + offsetY];
      if (motion) drawMoved(context, drawing, { x, y }, { top: -offsetY, height: body.box.height }, motion, assets);
      else context.drawImage(surface.canvas, 0, 0, width, height, x, y, width, height);
    }
  }
  if (!place.openings) drawSheets(context, falling);
}

export function illustratedRegions(state: FrameState, assets: RenderAssets): Box[] {
  const place = placeOf(state.scene.kind);
  const boxes = drawnBodies(state).flatMap((body) => {
    const motion = motionOf(body, state);
    return drawingsOf(body, state, place, assets).map(({ offsetX, offsetY, width, height }) => {
      const box = { x: body.box.x + offsetX, y: body.box.y + offsetY, width, height };
      return motion ? movedBox(box, motion) : box;
    });
  });
  return [...boxes, ...rippleBoxes(state, place), ...sheetBoxes(state, fallingSheets(state, assets))];
}
