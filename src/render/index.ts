export type { RenderAssets } from "./assets";
export { loadRenderAssets } from "./loadAssets";
export { assertPictures, picturedIn, spritesIn, type Pictured } from "./pictures";
export { changedRegions, drawFrame, drawStatic } from "./drawFrame";
export { visibilitiesOf } from "./road/visibilities";
export { InstancePicture, instancesFault } from "./instances";
export { RoadPicture } from "./road/roadPicture";
export { FlatPicture, isFlat } from "./schematic/flatPicture";
export { CONTEXT_SETTINGS, type Context2D } from "./surface";
