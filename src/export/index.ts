export { gifText } from "./gifFrames";
export { loadingProblemOf, type LoadingProblem } from "./engines/loadingProblem";
export { ExportError, type ExportFault } from "./errors";
export {
  ENGINES,
  IMAGE_FORMATS,
  QUALITIES,
  type BundleFile,
  type EngineName,
  type ExportCapabilities,
  type ExportEstimate,
  type ExportOptions,
  type ExportPhase,
  type ExportProgress,
  type ExportRequest,
  type ExportResult,
  type ExportTimings,
  type ImageFormat,
  type Quality,
} from "./types";
export { estimateExport, exportCapabilities, exportScenario, prepareExport } from "./client";
export { bundleZip, bundleZipName } from "./zip";
export { MCAP } from "./robotics/names";
