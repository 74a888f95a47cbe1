export { ACTOR_DRAG_TYPE } from "./StagePane";
export { StageView } from "./StageView";
