import { SUITE_PRESETS } from "@/presets";
import { DATASET_NAMES, type SuiteSpec } from "./schema";

/** The specification's five videos and three datasets. */
export const DEFAULT_SUITE: SuiteSpec = {
  name: "default",
  description: "The specification's five videos and three datasets",
  settings: {},
  videos: SUITE_PRESETS.map(({ id, description }) => ({ name: id, description, preset: id })),
  datasets: [...DATASET_NAMES],
  datasetSeed: 42,
};
