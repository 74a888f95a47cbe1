export { ACTOR_DRAG_TYPE } from "./dragged";
export { StageView } from "./StageView";
