export { approachOf, contactAfter, sharedDuring, type Approach, type Mover } from "./encounter";
export { courseOf, poseOnCourse, type Course } from "./course";
export { ROAD_USER_LABELS } from "./labels";
export { cornersOf, covers, halfExtent, overlap, type Footprint } from "./footprint";
export { hullOf, hullOfMany } from "./hull";
export { groundPath, pathOnLine, type GroundPath, type PathPoint } from "./groundPath";
export { ROAD_USERS, ROAD_USER_KINDS, roadUserKind, roadUserOf, type RoadUser, type RoadUserKind } from "./kinds";
export { roadMotion, roadStateAt, type RoadMotion, type RoadMovement, type RoadState, type RoadWaypoint, type Stay } from "./motion";
export {
  arcLine,
  bezierLine,
  joinLines,
  lineOf,
  nearestOn,
  offsetLine,
  partOfLine,
  placeAlong,
  reversedLine,
  straightLine,
  type LinePlace,
  type NearestPlace,
  type Polyline,
  type Vertex,
} from "./polyline";
export { directionOf, headingOf, normalDegrees, placedBy, seenFrom, type GroundPose } from "./pose";
export {
  motionAt,
  profileThrough,
  speedProfile,
  timeAtDistance,
  type SpeedChange,
  type SpeedPlan,
  type SpeedProfile,
} from "./speedProfile";
export { add, between, cross, directionTo, distanceBetween, dot, leftOf, scale, subtract, type Vector2, type Vector3 } from "./vector";
