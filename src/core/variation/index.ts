export { VariationError } from "./errors";
export { MOST_DIMENSIONS, haltonPoint } from "./halton";
export { pairwisePoints } from "./pairwise";
export { parseSetting, stepsOfParameter, withParameters, type ParameterValues } from "./parameters";
export { withDelay, withSpeedFactor } from "./motion";
export { withOccluderDistance } from "./occluders";
export { changeActors, changeOccluders, selectActors } from "./select";
