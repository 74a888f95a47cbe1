export { arrivalTimes, pathLength, pathPolyline, poseAt, speedAt, type Pose } from "./motion";
export { pointAtShare, segmentsOf, type Segment } from "./segment";
