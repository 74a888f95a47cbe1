export { type DatasetFile, datasetFiles } from "./generate";
export { type IntegrityFault, checkIntegrity } from "./integrity";
export { type RealDataFinding, checkNoRealData } from "./noRealData";
export { DATASET_FORMATS, DATASET_SIZES, type DatasetFormat, type DatasetOptions } from "./options";
export { type ProjectCamera, projectCamera } from "./projectCamera";
export type { Project, TestSession, User } from "./records";
