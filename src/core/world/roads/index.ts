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
export { NETWORK_LIMITS, type NetworkLane, type NetworkMark, type NetworkPlan, type NetworkRoad, type Offsets } from "./networkPlan";
export {
  ROAD_KINDS,
  ROAD_LIMITS,
  roadPlanSchema,
  usualRoadPlan,
  type MeasuredPlan,
  type PlanOf,
  type RoadKind,
  type RoadPlan,
} from "./plan";
export { laneAt, laneOf, lanesAt, routeBetween, routeLine, snapTargets, type LanePlace, type SnapTarget } from "./query";
