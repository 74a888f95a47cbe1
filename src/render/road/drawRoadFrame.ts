import type { FrameState, RoadView } from "@/core/scene";
import type { RenderAssets } from "../assets";
import type { Context2D } from "../surface";

/** Draws a frame of a road scenario, opaque, over the whole canvas, which must have the frame's size. */
export function drawRoadFrame(context: Context2D, state: FrameState, view: RoadView, assets: RenderAssets): void {
  const { width, height } = state;
  const picture = assets.roads.of(width, height);
  picture.draw(state, view);
  context.putImageData(new ImageData(picture.raster.pixels(), width, height), 0, 0);
}
