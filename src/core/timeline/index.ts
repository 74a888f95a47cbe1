export {
  FRACTIONAL_RATES,
  closestRate,
  frameRateOf,
  frameShownAt,
  framesLasting,
  framesOf,
  framesPerSecond,
  isSameRate,
  measuredRate,
  nearestFrame,
  nominalRate,
  parseFrameRate,
  perFrame,
  perSecond,
  rateText,
  secondsOf,
  standardRate,
  type FrameRate,
} from "./frameRate";
export type { FrameRange } from "./frameRange";
export { droppedNumbers, frameOfTimecode, smpteTimecode } from "./timecode";
export { motionSpan, type MotionSpan } from "./span";
export {
  arrivalTimes,
  clockAtDistance,
  fastestOf,
  picturePauses,
  pathLength,
  pathPolyline,
  poseAt,
  scheduleArrivals,
  speedAt,
  type Pose,
} from "./motion";
export { parameterAtShare, pointAtShare, segmentsOf, type PathSegment as Segment } from "./segment";
export { clockAfter, framesAtClock, hasRelations, ownMotion, pausesOf, waitedFrames, withWaits, type Pause } from "./waits";
