import { CanvasFrameRenderer } from "./canvasFrameRenderer";
import type { FrameRenderer, PictureSettings } from "./frameRenderer";
import { InstanceFrameRenderer } from "./instanceFrameRenderer";
import { RoadFrameRenderer } from "./roadFrameRenderer";

/** The renderer for what is asked for, and for the scenario's world. @throws Error that names a picture that cannot be decoded */
export async function createFrameRenderer(settings: PictureSettings): Promise<FrameRenderer> {
  if (settings.instances) return new InstanceFrameRenderer(settings);
  return settings.scenario.road ? new RoadFrameRenderer(settings) : await CanvasFrameRenderer.create(settings);
}
