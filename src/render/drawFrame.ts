import type { FrameState } from "@/core/scene";
import type { RenderAssets } from "./assets";
import { drawIllustratedBodies, illustratedRegions } from "./illustrated/illustrated";
import { placeOf } from "./illustrated/places";
import { drawIllustratedScene, illustratedKey } from "./illustrated/staticScene";
import { drawRoadFrame } from "./road/drawRoadFrame";
import { clipToFrame, type Regions } from "./regions";
import { drawSchematicBodies, drawSchematicScene, schematicKey, schematicRegions } from "./schematic/schematic";
import { develop, developmentKey, drawLensDrops, drawNoise, lensDropBoxes } from "./sensor";
import type { Context2D } from "./surface";

/**
 * In the picture world, draws the frame's scene under its weather, without actors and drops, over the whole canvas (which must have the
 * frame's size).
 */
export function drawStatic(context: Context2D, state: FrameState, assets: RenderAssets): void {
  drawScene(context, state, assets);
  develop(context, state, assets);
}

function drawScene(context: Context2D, state: FrameState, assets: RenderAssets): void {
  const shown = withDecodedBackground(state, assets);
  if (state.style === "schematic") drawSchematicScene(context, shown, assets);
  else drawIllustratedScene(context, shown, placeOf(state.scene.kind), assets);
}

/** True if the background is not decoded, or no longer: what is drawn in its place must not be cached as the scene that has it. */
function withDecodedBackground(state: FrameState, assets: RenderAssets): FrameState {
  const { backgroundAsset, ...scene } = state.scene;
  return backgroundAsset === undefined || assets.pictures.get(backgroundAsset) ? state : { ...state, scene };
}

/**
 * Draws a frame, opaque, over the whole canvas (which must have the frame's size and `CONTEXT_SETTINGS`). Synchronous; the same frame
 * state gives the same pixels on a page and in a worker, whatever was drawn before.
 */
export function drawFrame(context: Context2D, state: FrameState, assets: RenderAssets): void {
  if (state.road) drawRoadFrame(context, state, state.road, assets);
  else drawPictureFrame(context, state, assets);
}

function drawPictureFrame(context: Context2D, state: FrameState, assets: RenderAssets): void {
  drawScene(context, state, assets);
  if (state.style === "schematic") drawSchematicBodies(context, state, assets);
  else drawIllustratedBodies(context, state, assets);
  drawLensDrops(context, state, assets);
  develop(context, state, assets);
  drawNoise(context, state, assets);
}

/**
 * In the picture world, where a frame differs from its static scene: pixels outside `regions` are exactly those of `drawStatic`, and frames
 * with the same `staticKey` have the same static scene.
 */
export function changedRegions(state: FrameState, assets: RenderAssets): { staticKey: string; regions: Regions } {
  const shown = withDecodedBackground(state, assets);
  const development = developmentKey(state);
  const [staticKey, boxes] =
    state.style === "schematic"
      ? [schematicKey(shown), schematicRegions(state)]
      : [illustratedKey(shown), illustratedRegions(state, assets)];
  if ((state.sensor?.noise ?? 0) > 0) return { staticKey: staticKey + development, regions: "whole" };
  return { staticKey: staticKey + development, regions: clipToFrame([...boxes, ...lensDropBoxes(state)], state) };
}
