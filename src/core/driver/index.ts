export { driverAt, drowsinessAt, type Driver, type Drowsiness } from "./eyes";
export { DRIVER_AHEAD, driverPoseAt, type DriverPose, type HandPose, type HeadAngles } from "./pose";
export { GAZE_TARGETS, HAND_PLACES, HEAD_LIMITS, MOST_DRIVER_POSES, MOUTHS } from "./schema";
export type { DriverKeyframe, GazeTarget, HandPlace, Mouth } from "./schema";
export { driverRecord, type DriverRecord } from "./state";
export { driverPosesOf, usualDriverPoses } from "./usualPoses";
