export { VariationError } from "./errors";
export { withDelay, withSpeedFactor } from "./motion";
export { withOccluderDistance } from "./occluders";
export { changeActors, changeOccluders, selectActors } from "./select";
