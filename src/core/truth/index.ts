export { groundTruthJson } from "./json";
export {
  groundTruthFrames,
  groundTruthHeader,
  groundTruthOccluders,
  groundTruthOf,
  wholeRange,
  type FrameRange,
  type GroundTruthHeader,
  type GroundTruthOccluder,
  type GroundTruthRecord,
} from "./records";
