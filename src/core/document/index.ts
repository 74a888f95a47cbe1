export { ALL_CAMERAS, chosenCameras, shownCameraId, withCamera, type ChosenCamera } from "./cameras";
export { faultsOfChange } from "./change";
export * from "./constants";
export * from "./defaults";
export { evenSize, paddingText } from "./evenSize";
export { dimensionsOf, modelSize, type Dimensions } from "./dimensions";
export { RELATION_LIMITS, type Relation } from "./relations";
export { describeFault } from "./faultText";
export { fileBytes, fileSizeFault } from "./fileSize";
export { generateActors, type GeneratorContext } from "./generators";
export {
  MAX_SCENARIO_BYTES,
  ScenarioError,
  assertScenarioSize,
  parseDocument,
  parseScenario,
  serializeScenario,
  validateScenario,
  type DocumentFault,
} from "./parse";
export {
  SCHEMA_VERSION,
  annotatedActors,
  camerasOf,
  frameRateSchema,
  scenarioSchema,
  type Actor,
  type ActorMotion,
  type Appearance,
  type Asset,
  type Generator,
  type IgnoreRegion,
  type LightKeyframe,
  type Marker,
  type Occluder,
  type Road,
  type RoadCamera,
  type PictureData,
  type PictureRef,
  type Scenario,
  type SceneSettings,
  type SensorSettings,
  type Trajectory,
  type VideoSettings,
  type Waypoint,
  type SlimScenario,
  type WeatherKeyframe,
  type WholeScenario,
} from "./schema";
export {
  type SkySettings,
  sameMotion,
  withDuration,
  withFrameRate,
  withSeed,
  withSensor,
  withSize,
  withStyle,
  withWeather,
  withCondition,
  withLight,
  withSky,
  withoutNoise,
} from "./transforms";
export type { Parameter } from "./parameters";
export { followingNumbers, released, resolved, withExpression, withExpressions } from "./resolve";
export { MOTION_LIMITS } from "./road";
export * from "./roadDefaults";
export { PictureStore } from "./pictureStore";
export { salvageScenario, type Salvaged } from "./salvage";
