export * from "./constants";
export * from "./defaults";
export { evenSize, paddingText } from "./evenSize";
export { describeFault } from "./faultText";
export { generateActors, type GeneratorContext } from "./generators";
export {
  MAX_SCENARIO_BYTES,
  ScenarioError,
  assertScenarioSize,
  parseScenario,
  serializeScenario,
  validateScenario,
  type DocumentFault,
} from "./parse";
export {
  SCHEMA_VERSION,
  frameRateSchema,
  scenarioSchema,
  type Actor,
  type Appearance,
  type Asset,
  type Generator,
  type IgnoreRegion,
  type Marker,
  type Occluder,
  type Scenario,
  type SceneSettings,
  type SensorSettings,
  type Trajectory,
  type VideoSettings,
  type Waypoint,
  type WeatherKeyframe,
} from "./schema";
export { sameMotion, withDuration, withFrameRate, withSeed, withSensor, withSize, withStyle, withWeather, withoutNoise } from "./transforms";
