export { MOST_STILL_PIXELS, framesWithinStillMemory, pixelsOf, stillAt, stillsShown } from "./backgroundStills";
export { FLICKER_DRAWN_ABOVE, isVisible } from "./flicker";
export { frameState, placedFrame, sightedFrame, solidAt, visibleMaskOf } from "./frameState";
export type {
  ActorState,
  Box,
  Facing,
  FrameState,
  IgnoredState,
  OccluderState,
  RoadView,
  SceneryState,
  ShadowCaster,
  Solid,
  WeatherLayer,
} from "./frameStateTypes";
export { figureOfBody, paintedBodies } from "./pictureFrame";
export { egoOf, isCameraMoving, isCountedWhereDrawn, isInCabin, lightsIn } from "./worldFacts";
export { HEADLAMP_HEIGHTS, cameraAt, egoAt, shownCamera } from "./road/cameraAt";
export { KEYPOINT_FLAGS, labelledKeypoints, type Keypoints } from "./keypoints";
export { umbrellasAreOpen } from "./road/actorLook";
export { exposureOf } from "./road/exposure";
export { motionOf as roadMotionOf, roadStateOf } from "./road/movement";
export {
  NEAREST,
  drawMesh,
  drawRoadBodies,
  drawRoadGround,
  drawRoadScenery,
  idOfScenery,
  idsOfBodies,
  intoCameraFrame,
} from "./road/drawRoad";
export { drawRoadInstances, roadPieces, type RoadPiece } from "./road/pieces";
export { instancesOf, instancesWith } from "./road/instances";
export { sceneryIn } from "./road/scenery";
export { drawPuddles, puddlesOf } from "./road/puddles";
export { drawReflections, reflectionBox } from "./road/reflections";
export type { GroundCover } from "./road/groundCover";
export { drawRoadShadows, drawSceneryShadows, shadowBox, type ShadowLight } from "./road/shadows";
export { countedBoxes, sightsOf, type Sights } from "./road/sight";
export { bodyMesh } from "./road/solidMesh";
export { aroundLooseBox, looseBox } from "./road/solidBox";
export { worldOf, type World } from "./world";
export { scenePose, widestBox } from "./perspective";
export { intersectBoxes, meetsFrame } from "./projection";
export { silhouetteMask, type SilhouetteMask } from "./silhouetteMask";
export { SCENE_GEOMETRY, pixelsPerMetreAt, scaleOfScene, sizeAtRow } from "./sceneGeometry";
export { tellingFrame } from "./tellingFrame";
export { silhouetteOfPicture, type PictureSilhouette } from "./pictureSilhouette";
