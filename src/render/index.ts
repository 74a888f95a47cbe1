export { assertPictures, loadRenderAssets, type RenderAssets } from "./assets";
export { changedRegions, drawFrame, drawStatic } from "./drawFrame";
export { FlatPicture, isFlat } from "./schematic/flatPicture";
export { CONTEXT_SETTINGS, type Context2D } from "./surface";
