export { ACTOR_DRAG_TYPE, StageView } from "./StageView";
