export { loadRenderAssets, type RenderAssets } from "./assets";
export { changedRegions, drawFrame, drawStatic } from "./drawFrame";
export type { Regions } from "./regions";
export { CONTEXT_SETTINGS, type Context2D } from "./surface";
