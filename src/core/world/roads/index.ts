export { rightHandPlan, roadLayout } from "./build";
export { groundHeightAt, groundHeights, groundKindAt, standingHeight } from "./height";
export {
  KERB_HEIGHT,
  type Crossing,
  type Kerb,
  type Lane,
  type Marking,
  type MarkingKind,
  type Outline,
  type ParkingBay,
  type RoadLayout,
  type StopLine,
  type Surface,
  type SurfaceKind,
} from "./layout";
export { ROAD_KINDS, ROAD_LIMITS, roadPlanSchema, usualRoadPlan, type PlanOf, type RoadKind, type RoadPlan } from "./plan";
export { laneAt, laneOf, lanesAt, routeBetween, routeLine, snapTargets, type LanePlace, type SnapTarget } from "./query";
