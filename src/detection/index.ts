export { type MissRun, missRuns } from "./evaluation/missRuns";
export { DETECTIONS_PER_FRAME } from "./evaluation/averagePrecision";
export { inPicture, intersectionOverUnion } from "./evaluation/overlap";
export { EvaluationError, evaluateDetections, type Evaluation, type Outcome } from "./evaluation/evaluate";
export { type VideoToEvaluate, evaluateVideos } from "./evaluation/videos";
export type { EvaluationOptions } from "./evaluation/options";
export type {
  Band,
  ConfusionMatrix,
  EvaluationReport,
  FalseAlarm,
  Miss,
  Scores,
  TotalReport,
  TrackingScores,
} from "./evaluation/reportTypes";
export {
  DEFAULT_START_TIME,
  type DetectionEvent,
  type Fault,
  type SimulationFrame,
  type SimulationItem,
  type SimulationRun,
  type ValidationResult,
  isoTime,
} from "./simulation/events";
export { type ExpectedCounts, USUAL_IOU, expectedCounts } from "./simulation/expectedCounts";
export { recordedFrames, scenarioFrame, scenarioFrames } from "./simulation/frames";
export { Noise } from "./simulation/noise";
export { type DetectionProfile, ProfileError, type SensorProfile, parseProfile, validateProfile } from "./simulation/profile";
export { DETECTION_PROFILES, SPEC_UNCONDITIONED, detectionProfile } from "./simulation/profiles";
export { CURVE_AXES, type CurveAxis, type CurveView, profileCurves } from "./simulation/profileCurves";
export { type DetectionFactors, type View, detectionFactors, weatherContrast } from "./simulation/sensorModel";
export { type SimulatedStream, gatherStream, streamCsv, streamJson, streamNdjson } from "./simulation/streamFiles";
export { simulateDetections } from "./simulation/simulate";
export { randomEvents } from "./simulation/unconditioned";
export type { Detection, IgnoreRegion, TruthObject } from "./types";
