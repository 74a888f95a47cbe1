export { FLICKER_DRAWN_ABOVE, figureOfBody, frameState, isVisible, visibleMaskOf } from "./frameState";
export type { ActorState, Box, Facing, FrameState, OccluderState, WeatherLayer } from "./frameStateTypes";
export { intersectBoxes, meetsFrame } from "./projection";
export { silhouetteMask, type SilhouetteMask } from "./silhouetteMask";
