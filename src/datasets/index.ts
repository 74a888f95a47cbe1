export { countLines } from "./countLines";
export { type DatasetFile, datasetFiles } from "./generate";
export { type IntegrityFault, checkIntegrity } from "./integrity";
export { type RealDataFinding, checkNoRealData } from "./noRealData";
export {
  DATASET_FORMATS,
  DATASET_LIMITS,
  DATASET_SIZES,
  DatasetError,
  type DatasetFormat,
  type DatasetOptions,
  MOST_EVENTS,
  OWN_SIZE,
  totals,
} from "./options";
export { type ProjectCamera, projectCamera } from "./projectCamera";
export { CAMERA_MODELS, CAMERA_VIEWS, LENS_TYPES, SIGNAL_TYPES } from "./pools";
export { datasetProjects } from "./projects";
export type { Project, TestSession, User } from "./records";
