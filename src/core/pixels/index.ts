export {
  CLASSES_FILE,
  DEPTH_SCALE,
  FLOW_SCALE,
  FLOW_ZERO,
  PIXEL_FOLDER,
  PIXEL_MAPS,
  PIXEL_MAP_FORMS,
  PIXEL_MAP_NAMES,
  pixelMapsFault,
  type PixelMap,
} from "./maps";
export { SEMANTIC_CLASSES, semanticOfActor, semanticOfBody, semanticOfGround, semanticOfOccluder, semanticOfScenery } from "./classes";
