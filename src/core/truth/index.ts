export { groundTruthJson, groundTruthWriter } from "./json";
export { KEYPOINT_SKELETON, typesWithKeypoints, withoutKeypoints } from "./keypoints";
export { groundTruthRoad, type GroundTruthRoad } from "./road";
export { groundTruthCamera, type GroundTruthCamera, type GroundTruthPose } from "./road/camera";
export { meet } from "./road/contact";
export { encounterAt, type EncounterFrame } from "./road/criticality";
export { levelled, type Box3d, type RoadRecord } from "./road/record";
export {
  groundTruthFrames,
  groundTruthHeader,
  groundTruthIgnoreRegions,
  groundTruthOccluders,
  groundTruthOf,
  wholeRange,
  type GroundTruthHeader,
  type GroundTruthIgnoreRegion,
  type GroundTruthOccluder,
  type GroundTruthRecord,
} from "./records";
