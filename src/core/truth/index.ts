export { groundTruthJson } from "./json";
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
