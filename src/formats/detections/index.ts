export { DetectionFileError, type DetectionFault } from "./fault";
export { onlyClass } from "./onlyClass";
export { DETECTION_FORMATS, type DetectionFormat, type ReadOptions, readDetections } from "./readDetections";
