export { MOST_STILL_PIXELS, framesWithinStillMemory, pixelsOf, stillAt, stillsShown } from "./backgroundStills";
export { FLICKER_DRAWN_ABOVE, figureOfBody, frameState, isVisible, placedFrame, visibleMaskOf } from "./frameState";
export type { ActorState, Box, Facing, FrameState, OccluderState, WeatherLayer } from "./frameStateTypes";
export { scenePose, widestBox } from "./perspective";
export { intersectBoxes, meetsFrame } from "./projection";
export { silhouetteMask, type SilhouetteMask } from "./silhouetteMask";
export { SCENE_GEOMETRY, pixelsPerMetreAt, scaleOfScene, sizeAtRow } from "./sceneGeometry";
export { tellingFrame } from "./tellingFrame";
export { silhouetteOfPicture, type PictureSilhouette } from "./pictureSilhouette";
