export { SuiteError } from "./errors";
export { videoKey, type Build } from "./keys";
export {
  BUNDLE_GROUND_TRUTH,
  BUNDLE_MANIFEST,
  BUNDLE_VIDEO,
  filesInManifest,
  readJson,
  readMetadata,
  videoMetadata,
  videoPaths,
  type VideoFacts,
  type VideoMetadata,
} from "./metadata";
export { suiteReport } from "./report/report";
export { exportRequest } from "./request";
export { itemsOfShard, parseShard, type Shard } from "./shards";
export { PROTOCOL_SUITES, type ProtocolSuite } from "./spec/protocols";
export { DEFAULT_SUITE } from "./spec/defaultSuite";
export { expandSuite, withWeatherMatrix, type SuiteVideo } from "./spec/expand";
export { parseSuiteSpec } from "./spec/parse";
export { suiteSchema, type DatasetName, type SuiteSettings, type SuiteSpec } from "./spec/schema";
export { TruthCounter, countTruth, type TruthStatistics } from "./statistics";
export { datasetSchema, describeDataset, shardSummarySchema, summarise, type DatasetMetadata, type SuiteSummary } from "./summary";
