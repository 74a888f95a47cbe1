export {
  directionToCameraFrame,
  directionToGroundFrame,
  project,
  toCameraFrame,
  unproject,
  unprojectToGround,
  type Camera,
  type CameraPose,
  type Matrix3,
  type Projection,
} from "./camera";
export { fieldOfView, lensWithField, type FieldOfView, type LensShape } from "./fieldOfView";
export {
  fromLens,
  lensReach,
  throughLens,
  widestAngle,
  type FisheyeLens,
  type Intrinsics,
  type Lens,
  type PicturePoint,
  type PinholeLens,
} from "./lens";
export { mountedPose, type Carrier, type Mount } from "./mount";
export { projectorOf, type Projector } from "./projector";
export { LENS_KINDS, cameraPresets, lensOfKind, type CameraPreset, type LensKind } from "./presets";
export { CAMERA_LIMITS, lensFault, lensSchema, mountSchema } from "./schema";
export { viewOnGround } from "./viewOnGround";
