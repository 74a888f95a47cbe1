export { motionSpan, type MotionSpan } from "./span";
export { arrivalTimes, pathLength, pathPolyline, poseAt, speedAt, type Pose } from "./motion";
export { parameterAtShare, pointAtShare, segmentsOf, type Segment } from "./segment";
