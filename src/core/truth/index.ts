export { groundTruthJson } from "./json";
export {
  groundTruthFrames,
  groundTruthHeader,
  groundTruthOf,
  wholeRange,
  type FrameRange,
  type GroundTruthHeader,
  type GroundTruthRecord,
} from "./records";
