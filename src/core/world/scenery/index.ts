export { FIXED_DIMENSIONS, SCENERY_KINDS, footOf, spreadOf, type SceneryItem, type SceneryKind, type SignalGroup } from "./item";
export { greenFrom, lightsOf, type Light } from "./lights";
export { sceneryOfPlan } from "./scenery";
export {
  SCENERY_GROUPS,
  SCENERY_LIMITS,
  SIGNAL_PHASES,
  scenerySchema,
  usualScenery,
  type SceneryDocument,
  type SceneryGroup,
  type ScenerySettings,
  type SignalPhase,
  type SignalPhaseStart,
} from "./settings";
export { crossingAspect, phasesWithin, signalAspect, type SignalAspect } from "./signals";
export { clearedFor, type Outlook, type Placed, type Way } from "./clearance";
