export { groundTruthJson, groundTruthWriter } from "./json";
export { CAMERAS_FOLDER, WORLD_FILE, worldTruthJson } from "./world";
export { scenarioTruth } from "./scenarioTruth";
export { IgnoredRuns, groundTruthIgnoreRegions, ownIgnoreRegions, type GroundTruthIgnoreRegion } from "./regions";
export { KEYPOINT_SKELETON, typesWithKeypoints, withoutKeypoints } from "./keypoints";
export { groundTruthRoad, type GroundTruthRoad } from "./road";
export { groundTruthCamera, type GroundTruthCamera, type GroundTruthPose } from "./road/camera";
export { lastAvoidable } from "./road/avoidance";
export { encounterAt, encounterBetween, type EncounterFrame, type EncounterSummary } from "./road/criticality";
export { levelled, type Box3d, type RoadRecord } from "./road/record";
export {
  groundTruthFrames,
  groundTruthHeader,
  groundTruthOccluders,
  groundTruthOf,
  wholeRange,
  type GroundTruthHeader,
  type GroundTruthOccluder,
  type GroundTruthRecord,
} from "./records";
