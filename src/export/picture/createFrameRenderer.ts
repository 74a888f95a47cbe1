import { CanvasFrameRenderer } from "./canvasFrameRenderer";
import type { FrameRenderer, PictureSettings } from "./frameRenderer";
import { RoadFrameRenderer } from "./roadFrameRenderer";

/** The renderer for a scenario's world. @throws Error that names a picture that cannot be decoded */
export async function createFrameRenderer(settings: PictureSettings): Promise<FrameRenderer> {
  return settings.scenario.road ? new RoadFrameRenderer(settings) : await CanvasFrameRenderer.create(settings);
}
